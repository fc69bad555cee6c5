// A list as its screens use it, and what a person may change in it.
import type { SetChange } from "../lib/page-state";
import type { ListPayload, Person, Status, TaskRow } from "../lib/payloads";
import { isLate } from "../lib/days";
import type { Option } from "../pickers/options";
import { PRIORITIES } from "../parts/glyphs";
import type { Outline } from "./titles";

export interface ViewStatus extends Status {
  /** How far through the started statuses, 0–1. */
  part: number;
}

export interface ListView extends Omit<ListPayload, "statuses"> {
  statuses: ViewStatus[];
}

/** What a field of a row is set to: sets by what is added and taken away, nothing by an empty text. */
export type NewValue = number | string | boolean | SetChange<number> | SetChange<string>;

export interface ListActions {
  /** By the field's name in the registry. */
  set: (keys: string[], field: string, value: NewValue) => void;
  /** Into a column before another card (null: at its end). */
  move: (key: string, place: Place) => void;
  /** One or many, in this order; comes back with a refusal's sentence, or an empty one. */
  create: (titles: string[], statusId: number | null, outline?: Outline) => Promise<string>;
  remove: (keys: string[]) => void;
}

export interface Place {
  status_id: number;
  /** Keys of the neighbours; null at the ends. */
  before: string | null;
  after: string | null;
}

export function withParts(payload: ListPayload): ListView {
  const started = payload.statuses.filter((one) => one.category === "started");
  const statuses = payload.statuses.map((one) => ({
    ...one,
    part: (started.indexOf(one) + 1) / (started.length + 1),
  }));
  return { ...payload, statuses };
}

export function isOpen(status: { category: string } | undefined): boolean {
  return status !== undefined && ["backlog", "unstarted", "started"].includes(status.category);
}

export function isOverdue(row: TaskRow, status: Status | undefined): boolean {
  return isOpen(status) && isLate(row.due);
}

export function personOptions(view: ListView): Option<number>[] {
  return view.people
    .filter((person) => person.is_active !== false)
    .map((person) => ({ value: person.id, label: person.name, person }));
}

export function statusOptions(view: ListView): Option<number>[] {
  return view.statuses.map(({ id, name, category, part }) => ({
    value: id,
    label: name,
    category,
    part,
  }));
}

export function tagOptions(view: ListView): Option<string>[] {
  return view.tags.map((tag) => ({ value: tag, label: tag }));
}

export const PRIORITY_OPTIONS: Option<number>[] = [1, 2, 3, 4, 0].map((value) => ({
  value,
  label: PRIORITIES[value] ?? "",
}));

export type PeopleById = ReadonlyMap<number, Person>;

export function peopleOf(row: TaskRow, people: PeopleById): Person[] {
  return row.assignees.flatMap((id) => people.get(id) ?? []);
}
