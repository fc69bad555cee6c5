// Rows in named groups, in the order of the workflow, of options, of names, or of days.
import type { FieldShape, Person, TaskRow } from "../lib/payloads";
import { plusDays, toIso } from "../lib/days";
import type { Option } from "../pickers/options";
import { allHeldBy, fieldNamed, heldBy, inOrder, isInRows, isOfPeople, withFirst } from "./fields";
import type { ListView, ViewStatus } from "./view";

const NOTHING: Option<string> = { value: "none", label: "Nothing" };
const FIRST = ["status", "assignees", "priority", "tags", "due"];
/** What one of them is called, where that is not the field's name. */
const LABELS: Record<string, string> = { assignees: "Person", tags: "Tag" };
/** What those without one are called, where it is not “No …”. */
const WITHOUT: Record<string, string> = { assignees: "Nobody", tags: "No tag", due: "No due date" };

export interface Group {
  id: string;
  name: string;
  rows: TaskRow[];
  status?: ViewStatus;
  person?: Person;
  priority?: number;
}

export function groupOptions({ fields }: Pick<ListView, "fields">): Option<string>[] {
  const grouped = withFirst(fields.filter(makesGroups), FIRST);
  return [
    ...grouped.map(({ name, label }) => ({ value: name, label: LABELS[name] ?? label })),
    NOTHING,
  ];
}

export function groups(view: ListView, rows: TaskRow[], by: string, now = new Date()): Group[] {
  if (by === NOTHING.value) return [{ id: "all", name: "All tasks", rows }];
  const field = fieldNamed(view.fields.filter(makesGroups), by);
  // An empty status shows too: a task can be made in it.
  if (!field || field.name === "status") return byStatus(view, rows);
  return groupsOf(view, rows, field, now).filter((one) => one.rows.length > 0);
}

/** Where a new task goes that nobody said a place for. */
export function groupForNew(all: Group[]): Group | undefined {
  return all.find((one) => one.status?.category === "unstarted") ?? all[0];
}

const makesGroups = (field: FieldShape) => field.is_groupable && isInRows(field);

function groupsOf(view: ListView, rows: TaskRow[], field: FieldShape, now: Date): Group[] {
  if (isOfPeople(field)) return byPerson(view, rows, field);
  switch (field.type) {
    case "day":
      return byDay(rows, field, now);
    case "choice":
      return byChoice(rows, field);
    case "flag":
      return byFlag(rows, field);
    default:
      return byWord(rows, field);
  }
}

function byStatus(view: ListView, rows: TaskRow[]): Group[] {
  return view.statuses.map((status) => ({
    id: `s${status.id}`,
    name: status.name,
    status,
    rows: rows.filter((row) => row.status_id === status.id),
  }));
}

function byChoice(rows: TaskRow[], field: FieldShape): Group[] {
  const options = inOrder(field).map(({ value, label }) => ({
    id: `${field.name}:${value}`,
    name: label,
    priority: field.name === "priority" ? Number(value) : undefined,
    rows: rows.filter((row) => heldBy(row, field) === value),
  }));
  return [...options, without(rows, field)];
}

function byFlag(rows: TaskRow[], field: FieldShape): Group[] {
  const marked = rows.filter((row) => heldBy(row, field) === true);
  return [
    { id: `${field.name}:yes`, name: field.label, rows: marked },
    { ...without(rows, field), rows: rows.filter((row) => !marked.includes(row)) },
  ];
}

function byPerson(view: ListView, rows: TaskRow[], field: FieldShape): Group[] {
  const people = view.people.map((person) => ({
    id: `${field.name}:${person.id}`,
    name: person.name,
    person,
    rows: rows.filter((row) => allHeldBy(row, field).includes(person.id)),
  }));
  return [...people, without(rows, field)];
}

function byWord(rows: TaskRow[], field: FieldShape): Group[] {
  const words = new Set(rows.flatMap((row) => allHeldBy(row, field).map(String)));
  const found = [...words]
    .sort((a, b) => a.localeCompare(b))
    .map((word) => ({
      id: `${field.name}:${word}`,
      name: word,
      rows: rows.filter((row) => allHeldBy(row, field).includes(word)),
    }));
  return [...found, without(rows, field)];
}

/** Days in stretches people plan by; weeks end on Sunday. */
function byDay(rows: TaskRow[], field: FieldShape, now: Date): Group[] {
  const toSunday = (7 - now.getDay()) % 7;
  const [today, tomorrow, monday, mondayAfter] = [0, 1, toSunday + 1, toSunday + 8].map((days) =>
    toIso(plusDays(now, days)),
  ) as [string, string, string, string];
  const stretches: [string, string, string][] = [
    [field.name === "due" ? "Overdue" : "Before today", "", today],
    ["Today", today, tomorrow],
    ["This week", tomorrow, monday],
    ["Next week", monday, mondayAfter],
    ["Later", mondayAfter, "\uffff"],
  ];
  const found = stretches.map(([name, from, to]) => ({
    id: `${field.name}:${name}`,
    name,
    rows: rows.filter((row) => {
      const [day] = allHeldBy(row, field).map(String);
      return day !== undefined && day >= from && day < to;
    }),
  }));
  return [...found, without(rows, field)];
}

/** The rows that hold nothing of it. */
function without(rows: TaskRow[], field: FieldShape): Group {
  return {
    id: `${field.name}:`,
    name: WITHOUT[field.name] ?? `No ${field.label.toLowerCase()}`,
    rows: rows.filter((row) => allHeldBy(row, field).length === 0),
  };
}
