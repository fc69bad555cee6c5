// Days as filters hold them: a date, or a token that means another day each day.
import { fromIso, longDay } from "../lib/days";
import { many } from "../lib/numbers";

export const TOKENS: [token: string, words: string][] = [
  ["today", "Today"],
  ["today+1", "Tomorrow"],
  ["today-1", "Yesterday"],
  ["this_week", "This week"],
  ["next_week", "Next week"],
  ["last_week", "Last week"],
  ["this_month", "This month"],
  ["next_month", "Next month"],
  ["last_month", "Last month"],
  ["today+7", "7 days from now"],
  ["today-7", "7 days ago"],
];
const SPAN = { day: 1, week: 7 };
const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** A day or token in words. */
export function dayOrToken(value: string): string {
  const known = TOKENS.find(([token]) => token === value);
  if (known) return known[1];
  const offset = /^today([+-]\d+)$/.exec(value)?.[1];
  if (offset) {
    return `${many(Math.abs(Number(offset)), "day")} ${Number(offset) < 0 ? "ago" : "from now"}`;
  }
  return ISO.test(value) ? longDay(fromIso(value)) : value;
}

/** “in 3 days”, “2 weeks ago”, “today+5” as a token; null for anything else. */
export function readToken(words: string): string | null {
  const text = words.trim().toLowerCase();
  if (/^today[+-]\d{1,4}$/.test(text)) return text;
  const found = /^(in )?(\d{1,3}) (day|week)s?( ago| from now)?$/.exec(text);
  if (!found || (found[1] && found[4])) return null;
  const days = Number(found[2]) * SPAN[found[3] as "day" | "week"];
  return `today${found[4] === " ago" ? "-" : "+"}${days}`;
}

export const isIso = (value: string) => ISO.test(value);
