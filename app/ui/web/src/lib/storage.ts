// What this browser keeps for the person signed in. A full or closed store keeps it for this page only.

const OURS = "goalward.";
// Where the browser's store refuses, for as long as the page is open.
const memory = new Map<string, string>();
let person = 0;

/** Who is signed in; what is kept is theirs alone. */
export function keepFor(id: number): void {
  person = id;
}

/** A key of the person signed in; empty while nobody is known. */
export function ownKey(name: string): string {
  return person ? `${OURS}${person}.${name}` : "";
}

export function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

/** Whether it will be here after a reload. */
export function write(key: string, value: string): boolean {
  if (!key) return false;
  try {
    localStorage.setItem(key, value);
    memory.delete(key);
    return true;
  } catch {
    memory.set(key, value);
    return false;
  }
}

export function remove(key: string): void {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // It was never kept.
  }
}

export function keysUnder(beginning: string): string[] {
  if (!beginning) return [];
  const kept = new Set(memory.keys());
  try {
    for (const key of Object.keys(localStorage)) kept.add(key);
  } catch {
    // Only what this page keeps.
  }
  return [...kept].filter((key) => key.startsWith(beginning));
}

export function parsed<T>(text: string | null): T | null {
  try {
    return JSON.parse(text ?? "null") as T | null;
  } catch {
    return null;
  }
}

/** Nothing of whoever was here stays; light or dark is the device's own. */
export function forgetEverything(): void {
  person = 0;
  for (const key of keysUnder(OURS)) remove(key);
  try {
    sessionStorage.clear();
  } catch {
    // Nothing was kept.
  }
}

export function remembered<T>(name: string, fallback: T): T {
  return parsed<T>(read(ownKey(name))) ?? fallback;
}

export function remember(name: string, value: unknown): void {
  write(ownKey(name), JSON.stringify(value));
}

export interface Visit {
  path: string;
  label: string;
  key: string;
  at: number;
}

const VISITS = "visits";
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
