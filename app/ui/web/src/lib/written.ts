// Texts and numbers as they are written for a field; a length of time is kept in minutes.
import { decimalMark, readMinutes, readNumber } from "./numbers";
import type { FieldShape } from "./payloads";

const MINUTES = 60;
export const WANTED = {
  number: "Write a number.",
  duration: "Write a length of time, like 1.5 h or 90 min.",
  text: "Write some words.",
};

type Typed = Pick<FieldShape, "type">;

export const isNumber = ({ type }: Typed) => type === "number" || type === "duration";
export const isWritten = (field: Typed) => isNumber(field) || field.type === "text";

/** What to say where nothing that fits was written. */
export const wantedOf = ({ type }: Typed) =>
  type === "number" || type === "duration" ? WANTED[type] : WANTED.text;

/** The value meant; null where nothing is, or no number. */
export function readWritten(field: Typed, text: string): string | number | null {
  if (field.type === "number") return readNumber(text);
  if (field.type === "duration") return readMinutes(text);
  return text.trim() || null;
}

/** A value as it is written: hours of a length of time, without marks that group. */
export function asWritten(field: Typed, value: string | number | boolean): string {
  if (!isNumber(field)) return String(value);
  const number = field.type === "duration" ? Number(value) / MINUTES : Number(value);
  return String(number).replace(".", decimalMark(navigator.language));
}
