// Conveniences this browser keeps; a full or closed store loses nothing else.

export function remembered<T>(key: string, fallback: T): T {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? "null") as T | null) ?? fallback;
  } catch {
    return fallback;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or closed store loses a convenience only.
  }
}

/** A draft as it was typed; empty where there is none. */
export function draftOf(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** Keeps what is typed; nothing but spaces is no draft. */
export function keepDraft(key: string, words: string): void {
  try {
    if (words.trim()) localStorage.setItem(key, words);
    else localStorage.removeItem(key);
  } catch {
    // As above.
  }
}

export interface Visit {
  path: string;
  label: string;
  key: string;
  at: number;
}

const VISITS = "goalward.visits";
const MOST_VISITS = 12;

/** What was opened lately, the last first. */
export function visits(): Visit[] {
  return remembered<Visit[]>(VISITS, []);
}

export function visited(path: string, label: string, key = ""): void {
  if (!label || !/^\/(tasks|goals|docs|lists|spaces)\/./.test(path) || path.endsWith("/new"))
    return;
  const others = visits().filter((one) => one.path !== path);
  remember(VISITS, [{ path, label, key, at: Date.now() }, ...others].slice(0, MOST_VISITS));
}
