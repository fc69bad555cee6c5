// Groups laid out as one run of lines, so that only what is on screen is drawn.
import type { TaskRow } from "../lib/payloads";
import type { Group } from "./grouping";
import { isOpen } from "./view";

export type Line =
  | { kind: "head"; id: string; group: Group; isOpen: boolean }
  | { kind: "row"; id: string; row: TaskRow }
  | { kind: "new"; id: string; group: Group };

export type RowLine = Extract<Line, { kind: "row" }>;

interface Layout {
  /** Groups turned from how they begin: open ones folded, closed ones (done, cancelled) unfolded. */
  turned: ReadonlySet<string>;
  /** The group a task is being added to. */
  adding: string;
  /** A status is filtered for: then also a closed one shows its rows. */
  unfoldClosed: boolean;
}

export function linesOf(groups: Group[], { turned, adding, unfoldClosed }: Layout): Line[] {
  return groups.flatMap((group) => {
    const beginsOpen = !group.status || isOpen(group.status);
    const isShown = beginsOpen ? !turned.has(group.id) : turned.has(group.id) || unfoldClosed;
    const rows = isShown ? group.rows : [];
    const lines: Line[] = [{ kind: "head", id: group.id, group, isOpen: isShown }];
    for (const row of rows) lines.push({ kind: "row", id: `${group.id}:${row.key}`, row });
    if (adding === group.id) lines.push({ kind: "new", id: `${group.id}:new`, group });
    return lines;
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
