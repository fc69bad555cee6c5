// What a search asks, as it stands in the address.

export type Kind = "" | "task" | "doc" | "goal" | "comment" | "name";
export type Since = "" | "week" | "month" | "year";

export interface Asked {
  words: string;
  kind: Kind;
  /** The id of a space; empty for all. */
  space: string;
  since: Since;
}

export const KINDS: { value: Kind; label: string }[] = [
  { value: "", label: "Everything" },
  { value: "task", label: "Tasks" },
  { value: "doc", label: "Docs" },
  { value: "goal", label: "Goals" },
  { value: "comment", label: "Comments" },
  { value: "name", label: "People and places" },
];
const DAYS: Record<Exclude<Since, "">, number> = { week: 7, month: 31, year: 366 };
export const SINCE: { value: Since; label: string }[] = [
  { value: "", label: "Any time" },
  { value: "week", label: "Past week" },
  { value: "month", label: "Past month" },
  { value: "year", label: "Past year" },
];
const DAY_MS = 86_400_000;

/** What an address asks; what it can't mean narrows nothing. */
export function askedOf(search: string): Asked {
  const query = new URLSearchParams(search);
  const kind = query.get("kind") ?? "";
  const since = query.get("since") ?? "";
  const space = query.get("space") ?? "";
  return {
    words: query.get("q") ?? "",
    kind: KINDS.find((one) => one.value === kind)?.value ?? "",
    space: /^\d+$/.test(space) ? space : "",
    since: SINCE.find((one) => one.value === since)?.value ?? "",
  };
}

export function addressOf({ words, kind, space, since }: Asked): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ q: words, kind, space, since })) {
    if (value) query.set(name, value);
  }
  return query.size ? `/search?${query}` : "/search";
}

/** The same for the API, on a day. */
export function apiAddressOf({ words, kind, space, since }: Asked, now = new Date()): string {
  const query = new URLSearchParams({ q: words, limit: "40" });
  if (kind && kind !== "name") query.set("kind", kind);
  if (space) query.set("space", space);
  if (since) {
    query.set("since", new Date(now.getTime() - DAYS[since] * DAY_MS).toISOString().slice(0, 10));
  }
  return `/api/v1/search?${query}`;
}
