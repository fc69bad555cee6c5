// What the browser can tell of a row at once; all other leaves the server decides, from the same tree.
import { isLate } from "../lib/days";
import type { Status, TaskRow } from "../lib/payloads";
import { isLeaf, valuesOf, type Filter, type Leaf, type Scalar } from "./tree";

export interface RowReader {
  /** The reader's own id; null for nobody's. */
  me: number | null;
  statuses: Pick<Status, "id" | "category">[];
  now?: Date;
}

const OPEN = ["backlog", "unstarted", "started"];
const POSITIVE: Record<string, string> = {
  is_not: "is",
  not_in: "in",
  not_contains: "contains",
  has_none: "has_any",
  is_not_empty: "is_empty",
};

type Seen = boolean | Scalar[];

/** A row's values for the fields that stand in it as the server reads them. */
const SEEN: Record<string, (row: TaskRow, reader: RowReader) => Seen> = {
  status: (row) => [row.status_id],
  category: (row, reader) => [categoryOf(row, reader)],
  is_open: (row, reader) => OPEN.includes(categoryOf(row, reader)),
  overdue: (row, reader) => OPEN.includes(categoryOf(row, reader)) && isLate(row.due, reader.now),
  priority: (row) => [row.priority],
  assignees: (row) => row.assignees,
  tags: (row) => row.tags,
  headline: (row) => [row.key, row.title, ...row.tags],
};

export function isDecidable(of: Filter): boolean {
  if ("all" in of) return of.all.every(isDecidable);
  if ("any" in of) return of.any.every(isDecidable);
  if ("not" in of) return isDecidable(of.not);
  if (!(of.field in SEEN)) return false;
  // Statuses by name are the server's to find: every list may have its own.
  return of.field !== "status" || valuesOf(of).every((one) => typeof one === "number");
}

/** Whether a row fits; only of a filter that is decidable. */
export function fits(of: Filter, row: TaskRow, reader: RowReader): boolean {
  if ("all" in of) return of.all.every((part) => fits(part, row, reader));
  if ("any" in of) return of.any.some((part) => fits(part, row, reader));
  if ("not" in of) return !fits(of.not, row, reader);
  const positive = POSITIVE[of.op];
  return positive
    ? !holds({ ...of, op: positive }, row, reader)
    : isLeaf(of) && holds(of, row, reader);
}

function holds(leaf: Leaf, row: TaskRow, reader: RowReader): boolean {
  const seen = SEEN[leaf.field]?.(row, reader);
  if (seen === undefined) return false;
  if (typeof seen === "boolean") return seen === leaf.value;
  const asked = valuesOf(leaf).map((one) =>
    leaf.field === "assignees" && one === "me" ? (reader.me ?? 0) : one,
  );
  const has = (one: Scalar) => seen.some((value) => isNamed(value, one));
  if (leaf.op === "is_empty") return seen.length === 0;
  if (leaf.op === "has_all") return asked.every(has);
  if (leaf.op === "contains") return seen.some((text) => says(String(text), String(asked[0])));
  return asked.some(has);
}

function categoryOf(row: TaskRow, { statuses }: RowReader): string {
  return statuses.find((one) => one.id === row.status_id)?.category ?? "";
}

// -- in any case, as the server compares: only A to Z are folded in what stands there ------------------

function says(text: string, words: string): boolean {
  const there = folded(text);
  return waysOf(words).some((way) => there.includes(way));
}

function isNamed(value: Scalar, asked: Scalar): boolean {
  if (typeof value !== "string" || typeof asked !== "string") return value === asked;
  return waysOf(asked).includes(folded(value));
}

const folded = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function waysOf(words: string): string[] {
  const low = words.toLowerCase();
  const title = low.replace(/\p{L}+/gu, capital);
  return [words, low, low.toUpperCase(), capital(low), title].map(folded);
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
