// Texts and numbers as they are written for a field; a length of time in hours, kept in minutes.
import type { FieldShape } from "./payloads";

export const MINUTES = 60;
export const WANTED = { number: "Write a number.", text: "Write some words." };

type Typed = Pick<FieldShape, "type">;

export const isNumber = ({ type }: Typed) => type === "number" || type === "duration";
export const isWritten = (field: Typed) => isNumber(field) || field.type === "text";

/** The value meant; null where nothing is, or no number. */
export function readWritten(field: Typed, text: string): string | number | null {
  if (!isNumber(field)) return text.trim() || null;
  const number = text.trim() ? Number(text.replace(",", ".")) : NaN;
  if (!Number.isFinite(number)) return null;
  return field.type === "duration" ? Math.round(number * MINUTES) : number;
}
