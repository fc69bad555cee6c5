// The browser reads numbers and lengths of time as the server does.
import { expect, test } from "bun:test";
import told from "../../../../tests/domain/browser_numbers.json";
import { readMinutes, readNumber, shortNumber, shownNumber } from "../src/lib/numbers";

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
