// Numbers and lengths of time as people write them, read as the server reads them (app/domain/numbers.py).

const GROUPED_BY_SPACE = /(?<=\d)[\s\u00a0\u202f\u2009](?=\d{3}(?!\d))|(?<=\d)['’](?=\d{3}(?!\d))/g;
const PART = /(\d+(?:[.,'’]\d+|[\s\u00a0\u202f]\d{3}(?!\d))*)\s*(\p{L}*)(?:(?<=\p{L})\.)?/gu;
/** “2:30”, as a clock shows two hours and a half. */
const CLOCK = /^(\d{1,6}):([0-5]\d)(?:\s*h(?:rs?|ours?)?)?$/;
const HOUR = 60;
/** English, German, French and Spanish units; days and weeks are working ones. */
const UNITS: [string, number][] = [
  ["min m mins minute minutes minuten minuto minutos", 1],
  ["h hr hrs hour hours std stunde stunden heure heures hora horas", HOUR],
  ["d day days tag tage j jour jours día días dia dias", 8 * HOUR],
  ["w wk wks week weeks woche wochen semaine semaines semana semanas", 40 * HOUR],
];
const MINUTES: Record<string, number> = {
  "": HOUR,
  ...Object.fromEntries(
    UNITS.flatMap(([units, each]) => units.split(" ").map((unit) => [unit, each])),
  ),
};

/** The mark before decimals, “.” or “,”. */
export function decimalMark(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find((part) => part.type === "decimal")?.value === "," ? "," : ".";
}

/** “12,500”, as the reader writes numbers; sums of halves and thirds without a machine's rounding. */
export function shownNumber(value: number, locale = navigator.language): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

/** The same where there is little room: “12.5K” from ten thousand on. */
export function shortNumber(value: number, locale = navigator.language): string {
  if (Math.abs(value) < 10_000) return shownNumber(value, locale);
  const short = { notation: "compact", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, short).format(value);
}

/** “1 task”, “1,200 tasks”; `plural` where it is another than with an s. */
export function many(count: number, noun: string, plural = `${noun}s`): string {
  return `${shownNumber(count)} ${count === 1 ? noun : plural}`;
}

/** The number a text means to somebody of this locale; null for none. */
export function readNumber(text: string, locale = navigator.language): number | null {
  const found = /^([+\-−]?)\s*([\d.,'’\s\u00a0\u202f\u2009]+)$/.exec(text.trim());
  if (!found) return null;
  const value = digits((found[2] ?? "").trim(), decimalMark(locale));
  if (value === null || !Number.isFinite(value)) return null;
  return found[1] === "-" || found[1] === "−" ? -value : value;
}

/** “2h 30m”, “90 min”, “1,5” (hours), “1d” in whole minutes; null for none. */
export function readMinutes(text: string, locale = navigator.language): number | null {
  const words = text.trim().toLowerCase();
  const clock = CLOCK.exec(words);
  if (clock) return Number(clock[1]) * HOUR + Number(clock[2]);
  const parts = [...words.matchAll(PART)];
  if (!parts.length || words.replace(PART, "").trim()) return null;
  let [minutes, before, isNamed] = [0, 0, true];
  for (const [, number = "", unit = ""] of parts) {
    const value = readNumber(number, locale);
    // A number without a unit means hours alone, minutes after hours, and nothing elsewhere.
    const each = !unit && isNamed && before === HOUR ? 1 : MINUTES[unit];
    if (value === null || each === undefined) return null;
    if (before && (each >= before || !isNamed)) return null;
    minutes += value * each;
    [before, isNamed] = [each, unit !== ""];
  }
  return Math.round(minutes);
}

function digits(text: string, decimal: string): number | null {
  const body = text.replace(GROUPED_BY_SPACE, "");
  if (/['’\s]/.test(body) || !/\d/.test(body)) return null;
  const marks = [...body].filter((one) => one === "." || one === ",");
  const [mark] = marks;
  if (!mark) return Number(body);
  if (new Set(marks).size === 2) {
    const at = Math.max(body.lastIndexOf("."), body.lastIndexOf(","));
    return parted(body, body[at] ?? ".");
  }
  if (marks.length > 1) return grouped(body, mark);
  const isEither = body === text && new RegExp(`^[1-9]\\d{0,2}\\${mark}\\d{3}$`).test(body);
  if (isEither && mark !== decimal) return grouped(body, mark);
  return Number(body.replace(mark, "."));
}

function parted(body: string, decimal: string): number | null {
  const [whole = "", part = "", ...more] = body.split(decimal);
  const value = grouped(whole, decimal === "." ? "," : ".");
  return more.length || !/^\d+$/.test(part) || value === null ? null : Number(`${value}.${part}`);
}

/** Digits in groups of three; India groups by two before the last three. */
function grouped(body: string, mark: string): number | null {
  const [head = "", ...rest] = body.split(mark);
  const last = rest.pop() ?? "";
  const isBy = (size: number) =>
    rest.every((one) => one.length === size) && head.length > 0 && head.length <= size;
  return last.length === 3 && (isBy(2) || isBy(3)) ? Number([head, ...rest, last].join("")) : null;
}
