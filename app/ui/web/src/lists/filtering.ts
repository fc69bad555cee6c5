// How a list's view, order and filter stand in its address.
import { EVERYTHING, fromText, ofParts, toText, type Filter, type Leaf } from "../filters/tree";
import { withWords } from "../filters/quick";

/** How a list can be looked at, with the words of the tab; the first is the usual one. */
export const VIEWS = { list: "List", board: "Board" } as const;
export type ViewName = keyof typeof VIEWS;

export interface Filters {
  view: ViewName;
  group: string;
  sort: string;
  where: Filter;
  /** The address holds a filter that can't be read. */
  isUnreadable: boolean;
}

const STATUS = ["status", "category"];

/** Whether a status is asked for anywhere in it. */
export function asksStatus(of: Filter): boolean {
  if ("all" in of) return of.all.some(asksStatus);
  if ("any" in of) return of.any.some(asksStatus);
  return "not" in of ? asksStatus(of.not) : STATUS.includes(of.field);
}

function viewOf(name: string | null): ViewName {
  return name && Object.hasOwn(VIEWS, name) ? (name as ViewName) : "list";
}

export function fromAddress(search: string): Filters {
  const query = new URLSearchParams(search);
  const text = query.get("where") ?? "";
  const where = text ? fromText(text) : fromOldAddress(query);
  return {
    view: viewOf(query.get("view")),
    group: query.get("group") || "status",
    sort: query.get("sort") || "manual",
    where: where ?? EVERYTHING,
    isUnreadable: where === null,
  };
}

/** Addresses from before there was `where`: one value a field, and the words. */
function fromOldAddress(query: URLSearchParams): Filter {
  const status = Number(query.get("status"));
  const assignee = query.get("assignee") ?? "";
  const tag = query.get("tag");
  const parts: Leaf[] = [];
  if (status) parts.push({ field: "status", op: "is", value: status });
  if (assignee === "nobody") parts.push({ field: "assignees", op: "is_empty" });
  if (Number(assignee))
    parts.push({ field: "assignees", op: "has_any", value: [Number(assignee)] });
  if (tag) parts.push({ field: "tags", op: "has_any", value: [tag] });
  return withWords(parts.length ? ofParts(parts) : EVERYTHING, query.get("q") ?? "");
}

/** The query of an address, with its “?”; empty where nothing differs from the usual. */
export function toAddress(filters: Filters): string {
  const query = new URLSearchParams();
  if (filters.view !== "list") query.set("view", filters.view);
  if (filters.group !== "status") query.set("group", filters.group);
  const text = toText(filters.where);
  if (text) query.set("where", text);
  if (filters.sort !== "manual") query.set("sort", filters.sort);
  return query.size ? `?${query}` : "";
}
