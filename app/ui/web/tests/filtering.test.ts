// A list's filters stand in its address; those of old addresses still open.
import { expect, test } from "bun:test";
import { asksStatus, fromAddress, toAddress, type Filters } from "../src/lists/filtering";
import { EVERYTHING, type Filter } from "../src/filters/tree";

const TAGGED: Filter = { field: "tags", op: "has_any", value: ["ü"] };
const WORD = (value: string): Filter => ({ field: "headline", op: "contains", value });

test("filters come back from the address they were written to", () => {
  const filters: Filters = {
    view: "board",
    group: "assignee",
    sort: "due",
    where: { all: [TAGGED, { not: { field: "blocked", op: "is", value: true } }] },
    isUnreadable: false,
  };

  expect(fromAddress(toAddress(filters))).toEqual(filters);
});

test("what is usual is not written", () => {
  expect(toAddress(fromAddress(""))).toBe("");
});

test.each<[string, Filter]>([
  ["?status=2", { field: "status", op: "is", value: 2 }],
  ["?assignee=nobody", { field: "assignees", op: "is_empty" }],
  ["?assignee=7", { field: "assignees", op: "has_any", value: [7] }],
  ["?tag=%C3%BC", TAGGED],
  ["?q=keys+sign", { all: [WORD("keys"), WORD("sign")] }],
  ["?q=keys&tag=%C3%BC", { all: [WORD("keys"), TAGGED] }],
  ["?status=&assignee=x", EVERYTHING],
])("%s, as it was written before, still opens", (search, where) => {
  expect(fromAddress(search).where).toEqual(where);
});

test("a filter that can't be read is told, and narrows nothing", () => {
  const filters = fromAddress("?where=nonsense&sort=due");

  expect(filters).toMatchObject({ isUnreadable: true, sort: "due", where: EVERYTHING });
});

test("a status is asked for wherever it stands", () => {
  const status: Filter = { field: "status", op: "is", value: 2 };

  expect(asksStatus({ all: [TAGGED, { any: [{ not: status }] }] })).toBe(true);
  expect(asksStatus({ all: [TAGGED] })).toBe(false);
});
