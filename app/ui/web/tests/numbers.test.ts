// The browser reads numbers and lengths of time as the server does.
import { expect, test } from "bun:test";
import told from "../../../../tests/domain/browser_numbers.json";
import { readMinutes, readNumber } from "../src/lib/numbers";

type Case = [text: string, locale: string, value: number | null];

test.each(told.numbers as Case[])("“%s” of %s is %p", (text, locale, value) => {
  expect(readNumber(text, locale)).toBe(value);
});

test.each(told.lengths as Case[])("“%s” of %s is %p minutes", (text, locale, value) => {
  expect(readMinutes(text, locale)).toBe(value);
});
