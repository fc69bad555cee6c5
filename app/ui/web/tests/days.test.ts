// Days as people say and read them.
import { expect, test } from "bun:test";
import { dayWords, isLate, toIso } from "../src/lib/days";
import { readDay } from "../src/lib/read-day";

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
  ["heute", "2026-11-26"],
  ["Morgen", "2026-11-27"],
  ["demain", "2026-11-27"],
  ["mañana", "2026-11-27"],
  ["übermorgen", "2026-11-28"],
  ["aujourd’hui", "2026-11-26"],
  ["gestern", "2026-11-25"],
])("“%s” is %s", async (words, iso) => {
  const { day } = await readDay(words, THURSDAY);

  expect(day && toIso(day)).toBe(iso);
});

test.each([
  ["11/12/2026", "en-GB", "2026-12-11", "2026-11-12"],
  ["11/12/2026", "en-US", "2026-11-12", "2026-12-11"],
  ["11-12-26", "de-DE", "2026-12-11", "2026-11-12"],
  ["11.12.2026", "en-US", "2026-12-11", null],
  ["13/12/2026", "en-US", "2026-12-13", null],
  ["12/13/2026", "en-GB", "2026-12-13", null],
  ["12/12/2026", "en-GB", "2026-12-12", null],
  ["2/1", "en-GB", "2027-01-02", "2027-02-01"],
  ["2026-12-04", "en-US", "2026-12-04", null],
  ["by 4 dec", "en-US", "2026-12-04", null],
])("“%s” of %s is %s, or %s", async (words, locale, iso, elsewhere) => {
  const { day, other, refusal } = await readDay(words, THURSDAY, locale);

  expect([day && toIso(day), other && toIso(other), refusal]).toEqual([iso, elsewhere, ""]);
});

test.each(["perhaps", "31/2/2026", "2h tomorrow maybe", "3pm", "call Ann tomorrow"])(
  "“%s” names no day",
  async (words) => {
    const { day, refusal } = await readDay(words, THURSDAY);

    expect(day).toBeNull();
    expect(refusal).toStartWith("This is no day");
  },
);

test.each(["2h", "90 min", "1 h 30 m", "in 2 hours"])("“%s” is a length of time", async (words) => {
  const { day, refusal } = await readDay(words, THURSDAY);

  expect(day).toBeNull();
  expect(refusal).toContain("how long something takes");
});

test.each(["2999-01-01", "1/1/1850", "1 jan 2500"])("“%s” is out of range", async (words) => {
  const { day, refusal } = await readDay(words, THURSDAY, "en-GB");

  expect(day).toBeNull();
  expect(refusal).toBe("Dates lie between 1900 and 2199: write one of them.");
});

test("a day is late the day after it", () => {
  expect(isLate("2026-11-25", THURSDAY)).toBe(true);
  expect(isLate("2026-11-26", THURSDAY)).toBe(false);
  expect(isLate(null, THURSDAY)).toBe(false);
});
