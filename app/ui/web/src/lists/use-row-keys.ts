// The list's keys: j k go, enter opens, x selects, c adds, e renames, others pick.
import { useLayoutEffect } from "react";
import { hasMenu, isTaken } from "../lib/keys";
import { useEvent } from "../lib/use-event";
import type { RowLine } from "./lines";

const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
/** The key that opens each picker of the row in hand. */
const PICKS: Record<string, string> = {
  s: "status",
  p: "priority",
  a: "people",
  d: "due",
  l: "tags",
  t: "tags",
};
const FOCUS_AFTER_MS = 30;

interface RowKeys {
  rows: RowLine[];
  active: string;
  canEdit: boolean;
  hasChosen: boolean;
  onActive: (line: RowLine) => void;
  onOpen: (key: string) => void;
  onChoose: (key: string, isSpan: boolean) => void;
  onAdd: () => void;
  onRename: (id: string) => void;
  onClear: () => void;
}

export function useRowKeys(props: RowKeys): void {
  const down = useEvent((event: KeyboardEvent) => {
    if (!isTaken(event) && act(event, props)) event.preventDefault();
  });
  useLayoutEffect(() => {
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, [down]);
}

/** Whether the key is done with here. */
function act(event: KeyboardEvent, keys: RowKeys): boolean {
  const at = keys.rows.findIndex((line) => line.id === keys.active);
  const step = STEPS[event.key];
  if (step) return go(keys, at + step);
  if (event.key === "Escape") keys.onClear();
  if (event.key === "c" && keys.canEdit) {
    keys.onAdd();
    return true;
  }
  const row = keys.rows[at]?.row;
  if (!row) return keys.hasChosen && keys.canEdit && pick(event.key, keys);
  if (event.key === "Enter") {
    // A button's enter is its own, and one that follows a rename's at once is a slip of the finger.
    if (isOnButton(event) || event.timeStamp - renamedAt < SLIP_MS) return false;
    keys.onOpen(row.key);
  }
  if (event.key === "x" || event.key === "X") keys.onChoose(row.key, event.shiftKey);
  return keys.canEdit && edit(event.key, keys);
}

function go({ rows, onActive }: RowKeys, to: number): boolean {
  const next = rows[Math.min(rows.length - 1, Math.max(0, to))];
  if (!next) return true;
  onActive(next);
  // Its row may have to be drawn first.
  setTimeout(() => {
    if (!hasMenu()) focusRow(next.id);
  }, FOCUS_AFTER_MS);
  return true;
}

export function focusRow(id: string): void {
  document.getElementById(`row-${id}`)?.focus({ preventScroll: true });
}

/** A row was renamed by this press of enter. */
export function renamed(event: { timeStamp: number }): void {
  renamedAt = event.timeStamp;
}

const SLIP_MS = 600;
let renamedAt = -SLIP_MS;

function isOnButton({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest("button, a") !== null;
}

function edit(key: string, keys: RowKeys): boolean {
  if (key === "e" || key === "F2") {
    keys.onRename(keys.active);
    return true;
  }
  return pick(key, keys);
}

function pick(key: string, { active, hasChosen }: RowKeys): boolean {
  const wanted = PICKS[key];
  if (!wanted) return false;
  // With rows chosen the bar's own picker opens: it changes them all.
  const place = hasChosen ? ".bulk" : `#row-${CSS.escape(active)}`;
  document.querySelector<HTMLElement>(`${place} [data-pick="${wanted}"]`)?.click();
  return true;
}
