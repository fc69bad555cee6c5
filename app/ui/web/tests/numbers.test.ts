// The browser reads numbers and lengths of time as the server does.
import { expect, test } from "bun:test";
import told from "../../../../tests/domain/browser_numbers.json";
import { many, readMinutes, readNumber, shortNumber, shownNumber } from "../src/lib/numbers";

type Case = [text: string, locale: string, value: number | null];

test.each(told.numbers as Case[])("“%s” of %s is %p", (text, locale, value) => {
  expect(readNumber(text, locale)).toBe(value);
});

test.each(told.lengths as Case[])("“%s” of %s is %p minutes", (text, locale, value) => {
  expect(readMinutes(text, locale)).toBe(value);
});

test.each([
  [12500, "en-US", "12,500", "12.5K"],
  [9999, "de-DE", "9.999", "9.999"],
  [0.1 + 0.2, "en-US", "0.3", "0.3"],
  [3, "en-US", "3", "3"],
])("%p is shown as people of %s write it", (value, locale, shown, short) => {
  expect(shownNumber(value, locale)).toBe(shown);
  expect(shortNumber(value, locale)).toBe(short);
});

test.each([
  [0, "0 tasks"],
  [1, "1 task"],
  [2, "2 tasks"],
  [1200, "1,200 tasks"],
])("%p with its noun is %p", (count, said) => {
  expect(many(count, "task")).toBe(said);
});

test("half a thing is several, and some nouns are others in number", () => {
  expect(many(0.5, "point")).toBe("0.5 points");
  expect(many(2, "page below it", "pages below it")).toBe("2 pages below it");
});
