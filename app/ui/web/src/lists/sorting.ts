// Rows in the chosen order; equal ones keep their order by hand.
import type { TaskRow } from "../lib/payloads";
import type { Option } from "../pickers/options";
import type { ListView } from "./view";

export const SORTS: Option<string>[] = [
  { value: "manual", label: "By hand" },
  { value: "due", label: "Due" },
  { value: "priority", label: "Priority" },
  { value: "updated", label: "Last changed" },
  { value: "created", label: "Newest" },
  { value: "title", label: "Title" },
  { value: "points", label: "Points" },
  { value: "assignee", label: "Person" },
];

/** Sorts after every word and day. */
const LAST = "\uffff";
const LOWEST_PRIORITY = 9;
const byWords = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

export function sorted(view: ListView, rows: TaskRow[], by: string): TaskRow[] {
  const of = measureOf(view, by);
  if (!of) return rows;
  return rows
    .map((row) => ({ row, by: of(row) }))
    .sort((a, b) => compare(a.by, b.by))
    .map(({ row }) => row);
}

type Measure = (row: TaskRow) => string | number;

function measureOf(view: ListView, by: string): Measure | undefined {
  const names = new Map(view.people.map((person) => [person.id, person.name]));
  const measures: Record<string, Measure> = {
    due: (row) => row.due ?? LAST,
    priority: (row) => row.priority || LOWEST_PRIORITY,
    updated: (row) => -Date.parse(row.updated_at),
    created: (row) => -Date.parse(row.created_at),
    title: (row) => row.title,
    points: (row) => -(row.points ?? -1),
    assignee: ({ assignees: [first] }) => (first === undefined ? LAST : (names.get(first) ?? "")),
  };
  return measures[by];
}

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number"
    ? a - b
    : byWords.compare(String(a), String(b));
}
