// What the browser reads over the API, by short names; api.d.ts is made from the API's own description.
import type { components } from "./api";

type Schemas = components["schemas"];
/** The shape of an answer or a request, by its name in the API's description. */
export type Schema<Name extends keyof Schemas> = Schemas[Name];

export type FieldShape = Schema<"FieldShape">;
export type Category = Schema<"Category">;
/** 0 is none, 1 urgent … 4 low. */
export type Priority = TaskRow["priority"];
export type Person = Schema<"Person">;

export type Status = Schema<"ViewedStatus">;
export type TaskRow = Schema<"ViewedTask">;
/** A whole list. */
export type ListPayload = Schema<"ListView">;
/** What changed in a list after an event. */
export type ListDelta = Schema<"ListDelta">;

export type Found = Schema<"GoTo">;
export type Source = Schema<"Source">;
/** A sentence with the places where it can be checked. */
export type SourcedText = Schema<"Sentence">;
export type Chip = Schema<"Chip">;
