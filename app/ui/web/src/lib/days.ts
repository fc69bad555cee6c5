// Days as the server writes them (ISO text), and as people say them.

const DAY_MS = 86_400_000;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const WEEKDAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");

export function toIso(day: Date): string {
  const [month, date] = [day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, "0"));
  return `${day.getFullYear()}-${month}-${date}`;
}

/** Local midnight of an ISO day. */
export function fromIso(text: string): Date {
  const [year = 0, month = 1, date = 1] = text.split("-").map(Number);
  return new Date(year, month - 1, date);
}

export function plusDays(day: Date, days: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
}

/** “Fri, 4 Dec 2026”. */
export function longDay(day: Date): string {
  return day.toLocaleDateString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
}

/** “today”, “Fri 4”, “4 Dec”, with the year only if another. */
export function dayWords(iso: string | null, now = new Date()): string {
  if (!iso) return "";
  const day = fromIso(iso);
  const away = Math.round((day.getTime() - plusDays(now, 0).getTime()) / DAY_MS);
  if (away === 0) return "today";
  if (away === 1) return "tomorrow";
  if (away === -1) return "yesterday";
  if (Math.abs(away) <= 6) return `${WEEKDAYS[day.getDay()]} ${day.getDate()}`;
  const year = day.getFullYear() === now.getFullYear() ? "" : ` ${day.getFullYear()}`;
  return `${day.getDate()} ${MONTHS[day.getMonth()]}${year}`;
}

export function isLate(iso: string | null, now = new Date()): boolean {
  return iso !== null && iso !== "" && iso < toIso(now);
}
