// What new tasks can be called, as the server takes it.
import { many, shownNumber } from "../lib/numbers";

/** The longest title, in characters. */
const LONGEST = 500;
/** More than this at once is a slip of the hand. */
const MOST = 1000;

/** What a pasted checklist says beside the titles, a value a title. */
export interface Outline {
  depths: number[];
  done: boolean[];
}

export interface Pasted {
  titles: string[];
  outline: Outline;
}

const MARKER = /^(?:[-*+•◦▪▫‣●○–—·]|\(?(?:\d{1,3}|[a-z])[.)])(?:\s+|$)/;
const BOX = /^(?:\[( |x|X|✓|✔)?\]|([☐□▢])|([☑☒✅✓✔🗹]))\s*/u;
const TAB = 4;

/** The tasks in a text: one a line, without empty ones, marks of lists and boxes that were ticked. */
export function outlineIn(text: string): Pasted {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => onOneLine(line));
  const widths = lines.map(indentOf);
  const isList = lines.length > 1;
  const items = lines.map((line, at) => ({ ...itemIn(line, isList), width: widths[at] ?? 0 }));
  const kept = items.filter((one) => one.title);
  return {
    titles: kept.map((one) => one.title),
    outline: {
      depths: depthsOf(kept.map((one) => one.width)),
      done: kept.map((one) => one.isDone),
    },
  };
}

export const titlesIn = (text: string): string[] => outlineIn(text).titles;

/** A line without its mark; a dash or number of a single line may be its title's own. */
function itemIn(line: string, isList: boolean): { title: string; isDone: boolean } {
  const words = onOneLine(line);
  const bare = isList || /^[-*+•]\s+\[/.test(words) ? words.replace(MARKER, "") : words;
  const box = BOX.exec(bare);
  const rest = box ? bare.slice(box[0].length) : bare;
  const isDone = Boolean(box && (/[xX✓✔]/.test(box[1] ?? "") || box[3]));
  return { title: onOneLine(rest), isDone };
}

/** How far a line is indented; before one without a mark a few spaces mean nothing. */
function indentOf(line: string): number {
  const blank = /^[ \t]*/.exec(line)?.[0] ?? "";
  const space = MARKER.test(line.trim()) || BOX.test(line.trim()) ? 1 : 0;
  return [...blank].reduce((width, one) => width + (one === "\t" ? TAB : space), 0);
}

/** How deep each line stands under the ones before it, whatever its indent is made of. */
function depthsOf(widths: number[]): number[] {
  const open: number[] = [];
  return widths.map((width) => {
    while (open.length && (open.at(-1) ?? 0) >= width) open.pop();
    open.push(width);
    return open.length - 1;
  });
}

/** Whether an outline says more than the titles do. */
export function isPlain({ depths, done }: Outline): boolean {
  return depths.every((depth) => depth === 0) && !done.some(Boolean);
}

export function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Why tasks can't be called so; empty where they can. */
export function refusalOf(titles: string[]): string {
  if (titles.length > MOST)
    return `These are ${many(titles.length, "task")}; at most ${shownNumber(MOST)} are made at once.`;
  const at = titles.findIndex((one) => lengthOf(one) > LONGEST);
  if (at < 0) return "";
  const which = titles.length > 1 ? `Line ${at + 1}` : "This title";
  return `${which} has ${many(lengthOf(titles[at] ?? ""), "character")}; a title has at most ${LONGEST}.`;
}

/** Counted as the server counts: an emoji is one. */
const lengthOf = (text: string) => Array.from(text).length;
