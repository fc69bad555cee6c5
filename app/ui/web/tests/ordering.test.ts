// Sorting, grouping, and the run of lines they make.
import { expect, test } from "bun:test";
import told from "../../../../tests/domain/browser_orders.json";
import type { TaskRow } from "../src/lib/payloads";
import { groupForNew, groupOptions, groups } from "../src/lists/grouping";
import { linesOf, toggled, withSpan } from "../src/lists/lines";
import { sorted, sortOptions } from "../src/lists/sorting";
import { aRow, aView, DONE, DOING, FIELDS, keysOf } from "./cast";

const ROWS = [
  aRow("ENG-1", { title: "b 10", due: null, priority: 0, points: null, assignees: [2] }),
  aRow("ENG-2", { title: "B 9", due: "2026-12-01", priority: 4, points: 5, status_id: DOING }),
  aRow("ENG-3", { title: "a", due: "2026-11-26", priority: 1, points: 1, assignees: [1] }),
];
const VIEW = aView(ROWS);

test.each([
  ["manual", ["ENG-1", "ENG-2", "ENG-3"]],
  ["due", ["ENG-3", "ENG-2", "ENG-1"]],
  ["priority", ["ENG-3", "ENG-2", "ENG-1"]],
  ["title", ["ENG-3", "ENG-2", "ENG-1"]],
  ["points", ["ENG-2", "ENG-3", "ENG-1"]],
  ["assignee", ["ENG-3", "ENG-1", "ENG-2"]],
  ["what is no order", ["ENG-1", "ENG-2", "ENG-3"]],
])("by %s; what has none comes last", (by, keys) => {
  expect(keysOf(sorted(VIEW, ROWS, by))).toEqual(keys);
});

test("equal rows keep their order by hand", () => {
  const equal = [aRow("ENG-9"), aRow("ENG-4"), aRow("ENG-7")];

  expect(keysOf(sorted(VIEW, equal, "priority"))).toEqual(["ENG-9", "ENG-4", "ENG-7"]);
});

test("days fall into the stretches people plan by", () => {
  const thursday = new Date(2026, 10, 26);
  const due = (key: string, day: string | null) => aRow(key, { due: day });
  const rows = [
    due("ENG-1", "2026-11-25"),
    due("ENG-2", "2026-11-26"),
    due("ENG-3", "2026-11-29"),
    due("ENG-4", "2026-11-30"),
    due("ENG-5", "2026-12-07"),
    due("ENG-6", null),
  ];

  const found = groups(VIEW, rows, "due", thursday).map((one) => [one.name, ...keysOf(one.rows)]);

  expect(found).toEqual([
    ["Overdue", "ENG-1"],
    ["Today", "ENG-2"],
    ["This week", "ENG-3"],
    ["Next week", "ENG-4"],
    ["Later", "ENG-5"],
    ["No due date", "ENG-6"],
  ]);
});

test("a status without rows shows; a person without rows does not", () => {
  expect(groups(VIEW, [], "status")).toHaveLength(4);
  expect(groups(VIEW, [], "assignee")).toEqual([]);
});

test("somebody's task stands in each of its people's groups, and nobody's last", () => {
  const both = [aRow("ENG-1", { assignees: [1, 2] }), aRow("ENG-2")];
  const found = groups(VIEW, both, "assignee").map((one) => [one.name, ...keysOf(one.rows)]);

  expect(found).toEqual([
    ["Alice Moreau", "ENG-1"],
    ["Bob Okafor", "ENG-1"],
    ["Nobody", "ENG-2"],
  ]);
});

test("a new task goes where work has not begun", () => {
  expect(groupForNew(groups(VIEW, ROWS, "status"))?.name).toBe("To do");
  expect(groupForNew(groups(VIEW, ROWS, "priority"))?.name).toBe("Urgent");
});

const CLOSED = { turned: new Set<string>(), adding: null, unfoldClosed: false };

test("done work is folded until its head is turned or its status is filtered for", () => {
  const rows = [...ROWS, aRow("ENG-4", { status_id: DONE })];
  const shown = groups(VIEW, rows, "status");
  const has = (layout: typeof CLOSED) =>
    linesOf(shown, layout).some((line) => line.kind === "row" && line.row.key === "ENG-4");

  expect(has(CLOSED)).toBe(false);
  expect(has({ ...CLOSED, turned: new Set([`s${DONE}`]) })).toBe(true);
  expect(has({ ...CLOSED, unfoldClosed: true })).toBe(true);
});

test("the line for a new task stands at its group's end", () => {
  const kinds = linesOf(groups(VIEW, ROWS, "none"), { ...CLOSED, adding: "all" });

  expect(kinds.map((line) => line.kind)).toEqual(["head", "row", "row", "row", "new"]);
});

test("a span is the same whichever end is first, and keeps what was chosen", () => {
  const keys = ["a", "b", "c", "d"];

  expect([...withSpan(new Set(["d"]), keys, "c", "a")].sort()).toEqual(keys);
  expect([...withSpan(new Set(), keys, "b", "c")]).toEqual(["b", "c"]);
});

test("toggling twice changes nothing", () => {
  const once = toggled(new Set(["a"]), "b");

  expect([...once]).toEqual(["a", "b"]);
  expect([...toggled(once, "b")]).toEqual(["a"]);
});

// -- fields the browser knows only by what the server tells of them -------------------------------------

const TOLD = told.rows.map(({ key, ...values }) => aRow(key, values as Partial<TaskRow>));

test.each(told.cases.map((one) => [one.by, one.keys] as const))(
  "the browser sorts by %s as the server does",
  (by, keys) => {
    expect(keysOf(sorted(aView(TOLD), TOLD, by))).toEqual(keys);
  },
);

test("what can be sorted and grouped by is what the server says, the usual first", () => {
  const named = (options: { label: string }[]) => options.map(({ label }) => label);

  expect(named(sortOptions({ fields: FIELDS }))).toEqual([
    ...["By hand", "Due", "Priority", "Last changed", "Newest", "Title", "Points", "Person"],
    ...["Start", "Estimate", "Milestone", "Energy", "Supplier", "Cost", "Review"],
  ]);
  expect(named(groupOptions({ fields: FIELDS }))).toEqual([
    ...["Status", "Person", "Priority", "Tag", "Due"],
    ...["Start", "Milestone", "Energy", "Review", "Nothing"],
  ]);
});

test("groups of a choice stand in its options' order, and those without one last", () => {
  const found = groups(aView(TOLD), TOLD, "energy").map((one) => [one.name, ...keysOf(one.rows)]);

  expect(found).toEqual([
    ["Low", "ENG-3"],
    ["Medium", "ENG-4"],
    ["High", "ENG-1"],
    ["No energy", "ENG-2"],
  ]);
});

test("of a yes or no there are two groups", () => {
  const found = groups(aView(TOLD), TOLD, "milestone").map((one) => [one.name, one.rows.length]);

  expect(found).toEqual([
    ["Milestone", 1],
    ["No milestone", 3],
  ]);
});

test("an old address means the same: fields have more than one name", () => {
  const tagged = [aRow("ENG-1", { tags: ["ui"] }), aRow("ENG-2")];
  const by = (name: string) => groups(aView(tagged), tagged, name).map((one) => one.name);

  expect(by("tag")).toEqual(["ui", "No tag"]);
  expect(by("tags")).toEqual(by("tag"));
});
