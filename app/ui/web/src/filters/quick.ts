// What the bar sets at one press: mine, overdue, with nobody, and words of the line itself.
import { EVERYTHING, isLeaf, isSame, ofParts, partsOf, type Filter, type Leaf } from "./tree";

export interface Quick {
  name: string;
  tip: string;
  part: Leaf;
}

export const QUICK: Quick[] = [
  {
    name: "Mine",
    tip: "Only what is assigned to me",
    part: { field: "assignees", op: "has_any", value: ["me"] },
  },
  {
    name: "Overdue",
    tip: "Only what is open and overdue",
    part: { field: "overdue", op: "is", value: true },
  },
  {
    name: "Unassigned",
    tip: "Only what is assigned to nobody",
    part: { field: "assignees", op: "is_empty" },
  },
];

const MOST_WORDS = 12;

/** What was typed, as far as it stands in the filter. */
export function wordsOf(where: Filter): string {
  return partsOf(where).filter(isWord).map(wordOf).join(" ");
}

/** The filter with these words in place of those it had. */
export function withWords(where: Filter, text: string): Filter {
  const words = text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const leaves = words.map((value): Leaf => ({ field: "headline", op: "contains", value }));
  return ofParts([...leaves, ...partsOf(where).filter((part) => !isWord(part))]);
}

/** The parts that are neither words nor quick ones, with their places in the filter. */
export function chipsOf(where: Filter): { part: Filter; at: number }[] {
  return partsOf(where)
    .map((part, at) => ({ part, at }))
    .filter(({ part }) => !isWord(part) && !QUICK.some((one) => isSame(one.part, part)));
}

export function hasPart(where: Filter, part: Filter): boolean {
  return partsOf(where).some((one) => isSame(one, part));
}

export function toggledPart(where: Filter, part: Filter): Filter {
  const others = partsOf(where).filter((one) => !isSame(one, part));
  return hasPart(where, part) ? ofParts(others) : ofParts([...others, part]);
}

/** Another part in a place, or none; behind all others where there is no such place. */
export function withPart(where: Filter, at: number, part: Filter | null): Filter {
  const parts = [...partsOf(where)];
  parts.splice(at, 1, ...(part ? [part] : []));
  return parts.length ? ofParts(parts) : EVERYTHING;
}

function isWord(part: Filter): boolean {
  return isLeaf(part) && part.field === "headline" && part.op === "contains";
}

const wordOf = (part: Filter) => (isLeaf(part) ? String(part.value) : "");
