// A day from what somebody wrote: “next fri”, “4 dec”, “in 2 weeks”, “+3d”, “11/12/2026”.
import { plusDays } from "./days";

/** What was understood; `other` is what the same numbers mean where the month stands first, or last. */
export interface DayRead {
  day: Date | null;
  other: Date | null;
  /** Why it is no day, in a sentence; empty where it is one, or nothing is written. */
  refusal: string;
}

/** What the server keeps. */
const YEARS = { first: 1900, last: 2199 };
const OUT_OF_RANGE = `Dates lie between ${YEARS.first} and ${YEARS.last}: write one of them.`;
const EXAMPLES = "try “next fri” or “4 dec”";
const SHORT = /^\+\s*(\d{1,3})\s*([dwm]?)$/;
const YEAR_FIRST = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/;
const NUMBERS = /^(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})?)?$/;
const LENGTH = /^(in )?(\d+([.,]\d+)? ?(h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?) ?)+$/;
/** Days near today, as Germans, French and Spaniards say them. */
const NEAR = new Map([
  ...["heute", "aujourd'hui", "hoy"].map((word) => [word, 0] as const),
  ...["morgen", "demain", "mañana"].map((word) => [word, 1] as const),
  ...["übermorgen", "après-demain", "pasado mañana"].map((word) => [word, 2] as const),
  ...["gestern", "hier", "ayer"].map((word) => [word, -1] as const),
]);
/** What may stand before a day without changing it. */
const BEFORE = /^(on|by|due|before|until|till|the|at)\s+/;

export async function readDay(
  text: string,
  now = new Date(),
  locale = navigator.language,
): Promise<DayRead> {
  let words = text.trim().toLowerCase();
  while (BEFORE.test(words)) words = words.replace(BEFORE, "");
  if (!words) return { day: null, other: null, refusal: "" };
  const near = NEAR.get(words.normalize("NFC").replace("’", "'"));
  if (near !== undefined) return is(plusDays(now, near));
  if (LENGTH.test(words)) {
    return no(`“${text.trim()}” is how long something takes, not when it is: ${EXAMPLES}.`);
  }
  const short = SHORT.exec(words);
  if (short) return is(later(now, Number(short[1]), short[2]));
  const compact = words.replace(/\s*([./-])\s*/g, "$1");
  const years = YEAR_FIRST.exec(compact);
  if (years) return is(dayOf(Number(years[1]), Number(years[2]), Number(years[3])));
  const numbers = NUMBERS.exec(compact);
  if (numbers) return inNumbers(numbers, now, locale);
  return is(await inWords(words, now, isDayFirst(locale)));
}

/** Whether people of this locale write the day before the month. */
export function isDayFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale).formatToParts().map((part) => part.type);
  return parts.indexOf("day") < parts.indexOf("month");
}

function is(day: Date | null, other: Date | null = null): DayRead {
  if (!day) return no(`This is no day: ${EXAMPLES}.`);
  const year = day.getFullYear();
  if (year < YEARS.first || year > YEARS.last) return no(OUT_OF_RANGE);
  return { day, other, refusal: "" };
}

const no = (refusal: string): DayRead => ({ day: null, other: null, refusal });

function later(now: Date, count: number, unit = ""): Date {
  if (unit === "m") return new Date(now.getFullYear(), now.getMonth() + count, now.getDate());
  return plusDays(now, count * (unit === "w" ? 7 : 1));
}

/** “11/12”, “11.12.26”: the locale tells which is the day, and dots that the first is. */
function inNumbers(found: RegExpExecArray, now: Date, locale: string): DayRead {
  const [first, second] = [Number(found[1]), Number(found[3])];
  const dayFirst = dayIn(first, second, found[4], now);
  const monthFirst = dayIn(second, first, found[4], now);
  if (found[2] === ".") return is(dayFirst);
  const both = isDayFirst(locale) ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
  const [meant, ...others] = both.filter((one) => one !== null);
  const other = others.find((one) => one.getTime() !== meant?.getTime());
  return is(meant ?? null, other ?? null);
}

/** A day of the year written, or the next one to come. */
function dayIn(date: number, month: number, year: string | undefined, now: Date): Date | null {
  if (year) return dayOf(Number(year) + (year.length === 2 ? 2000 : 0), month, date);
  const thisYear = dayOf(now.getFullYear(), month, date);
  const isPast = thisYear !== null && thisYear < plusDays(now, 0);
  return isPast ? dayOf(now.getFullYear() + 1, month, date) : thisYear;
}

function dayOf(year: number, month: number, date: number): Date | null {
  const day = new Date(year, month - 1, date);
  return day.getMonth() === month - 1 && day.getDate() === date ? day : null;
}

/** chrono is fetched when first needed. */
async function inWords(words: string, now: Date, dayFirst: boolean): Promise<Date | null> {
  const chrono = await import("chrono-node/en");
  const reader = dayFirst ? chrono.GB : chrono;
  const [found, ...more] = reader.parse(words, now, { forwardDate: true });
  // All of it is the day: what is left over would be passed over silently.
  if (!found || more.length || found.text.trim().length < words.length) return null;
  const { start } = found;
  const isTimeOnly =
    start.isCertain("hour") && !start.isCertain("day") && !start.isCertain("weekday");
  return isTimeOnly ? null : start.date();
}
