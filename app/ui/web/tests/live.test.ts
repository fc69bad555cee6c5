// Changes reach what they concern, and rows that changed find their places.
import { expect, test } from "bun:test";
import { isTouched } from "../src/lib/live";
import { merged } from "../src/lists/merging";
import { AS_OF, aPayload, aRow, keysOf } from "./cast";

test.each([
  [["list:7"], true],
  [["goals", "tree"], true],
  [["list:8"], false],
  [["all"], true],
  [["access"], true],
  [[], false],
])("%p concerns a page of list 7 and the tree: %p", (touched: string[], concerned) => {
  expect(isTouched(touched, ["list:7", "tree"])).toBe(concerned as boolean);
});

const KNOWN = aPayload([aRow("ENG-1"), aRow("ENG-2"), aRow("ENG-3")]);

test("a changed row moves to its place, a new one comes in, one that is gone leaves", () => {
  const rows = [aRow("ENG-1", { rank: "a9", tags: ["new"] }), aRow("ENG-4", { rank: "a2V" })];

  const now = merged(KNOWN, { full: false, rows, gone: [3], version: 8, as_of: AS_OF });

  expect(keysOf(now.rows)).toEqual(["ENG-2", "ENG-4", "ENG-1"]);
  expect(now.rows[0]).toBe(KNOWN.rows[1] as (typeof rows)[0]);
  expect(now.tags).toEqual(["api", "new", "ui"]);
  expect(now.version).toBe(8);
});

test("rows of one rank stand by age", () => {
  const rows = [aRow("ENG-9", { rank: "a2" }), aRow("ENG-4", { rank: "a2" })];

  expect(
    keysOf(merged(KNOWN, { full: false, rows, gone: [], version: 8, as_of: AS_OF }).rows),
  ).toEqual(["ENG-1", "ENG-2", "ENG-4", "ENG-9", "ENG-3"]);
});

test("a whole list replaces what was known", () => {
  const fresh = aPayload([]);

  expect(merged(KNOWN, fresh)).toBe(fresh);
  expect(merged(undefined, fresh)).toBe(fresh);
});
