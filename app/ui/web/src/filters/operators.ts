// How a field may be asked, in words; and the leaf that asks it.
import { isNumber } from "../lib/written";
import type { FilterField } from "./vocabulary";
import { valuesOf, type Leaf, type Scalar } from "./tree";

const WORDS: Record<string, string> = {
  is: "is",
  is_not: "is not",
  in: "is one of",
  not_in: "is none of",
  contains: "says",
  not_contains: "does not say",
  lt: "is under",
  lte: "is at most",
  gt: "is over",
  gte: "is at least",
  between: "is between",
  has_any: "has any of",
  has_all: "has all of",
  has_none: "has none of",
  is_empty: "is empty",
  is_not_empty: "is not empty",
};
const DAY_WORDS: Record<string, string> = {
  is: "on",
  is_not: "not on",
  in: "on one of",
  not_in: "on none of",
  lt: "before",
  lte: "on or before",
  gt: "after",
  gte: "on or after",
  between: "between",
};
const SEVERAL: Record<string, string> = { is: "in", is_not: "not_in" };
const ONE: Record<string, string> = { in: "is", not_in: "is_not" };
const LISTED = ["in", "not_in", "has_any", "has_all", "has_none", "between"];
const CHOSEN = ["choice", "item", "items", "tags"];

export const isDay = (field: FilterField) => field.type === "day" || field.type === "instant";
/** Its values are chosen from what there is, several at once. */
export const isChosen = (field: FilterField) => CHOSEN.includes(field.type);
export const takesNone = (op: string) => op === "is_empty" || op === "is_not_empty";
export const takesSeveral = (op: string) => LISTED.includes(op);

export function opWords(field: FilterField, op: string): string {
  return (isDay(field) && DAY_WORDS[op]) || WORDS[op] || op;
}

/** The ops to choose from: “is one of” is what “is” becomes when several are chosen. */
export function opsOf(field: FilterField, now: string): string[] {
  const isOffered = (op: string) => op === now || !isDay(field) || !(op in ONE);
  const merged = isChosen(field)
    ? field.operators.filter((op) => !(op in ONE))
    : field.operators.filter(isOffered);
  // Whether a flag is or is not: its value says that already.
  return field.type === "flag" ? ["is"] : merged;
}

/** The op as the choice shows it. */
export function shownOp(field: FilterField, op: string): string {
  return isChosen(field) ? (ONE[op] ?? op) : op;
}

export function firstOp(field: FilterField): string {
  if (isDay(field)) return "lte";
  if (isNumber(field)) return "gte";
  return field.operators.includes("contains") ? "contains" : (field.operators[0] ?? "is");
}

/** The leaf that asks this; null while a value is still to be chosen. */
export function leafOf(field: FilterField, op: string, values: Scalar[]): Leaf | null {
  if (takesNone(op)) return { field: field.name, op };
  const [first] = values;
  if (first === undefined || (op === "between" && values.length < 2)) return null;
  const fitting = values.length > 1 ? (SEVERAL[op] ?? op) : op;
  return { field: field.name, op: fitting, value: takesSeveral(fitting) ? values : first };
}

/** The values a leaf keeps under another op. */
export function keptValues(leaf: Leaf | null, op: string): Scalar[] {
  const values = leaf ? valuesOf(leaf) : [];
  return op === "between" ? values.slice(0, 2) : values;
}
