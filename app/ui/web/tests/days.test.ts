// Days as people say and read them.
import { expect, test } from "bun:test";
import { dayWords, isLate, readDay, toIso } from "../src/lib/days";

const THURSDAY = new Date(2026, 10, 26, 14, 0);

test.each([
  ["2026-11-26", "today"],
  ["2026-11-27", "tomorrow"],
  ["2026-11-25", "yesterday"],
  ["2026-12-02", "Wed 2"],
  ["2026-12-03", "3 Dec"],
  ["2027-01-04", "4 Jan 2027"],
  [null, ""],
])("%s reads “%s”", (iso, words) => {
  expect(dayWords(iso, THURSDAY)).toBe(words);
});

test.each([
  ["+3", "2026-11-29"],
  ["+2w", "2026-12-10"],
  ["+1m", "2026-12-26"],
  ["next fri", "2026-12-04"],
  ["4 dec", "2026-12-04"],
  ["in 2 weeks", "2026-12-10"],
  ["1 march", "2027-03-01"],
])("“%s” is %s", async (words, iso) => {
  const day = await readDay(words, THURSDAY);

  expect(day && toIso(day)).toBe(iso);
});

test("what names no day is none", async () => {
  expect(await readDay("perhaps", THURSDAY)).toBeNull();
});

test("a day is late the day after it", () => {
  expect(isLate("2026-11-25", THURSDAY)).toBe(true);
  expect(isLate("2026-11-26", THURSDAY)).toBe(false);
  expect(isLate(null, THURSDAY)).toBe(false);
});
