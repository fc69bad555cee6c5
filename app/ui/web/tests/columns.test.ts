// Where a card lands on the board, by drag, by arrows and by name.
import { expect, test } from "bun:test";
import { columnsOf, landing, neighbour, nudged } from "../src/lists/board/columns";
import { aRow, aView, DONE, DOING, keysOf, REVIEW, TODO } from "./cast";

const ROWS = [
  aRow("ENG-2", { rank: "a2" }),
  aRow("ENG-1", { rank: "a1" }),
  aRow("ENG-3", { rank: "a3" }),
  aRow("ENG-4", { rank: "a4", status_id: DOING }),
  aRow("ENG-5", { rank: "a5", status_id: DONE }),
];
const COLUMNS = columnsOf(aView(ROWS), ROWS);

test("a column's cards stand by rank", () => {
  expect(keysOf(COLUMNS[0]?.rows ?? [])).toEqual(["ENG-1", "ENG-2", "ENG-3"]);
});

test("a card before another gets its neighbours, and its place is said", () => {
  const found = landing(COLUMNS, "ENG-4", { to: TODO, before: "ENG-2" });

  expect(found?.place).toEqual({ status_id: TODO, before: "ENG-2", after: "ENG-1" });
  expect([found?.at, found?.of]).toEqual([2, 4]);
});

test("at the end there is nothing after it, in an empty column nothing at all", () => {
  const end = landing(COLUMNS, "ENG-1", { to: DOING, before: null });
  const alone = landing(COLUMNS, "ENG-1", { to: REVIEW, before: null });

  expect(end?.place).toEqual({ status_id: DOING, before: null, after: "ENG-4" });
  expect(alone?.place).toEqual({ status_id: REVIEW, before: null, after: null });
});

test.each([
  ["before the card after it", "ENG-1", { to: TODO, before: "ENG-2" }],
  ["before itself", "ENG-2", { to: TODO, before: "ENG-2" }],
  ["at its own column's end", "ENG-3", { to: TODO, before: null }],
])("a card dropped %s stays where it is", (_, key, aim) => {
  expect(landing(COLUMNS, key, aim)).toBeNull();
});

test.each([
  ["ENG-2", "ArrowUp", { to: TODO, before: "ENG-1" }],
  ["ENG-1", "ArrowDown", { to: TODO, before: "ENG-3" }],
  ["ENG-2", "ArrowDown", { to: TODO, before: null }],
  ["ENG-1", "ArrowRight", { to: DOING, before: "ENG-4" }],
  ["ENG-3", "ArrowRight", { to: DOING, before: null }],
  ["ENG-1", "ArrowUp", null],
  ["ENG-3", "ArrowDown", null],
  ["ENG-1", "ArrowLeft", null],
  ["ENG-5", "ArrowRight", null],
])("alt and %s %s", (key, arrow, aim) => {
  expect(nudged(COLUMNS, key, arrow)).toEqual(aim);
});

test.each([
  ["ENG-1", "ArrowDown", "ENG-2"],
  ["ENG-1", "ArrowUp", null],
  ["ENG-3", "ArrowRight", "ENG-4"],
  // The empty column between is passed over.
  ["ENG-4", "ArrowRight", "ENG-5"],
  ["ENG-5", "ArrowLeft", "ENG-4"],
  ["ENG-5", "ArrowRight", null],
])("from %s %s goes to %s", (key, arrow, next) => {
  expect(neighbour(COLUMNS, key, arrow)).toBe(next);
});
