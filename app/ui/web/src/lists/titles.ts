// What new tasks can be called, as the server takes it.

/** The longest title, in characters. */
const LONGEST = 500;
/** More than this at once is a slip of the hand. */
const MOST = 1000;

/** The titles in a text: one a line, without empty ones. */
export function titlesIn(text: string): string[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => onOneLine(line) || []);
}

export function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Why tasks can't be called so; empty where they can. */
export function refusalOf(titles: string[]): string {
  if (titles.length > MOST)
    return `These are ${titles.length} tasks; at most ${MOST} are made at once.`;
  const at = titles.findIndex((one) => lengthOf(one) > LONGEST);
  if (at < 0) return "";
  const which = titles.length > 1 ? `Line ${at + 1}` : "This title";
  return `${which} has ${lengthOf(titles[at] ?? "")} characters; a title has at most ${LONGEST}.`;
}

/** Counted as the server counts: an emoji is one. */
const lengthOf = (text: string) => Array.from(text).length;
