// What a list's rows hold, as the server describes it: a new field of a known type needs no line here.
import type { FieldShape, TaskRow } from "../lib/payloads";

/** Kept up by the house, and told in rows all the same. */
const MOMENTS = ["updated_at", "created_at"];

export type Held = TaskRow[keyof TaskRow];

export const isOfPeople = (field: FieldShape) => field.noun === "user";

/** Whether rows hold it; of other things kept by id they hold the status alone. */
export function isInRows(field: FieldShape): boolean {
  if (MOMENTS.includes(field.name)) return true;
  const isKnown = !field.noun || isOfPeople(field) || field.name === "status";
  return field.is_shown && field.is_editable && isKnown;
}

export function heldBy(row: TaskRow, { name }: FieldShape): Held {
  return name === "status" ? row.status_id : (row[name as keyof TaskRow] ?? null);
}

/** The ids or words a row holds, one or several. */
export function allHeldBy(row: TaskRow, field: FieldShape): (number | string)[] {
  const held = heldBy(row, field);
  if (Array.isArray(held)) return held;
  return held === null || typeof held === "boolean" ? [] : [held];
}

/** A field by its name or an older one, as addresses hold it. */
export function fieldNamed(fields: readonly FieldShape[], word: string): FieldShape | undefined {
  return fields.find(({ name, aliases }) => name === word || aliases.includes(word));
}

/** Those named first, in that order, then all others in the server's. */
export function withFirst(fields: FieldShape[], first: readonly string[]): FieldShape[] {
  const named = first.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  return [...named, ...fields.filter((field) => !named.includes(field))];
}

/** A choice's options in their order; the one that means none stands last. */
export function inOrder({ options, nothing }: FieldShape): FieldShape["options"] {
  const chosen = options.filter(({ value }) => value !== nothing);
  return [...chosen, ...options.filter(({ value }) => value === nothing)];
}
