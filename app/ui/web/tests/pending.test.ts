// Changes on their way show on top of what the server said last, until it has answered them.
import { expect, test } from "bun:test";
import { nextNumber, unanswered, withPending, type Change } from "../src/lists/pending";
import { aRow, DOING, REVIEW, TODO } from "./cast";

const ROWS = [
  aRow("ENG-1", { rank: "a1", assignees: [1] }),
  aRow("ENG-2", { rank: "a2", tags: ["api"] }),
  aRow("ENG-3", { rank: "a3", status_id: DOING }),
];

const move = (number: number, key: string, place: Partial<{ before: string; after: string }>) =>
  ({
    number,
    kind: "move",
    key,
    place: { status_id: DOING, before: null, after: null, ...place },
  }) satisfies Change;

test("a field shows as it was set", () => {
  const set: Change = { number: 1, kind: "set", keys: ["ENG-1"], field: "status", value: REVIEW };

  const [first, second] = withPending(ROWS, [set]);

  expect(first?.status_id).toBe(REVIEW);
  expect(second).toBe(ROWS[1] as (typeof ROWS)[0]);
});

test("a set gains and loses only what was said, so that somebody else's addition stays", () => {
  const change = { add: [2], remove: [1] };
  const set: Change = {
    number: 1,
    kind: "set",
    keys: ["ENG-1"],
    field: "assignees",
    value: change,
  };
  const meanwhile = ROWS.map((row) => ({ ...row, assignees: [...row.assignees, 7] }));

  expect(withPending(meanwhile, [set])[0]?.assignees).toEqual([7, 2]);
});

test("no date is an empty one", () => {
  const set: Change = { number: 1, kind: "set", keys: ["ENG-1"], field: "due", value: "" };

  expect(withPending([aRow("ENG-1", { due: "2026-12-04" })], [set])[0]?.due).toBeNull();
});

test("a moved card ranks between its neighbours, as the server will rank it", () => {
  const rows = [...ROWS, aRow("ENG-4", { rank: "a4", status_id: DOING })];

  const moved = withPending(rows, [move(1, "ENG-1", { after: "ENG-3", before: "ENG-4" })]);

  expect(moved[0]?.status_id).toBe(DOING);
  expect(moved[0]?.rank).toBe("a3V");
});

test("two cards dropped on one place stay in the order they were dropped", () => {
  const first = move(1, "ENG-1", { after: "ENG-3" });
  const second = move(2, "ENG-2", { after: "ENG-3", before: "ENG-1" });

  const ranks = new Map(withPending(ROWS, [first, second]).map((row) => [row.key, row.rank]));
  const order = ["ENG-3", "ENG-2", "ENG-1"].map((key) => ranks.get(key) ?? "");

  expect([...order].sort()).toEqual(order);
});

test("a card whose neighbours are gone still moves", () => {
  const moved = withPending(ROWS, [move(1, "ENG-1", { after: "ENG-99" })]);

  expect(moved[0]?.status_id).toBe(DOING);
});

test("rows read before the answer don't bring a card back; rows read after it do", () => {
  const changes = [move(10, "ENG-1", {}), move(11, "ENG-2", {})];
  const shownAt = (upTo: number) =>
    withPending(ROWS, unanswered(changes, upTo)).map((row) => row.status_id);

  expect(shownAt(9)).toEqual([DOING, DOING, DOING]);
  // The server refused the first, whose card goes back; the second is still on its way.
  expect(shownAt(10)).toEqual([TODO, DOING, DOING]);
  expect(shownAt(11)).toEqual([TODO, TODO, DOING]);
});

test("removed rows are gone, and come back when that was refused", () => {
  const remove: Change = { number: 5, kind: "remove", keys: ["ENG-2"] };

  expect(withPending(ROWS, [remove])).toHaveLength(2);
  expect(withPending(ROWS, unanswered([remove], 5))).toHaveLength(3);
});

test("numbers rise within a millisecond, and over a page that was left", () => {
  expect(nextNumber(0, 1000)).toBe(1000);
  expect(nextNumber(1000, 1000)).toBe(1001);
  expect(nextNumber(1001, 5000)).toBe(5000);
});
