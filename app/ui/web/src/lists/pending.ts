// What somebody did that the server has not answered yet, put over what it said last.
//
// Each change has a number that rises. The server names the last one it has done or refused; rows read
// after that are true up to it, and later changes stay on top of them. So a slow server never shows a
// card where it no longer is, and a refused change goes back by itself.
import { generateKeyBetween } from "fractional-indexing";
import type { TaskRow } from "../lib/payloads";
import type { SetChange } from "../lib/page-state";
import type { NewValue, Place } from "./view";

export type Change = { number: number } & (
  | { kind: "set"; keys: string[]; field: string; value: NewValue }
  | { kind: "move"; key: string; place: Place }
  | { kind: "remove"; keys: string[] }
);

/** Later than any number given before, also by a page that was left. */
export function nextNumber(last: number, now = Date.now()): number {
  return Math.max(last + 1, now);
}

/** The changes that rows true up to `answered` don't hold yet. */
export function unanswered(changes: Change[], answered: number): Change[] {
  const left = changes.filter((one) => one.number > answered);
  return left.length === changes.length ? changes : left;
}

export function withPending(rows: TaskRow[], changes: Change[]): TaskRow[] {
  return changes.reduce(withChange, rows);
}

function withChange(rows: TaskRow[], change: Change): TaskRow[] {
  switch (change.kind) {
    case "set":
      return rows.map((row) =>
        change.keys.includes(row.key) ? withField(row, change.field, change.value) : row,
      );
    case "remove":
      return rows.filter((row) => !change.keys.includes(row.key));
    case "move":
      return rows.map((row) =>
        row.key === change.key
          ? { ...row, status_id: change.place.status_id, rank: rankAt(rows, row, change.place) }
          : row,
      );
  }
}

function withField(row: TaskRow, field: string, value: NewValue): TaskRow {
  if (field === "status") return { ...row, status_id: Number(value) };
  if (typeof value !== "object") return { ...row, [field]: value === "" ? null : value };
  const held = row[field as keyof TaskRow];
  return { ...row, [field]: changed(Array.isArray(held) ? held : [], value) };
}

type Member = number | string;

function changed(now: Member[], { add, remove }: SetChange<Member>): Member[] {
  const kept = now.filter((one) => !remove.includes(one));
  return [...kept, ...add.filter((one) => !kept.includes(one))];
}

/** As the server ranks it: between its neighbours, as far as they are still there. */
function rankAt(rows: TaskRow[], row: TaskRow, place: Place): string {
  const rankOf = (key: string | null) => rows.find((one) => one.key === key)?.rank ?? null;
  const [after, before] = [rankOf(place.after), rankOf(place.before)];
  if (after === null && before === null) return row.rank;
  const isOrdered = after === null || before === null || after < before;
  return generateKeyBetween(after, isOrdered ? before : null);
}
