// Groups laid out as one run of lines, so that only what is on screen is drawn.
import type { TaskRow } from "../lib/payloads";
import { groupForNew, type Group } from "./grouping";
import { isOpen } from "./view";

export type Line =
  | { kind: "head"; id: string; group: Group; isOpen: boolean }
  | { kind: "row"; id: string; row: TaskRow }
  | { kind: "new"; id: string };

export type RowLine = Extract<Line, { kind: "row" }>;

interface Layout {
  /** Groups turned from how they begin: open ones folded, closed ones (done, cancelled) unfolded. */
  turned: ReadonlySet<string>;
  /** The group tasks are being added to; null where none are. */
  adding: string | null;
  /** A status is filtered for: then also a closed one shows its rows. */
  unfoldClosed: boolean;
}

export function linesOf(groups: Group[], { turned, adding, unfoldClosed }: Layout): Line[] {
  // Its group may be gone since, by another grouping or a filter: the field stays, with what is in it.
  const target = groups.find((one) => one.id === adding) ?? groupForNew(groups);
  const field: Line[] = adding === null ? [] : [{ kind: "new", id: "new" }];
  if (!target) return field;
  return groups.flatMap((group) => {
    const beginsOpen = !group.status || isOpen(group.status);
    const isShown = beginsOpen ? !turned.has(group.id) : turned.has(group.id) || unfoldClosed;
    const rows = isShown ? group.rows : [];
    const lines: Line[] = [{ kind: "head", id: group.id, group, isOpen: isShown }];
    for (const row of rows) lines.push({ kind: "row", id: `${group.id}:${row.key}`, row });
    return group === target ? [...lines, ...field] : lines;
  });
}

export function rowLines(lines: Line[]): RowLine[] {
  return lines.filter((line) => line.kind === "row");
}

export function toggled<T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}

/** What is chosen after all from one key to another are added, whichever stands first. */
export function withSpan(
  chosen: ReadonlySet<string>,
  keys: string[],
  from: string,
  to: string,
): ReadonlySet<string> {
  const [a = 0, b = 0] = [keys.indexOf(from), keys.indexOf(to)].sort((x, y) => x - y);
  return new Set([...chosen, ...keys.slice(Math.max(0, a), b + 1)]);
}
