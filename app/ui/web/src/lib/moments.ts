// Moments as people say them.
import { dayWords, toIso } from "./days";

const MINUTE_MS = 60_000;

/** “14:05”, of another day “Fri 4, 14:05”. */
export function clockOf(at: number, now = new Date()): string {
  const then = new Date(at);
  const clock = `${two(then.getHours())}:${two(then.getMinutes())}`;
  const day = toIso(then);
  return day === toIso(now) ? clock : `${dayWords(day, now)}, ${clock}`;
}

/** “10 s ago”, “4 min ago”, then the clock. */
export function agoOf(at: number, now = Date.now()): string {
  const away = Math.max(0, now - at);
  if (away < MINUTE_MS) return `${Math.max(1, Math.round(away / 1000))} s ago`;
  const minutes = Math.round(away / MINUTE_MS);
  return minutes < 60 ? `${minutes} min ago` : `at ${clockOf(at)}`;
}

const two = (number: number) => String(number).padStart(2, "0");
