// Filters leave the rows they name, and stand in the address.
import { expect, test } from "bun:test";
import { filtered, fromAddress, toAddress, type Filters } from "../src/lists/filtering";
import { aRow, aView, DOING, keysOf } from "./cast";

const VIEW = aView([
  aRow("ENG-1", { title: "Rotate signing keys", assignees: [1], tags: ["api"] }),
  aRow("ENG-2", { title: "Draw the board", status_id: DOING, tags: ["ui"] }),
  aRow("ENG-3", { title: "Sign the vendor's keys", assignees: [1, 2] }),
]);

const shown = (values: Partial<Filters>) =>
  keysOf(filtered(VIEW, { ...fromAddress(""), ...values }));

test.each([
  ["no filter", {}, ["ENG-1", "ENG-2", "ENG-3"]],
  ["every word, in any order and case", { text: "KEYS sign" }, ["ENG-1", "ENG-3"]],
  ["a key", { text: "eng-2" }, ["ENG-2"]],
  ["a tag's word", { text: "ui" }, ["ENG-2"]],
  ["a status", { status: String(DOING) }, ["ENG-2"]],
  ["a person", { assignee: "2" }, ["ENG-3"]],
  ["nobody", { assignee: "nobody" }, ["ENG-2"]],
  ["a tag", { tag: "api" }, ["ENG-1"]],
  ["several at once", { text: "keys", assignee: "1", tag: "api" }, ["ENG-1"]],
  ["what nothing is", { text: "aardvark" }, []],
])("%s", (_, values, keys) => {
  expect(shown(values)).toEqual(keys);
});

test("filters come back from the address they were written to", () => {
  const filters: Filters = {
    view: "board",
    group: "assignee",
    sort: "due",
    text: "a b&c",
    status: "2",
    assignee: "nobody",
    tag: "ü",
  };

  expect(fromAddress(toAddress(filters))).toEqual(filters);
});

test("what is usual is not written", () => {
  expect(toAddress(fromAddress(""))).toBe("");
});
