// Rows in the chosen order; equal ones keep their order by hand.
import type { FieldShape, TaskRow } from "../lib/payloads";
import type { Option } from "../pickers/options";
import { allHeldBy, fieldNamed, heldBy, inOrder, isInRows, isOfPeople, withFirst } from "./fields";
import type { ListView } from "./view";

const BY_HAND: Option<string> = { value: "manual", label: "By hand" };
const FIRST = ["due", "priority", "updated_at", "created_at", "title", "points", "assignees"];
/** Where an order is called otherwise than its field. */
const LABELS: Record<string, string> = {
  updated_at: "Last changed",
  created_at: "Newest",
  assignees: "Person",
};
const byWords = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

export function sortOptions({ fields }: Pick<ListView, "fields">): Option<string>[] {
  const ordered = withFirst(fields.filter(hasOrder), FIRST);
  return [
    BY_HAND,
    ...ordered.map(({ name, label }) => ({ value: name, label: LABELS[name] ?? label })),
  ];
}

export function sorted(view: ListView, rows: TaskRow[], by: string): TaskRow[] {
  const field = fieldNamed(view.fields.filter(hasOrder), by);
  if (!field) return rows;
  const of = measureOf(view, field);
  return rows
    .map((row) => ({ row, by: of(row) }))
    .sort((a, b) => compare(a.by, b.by))
    .map(({ row }) => row);
}

/** People are ordered by name; other things kept by id have no order. */
function hasOrder(field: FieldShape): boolean {
  return isInRows(field) && (isOfPeople(field) || (field.is_sortable && !field.noun));
}

type Measure = (row: TaskRow) => string | number | null;

/** Large numbers, late moments and what is marked come first; options as they are listed. */
function measureOf(view: ListView, field: FieldShape): Measure {
  if (isOfPeople(field)) {
    const names = new Map(view.people.map((person) => [person.id, person.name]));
    return (row) => names.get(Number(allHeldBy(row, field)[0])) ?? null;
  }
  if (field.type === "choice") {
    const values = inOrder(field).map(({ value }) => value);
    return (row) => {
      const held = heldBy(row, field);
      const at = held === field.nothing ? -1 : values.indexOf(held as string | number);
      return at < 0 ? null : at;
    };
  }
  const told: Record<string, (held: string) => string | number> = {
    number: (held) => -Number(held),
    duration: (held) => -Number(held),
    instant: (held) => -Date.parse(held),
    day: (held) => Date.parse(held),
    flag: (held) => (held === "true" ? 0 : 1),
  };
  const tell = told[field.type] ?? ((held: string) => held);
  return (row) => {
    const held = heldBy(row, field);
    return held === null || held === "" ? null : tell(String(held));
  };
}

/** What has none comes last. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return typeof a === "number" && typeof b === "number"
    ? a - b
    : byWords.compare(String(a), String(b));
}
