// Where a text holds the words somebody looked for.

export interface MarkedPart {
  part: string;
  isMarked: boolean;
}

const WORD = /[\p{L}\p{N}]+/gu;
/** Shorter ones stand everywhere. */
const LEAST = 2;

/** The text in stretches, those marked that begin a word as one of the words does. */
export function markedParts(text: string, words: string): MarkedPart[] {
  const wanted = [...new Set(words.match(WORD) ?? [])].filter((word) => word.length >= LEAST);
  if (!wanted.length) return [{ part: text, isMarked: false }];
  const any = wanted.sort((a, b) => b.length - a.length).join("|");
  const found: MarkedPart[] = [];
  let from = 0;
  for (const { 0: part, index } of text.matchAll(
    new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})`, "giu"),
  )) {
    if (index > from) found.push({ part: text.slice(from, index), isMarked: false });
    found.push({ part, isMarked: true });
    from = index + part.length;
  }
  if (from < text.length) found.push({ part: text.slice(from), isMarked: false });
  return found;
}
