// Names tasks and people as links before Markdown reads a text; code stays as it is.

const VERBATIM =
  /(```[\s\S]*?```|~~~[\s\S]*?~~~|`[^`\n]*`|!?\[[^\]]*\]\([^)\s]*\)|<https?:[^>]*>|https?:\/\/\S+)/;
const KEY = /(^|[^\w/-])#?([A-Z][A-Z0-9]{1,9})-(\d{1,7})(?![\w-])/g;
const PERSON = /(^|[^\w@.])@(?:"([^"\n]{1,80})"|([\p{L}\p{N}_][\p{L}\p{N}_.-]{0,60}))/gu;

/** Where a person's name leads; shown as a mention, not as a link. */
export const PERSON_PATH = "/~person/";

export function withNames(text: string, spaceKeys: ReadonlySet<string>): string {
  return text
    .split(VERBATIM)
    .map((part, index) => (index % 2 ? part : named(part, spaceKeys)))
    .join("");
}

function named(text: string, spaceKeys: ReadonlySet<string>): string {
  return text
    .replace(KEY, (all: string, before: string, space: string, number: string) =>
      spaceKeys.has(space) ? `${before}[${space}-${number}](/tasks/${space}-${number})` : all,
    )
    .replace(PERSON, (_, before: string, quoted?: string, plain = "") => {
      const name = (quoted ?? plain).replace(/[.-]+$/, "");
      const rest = quoted === undefined ? plain.slice(name.length) : "";
      return `${before}[@${name}](${PERSON_PATH}${encodeURIComponent(name)})${rest}`;
    });
}

/** A heading's anchor: its words, joined by hyphens. */
export function slug(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** What is being named at the caret: “@pri”, “#ENG-1”; null when nothing is. */
export interface Naming {
  sign: "@" | "#";
  words: string;
  /** Where the sign stands. */
  from: number;
}

export function namingAt(text: string, caret: number): Naming | null {
  const found = /(?:^|[\s(])([@#])([\p{L}\p{N}._-]{0,40})$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const [, sign, words = ""] = found;
  return { sign: sign as Naming["sign"], words, from: caret - words.length - 1 };
}

/** The text with what was chosen in place of what was typed. */
export function withName(text: string, naming: Naming, name: string): string {
  const rest = text.slice(naming.from + 1 + naming.words.length).replace(/^ /, "");
  return text.slice(0, naming.from) + name + rest;
}
