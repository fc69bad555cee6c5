// What leaves for the clipboard: read elsewhere, its addresses must be whole.
import type { Turn } from "./page-state";

/** Paths of this site in a text's Markdown links, images and tags. */
const PATHS = /(\]\(\s*<?|^\s*\[[^\]]+\]:\s*|\b(?:href|src)=["'])(\/(?!\/))/gm;

/** A path with where it stands before it. */
export function wholeAddress(path: string, origin = window.location.origin): string {
  return new URL(path, origin).href;
}

/** The text with each path of this site in it made an address that works elsewhere. */
export function withWholeAddresses(text: string, origin = window.location.origin): string {
  return text.replace(PATHS, (_, before: string, slash: string) => `${before}${origin}${slash}`);
}

/** The address of a question as it was read. */
export function addressOf({ question, fixed }: Pick<Turn, "question" | "fixed">): string {
  const query = new URLSearchParams({ q: question });
  if (fixed.length) query.set("fix", fixed.join(";"));
  return wholeAddress(`/ask?${query}`);
}

/** An answer as Markdown: each sentence with its sources, then where it was asked. */
export function answerText(turn: Turn): string {
  const sentences = turn.sentences.map(({ text, sources }) => {
    const links = sources.map((one) => `[${one.key || one.title}](${wholeAddress(one.url)})`);
    return links.length ? `${text} ${links.join(" ")}` : text;
  });
  const parts = [`**${turn.question}**`, ...sentences, turn.note, addressOf(turn)];
  return parts.filter(Boolean).join("\n\n");
}
