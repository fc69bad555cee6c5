// Which rows the filters leave, and how filters stand in the address.
import type { ListView } from "./view";
import type { TaskRow } from "../lib/payloads";

/** How a list can be looked at, with the words of the tab; the first is the usual one. */
export const VIEWS = { list: "List", board: "Board" } as const;
export type ViewName = keyof typeof VIEWS;

export interface Filters {
  view: ViewName;
  group: string;
  sort: string;
  text: string;
  /** A status' id as text; empty for any. */
  status: string;
  /** A person's id as text, or “nobody”; empty for any. */
  assignee: string;
  tag: string;
}

/** Nothing but the words, so that all rows show. */
export const CLEARED = { text: "", status: "", assignee: "", tag: "" };

export function isFiltered(filters: Filters): boolean {
  return Boolean(filters.text || filters.status || filters.assignee || filters.tag);
}

export function filtered(view: ListView, filters: Filters): TaskRow[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  return view.rows.filter(
    (row) =>
      (!filters.status || String(row.status_id) === filters.status) &&
      isOf(row, filters.assignee) &&
      (!filters.tag || row.tags.includes(filters.tag)) &&
      says(row, words),
  );
}

function isOf(row: TaskRow, assignee: string): boolean {
  if (!assignee) return true;
  return assignee === "nobody"
    ? row.assignees.length === 0
    : row.assignees.includes(Number(assignee));
}

function says(row: TaskRow, words: string[]): boolean {
  if (!words.length) return true;
  const text = `${row.key} ${row.title} ${row.tags.join(" ")}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function viewOf(name: string | null): ViewName {
  return name && Object.hasOwn(VIEWS, name) ? (name as ViewName) : "list";
}

export function fromAddress(search: string): Filters {
  const query = new URLSearchParams(search);
  return {
    view: viewOf(query.get("view")),
    group: query.get("group") || "status",
    sort: query.get("sort") || "manual",
    text: query.get("q") || "",
    status: query.get("status") || "",
    assignee: query.get("assignee") || "",
    tag: query.get("tag") || "",
  };
}

/** The query of an address, with its “?”; empty where nothing differs from the usual. */
export function toAddress(filters: Filters): string {
  const query = new URLSearchParams();
  if (filters.view !== "list") query.set("view", filters.view);
  if (filters.group !== "status") query.set("group", filters.group);
  if (filters.text) query.set("q", filters.text);
  for (const name of ["status", "assignee", "tag"] as const) {
    if (filters[name]) query.set(name, filters[name]);
  }
  if (filters.sort !== "manual") query.set("sort", filters.sort);
  return query.size ? `?${query}` : "";
}
