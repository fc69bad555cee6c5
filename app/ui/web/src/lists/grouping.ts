// Rows in named groups, in the order of the workflow, of priority, of names, or of days.
import type { Person, TaskRow } from "../lib/payloads";
import { plusDays, toIso } from "../lib/days";
import { priorityName } from "../parts/glyphs";
import type { Option } from "../pickers/options";
import { PRIORITY_ORDER, type ListView, type ViewStatus } from "./view";

export const GROUPS: Option<string>[] = [
  { value: "status", label: "Status" },
  { value: "assignee", label: "Person" },
  { value: "priority", label: "Priority" },
  { value: "tag", label: "Tag" },
  { value: "due", label: "Due" },
  { value: "none", label: "Nothing" },
];

export interface Group {
  id: string;
  name: string;
  rows: TaskRow[];
  status?: ViewStatus;
  person?: Person;
  priority?: number;
}

export function groups(view: ListView, rows: TaskRow[], by: string, now = new Date()): Group[] {
  switch (by) {
    case "none":
      return [{ id: "all", name: "All tasks", rows }];
    case "due":
      return filled(byDue(rows, now));
    case "priority":
      return filled(byPriority(rows));
    case "assignee":
      return filled(byPerson(view, rows));
    case "tag":
      return filled(byTag(view, rows));
    default:
      // An empty status shows too: a task can be made in it.
      return byStatus(view, rows);
  }
}

/** Where a new task goes that nobody said a place for. */
export function groupForNew(all: Group[]): Group | undefined {
  return all.find((one) => one.status?.category === "unstarted") ?? all[0];
}

const filled = (all: Group[]) => all.filter((one) => one.rows.length > 0);

function byStatus(view: ListView, rows: TaskRow[]): Group[] {
  return view.statuses.map((status) => ({
    id: `s${status.id}`,
    name: status.name,
    status,
    rows: rows.filter((row) => row.status_id === status.id),
  }));
}

function byPriority(rows: TaskRow[]): Group[] {
  return PRIORITY_ORDER.map((priority) => ({
    id: `p${priority}`,
    name: priorityName(priority),
    priority,
    rows: rows.filter((row) => row.priority === priority),
  }));
}

function byPerson(view: ListView, rows: TaskRow[]): Group[] {
  const of = (person: Person) => rows.filter((row) => row.assignees.includes(person.id));
  const people = view.people.map((person) => ({
    id: `a${person.id}`,
    name: person.name,
    person,
    rows: of(person),
  }));
  return [
    ...people,
    { id: "a0", name: "Nobody", rows: rows.filter((row) => !row.assignees.length) },
  ];
}

function byTag(view: ListView, rows: TaskRow[]): Group[] {
  const tags = view.tags.map((tag) => ({
    id: `t${tag}`,
    name: tag,
    rows: rows.filter((row) => row.tags.includes(tag)),
  }));
  return [...tags, { id: "t", name: "No tag", rows: rows.filter((row) => !row.tags.length) }];
}

/** Days in stretches people plan by; weeks end on Sunday. */
function byDue(rows: TaskRow[], now: Date): Group[] {
  const toSunday = (7 - now.getDay()) % 7;
  const [today, tomorrow, monday, mondayAfter] = [0, 1, toSunday + 1, toSunday + 8].map((days) =>
    toIso(plusDays(now, days)),
  ) as [string, string, string, string];
  const stretches: [string, string, string][] = [
    ["Overdue", "", today],
    ["Today", today, tomorrow],
    ["This week", tomorrow, monday],
    ["Next week", monday, mondayAfter],
    ["Later", mondayAfter, "\uffff"],
  ];
  const found = stretches.map(([name, from, to]) => ({
    id: `d${name}`,
    name,
    rows: rows.filter((row) => row.due !== null && row.due >= from && row.due < to),
  }));
  return [...found, { id: "d", name: "No due date", rows: rows.filter((row) => row.due === null) }];
}
