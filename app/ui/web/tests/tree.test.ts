// A filter in the browser is the server's: the same text, the same answers for what stands in a row.
import { expect, test } from "bun:test";
import { fits, isDecidable } from "../src/filters/deciding";
import { chipsOf, QUICK, toggledPart, withPart, withWords, wordsOf } from "../src/filters/quick";
import { EVERYTHING, fromText, opposite, toText, type Filter } from "../src/filters/tree";
import told from "../../../../tests/domain/browser_filters.json";
import { aRow } from "./cast";

const STATUSES = told.statuses as { id: number; category: "unstarted" | "started" | "done" }[];
const NOW = new Date(`${told.today}T12:00:00`);
const CASES = told.cases as { where: Filter; text: string; fits: string[] }[];
const ROWS = told.rows.map(({ key, ...values }) => aRow(key, values));

test.each(CASES.map((one) => [JSON.stringify(one.where), one] as const))("%s", (_, one) => {
  const reader = { me: told.me, statuses: STATUSES, now: NOW };

  expect(isDecidable(one.where)).toBe(true);
  const found = ROWS.filter((row) => fits(one.where, row, reader)).map((row) => row.key);
  expect(found).toEqual(one.fits);
  expect(toText(one.where)).toBe(one.text);
  expect(fromText(one.text)).toEqual(one.where);
});

test.each<Filter>([
  { field: "due", op: "lt", value: "today+7" },
  { field: "status", op: "is", value: "Review" },
  {
    any: [
      { field: "priority", op: "is", value: 1 },
      { field: "blocked", op: "is", value: true },
    ],
  },
])("the server is asked for %j", (where) => {
  expect(isDecidable(where)).toBe(false);
});

test.each(["nonsense", "WyJ4Il0", "e30", "[]", '{"field":1}', "WyIhIl0", "é"])(
  "“%s” is no filter",
  (text) => {
    expect(fromText(text)).toBeNull();
  },
);

test("everything is nothing written, and JSON is read as well", () => {
  expect(toText(EVERYTHING)).toBe("");
  expect(fromText("")).toEqual(EVERYTHING);
  expect(fromText('{"not":{"field":"due","op":"is_empty"}}')).toEqual({
    not: { field: "due", op: "is_empty" },
  });
});

test("a filter turned round twice is itself", () => {
  const filters: Filter[] = [
    { field: "due", op: "is_empty" },
    { field: "due", op: "lt", value: "today" },
    { any: [EVERYTHING] },
  ];
  for (const one of filters) expect(opposite(opposite(one))).toEqual(one);
  expect(opposite({ field: "due", op: "is_empty" })).toEqual({ field: "due", op: "is_not_empty" });
});

test("words, quick ones and chips share one filter without treading on each other", () => {
  const due: Filter = { field: "due", op: "lt", value: "today+7" };
  const [mine, late] = QUICK.map((one) => one.part);
  let where = withWords(withPart(EVERYTHING, 0, due), "  two words ");
  where = toggledPart(where, mine as Filter);
  where = toggledPart(where, late as Filter);
  where = toggledPart(where, mine as Filter);

  expect(wordsOf(where)).toBe("two words");
  expect(chipsOf(where)).toEqual([{ part: due, at: 2 }]);
  expect(withPart(withWords(where, ""), 0, null)).toEqual(late as Filter);
});
