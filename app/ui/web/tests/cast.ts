// The same small list in every test: Alice and Bob work on it.
import told from "../../../../tests/domain/browser_orders.json";
import type { FieldShape, ListPayload, Person, TaskRow } from "../src/lib/payloads";
import { withParts, type ListView } from "../src/lists/view";

export const ALICE: Person = {
  id: 1,
  name: "Alice Moreau",
  handle: "alice",
  initials: "AM",
  hue: 10,
  is_active: true,
};
export const BOB: Person = {
  id: 2,
  name: "Bob Okafor",
  handle: "bob",
  initials: "BO",
  hue: 200,
  is_active: true,
};

export const AS_OF = "2026-11-18T12:00:00+00:00";
export const TODO = 1;
export const DOING = 2;
export const REVIEW = 3;
export const DONE = 4;

/** As the server describes them, with some that nobody has yet. */
export const FIELDS = told.fields as FieldShape[];

/** A row holds whatever fields tasks have: those that matter to a test are in `values`. */
export function aRow(key: string, values: Partial<TaskRow> = {}): TaskRow {
  const row: Partial<TaskRow> = {
    id: Number(key.split("-")[1]),
    key,
    title: `Task ${key}`,
    status_id: TODO,
    priority: 0,
    assignees: [],
    start: null,
    due: null,
    points: null,
    tags: [],
    blocked_by: 0,
    blocking: 0,
    parent_key: null,
    goal_id: null,
    subtasks: null,
    comments: 0,
    rank: `a${key.split("-")[1]}`,
    created_at: "2026-11-01T08:00:00+00:00",
    updated_at: "2026-11-01T08:00:00+00:00",
    ...values,
  };
  return row as TaskRow;
}

export function aPayload(rows: TaskRow[]): ListPayload {
  return {
    full: true,
    list: {
      id: 1,
      name: "Platform",
      space_id: 1,
      space_key: "ENG",
      space_name: "Engineering",
      can_edit: true,
      goal_id: null,
    },
    fields: FIELDS,
    statuses: [
      { id: TODO, name: "To do", category: "unstarted", wip_limit: null },
      { id: DOING, name: "In progress", category: "started", wip_limit: 2 },
      { id: REVIEW, name: "In review", category: "started", wip_limit: null },
      { id: DONE, name: "Done", category: "done", wip_limit: null },
    ],
    people: [ALICE, BOB],
    tags: ["api", "ui"],
    rows,
    version: 1,
    as_of: AS_OF,
  };
}

export function aView(rows: TaskRow[]): ListView {
  return withParts(aPayload(rows));
}

export const keysOf = (rows: TaskRow[]): string[] => rows.map((row) => row.key);
