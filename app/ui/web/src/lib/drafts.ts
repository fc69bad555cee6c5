// Words that are typed and not saved yet. Each open page writes its own, so that two tabs never
// overwrite one another's; whoever comes back finds the newest first.
import { isWaiting } from "./asking";
import { useWatched } from "./kept";
import { keysUnder, ownKey, parsed, read, remove, write } from "./storage";
import { DRAFTS, waiting as store } from "./waiting";

export interface Draft {
  /** Where it is kept. */
  key: string;
  text: string;
  /** When it was typed last, in milliseconds. */
  at: number;
  /** The version of the text it grew from; 0 where there is none. */
  base: number;
  /** The number it was sent under, if it was. */
  sent?: number;
}

const DAY_MS = 86_400_000;
const KEPT_MS = 30 * DAY_MS;
const MOST = 200;
/** Characters of all drafts together. */
const MOST_LETTERS = 2_000_000;
/** This page; another tab, or the same one after a reload, is another. */
const page = Math.random().toString(36).slice(2, 10);

const under = (place: string) => ownKey(`${DRAFTS}${place}|`);

/** The drafts of a place, the newest first. */
export function draftsOf(place: string): Draft[] {
  return found(under(place));
}

/** Of drafts that say the same the newest, and none that says what stands already. */
export function differing(drafts: Draft[], text: string): Draft[] {
  return drafts.filter(
    (one, at) => one.text !== text && drafts.findIndex((other) => other.text === one.text) === at,
  );
}

/** Every draft of the person signed in. */
export function allDrafts(): Draft[] {
  return found(ownKey(DRAFTS));
}

function found(beginning: string): Draft[] {
  return keysUnder(beginning)
    .flatMap((key) => {
      const kept = parsed<Omit<Draft, "key">>(read(key));
      return kept && typeof kept.text === "string" ? [{ ...kept, key }] : [];
    })
    .filter((one) => one.at > Date.now() - KEPT_MS)
    .sort((a, b) => b.at - a.at);
}

/** Keeps what is typed on this page; false where it would not outlast a reload. */
export function keepDraft(place: string, text: string, base = 0, now = Date.now()): boolean {
  const key = `${under(place)}${page}`;
  const value = JSON.stringify({ text, base, at: now });
  let isKept = write(under(place) && key, value);
  if (!isKept && under(place)) {
    tidy(MOST_LETTERS / 4, key);
    isKept = write(key, value);
  }
  store.changed();
  return isKept;
}

/** Only this page's own. */
export function dropOwn(place: string): void {
  remove(`${under(place)}${page}`);
  store.changed();
}

export function drop(draft: Draft): void {
  remove(draft.key);
  store.changed();
}

/** What stands here was sent: it goes once that number is done, also where a reload comes between. */
export function noteSent(place: string, text: string, number: number): void {
  for (const { key, ...kept } of draftsOf(place))
    if (kept.text === text) write(key, JSON.stringify({ ...kept, sent: number }));
}

/** What a page that is gone had sent: nobody here has heard what became of it. */
export function unheard(): number[] {
  const sent = allDrafts().flatMap((one) => one.sent ?? []);
  return sent.filter((number) => !isWaiting(number)).slice(0, MOST);
}

export function isOwn(draft: Draft): boolean {
  return draft.key.endsWith(`|${page}`);
}

/** Drops what was saved, or is too old; of too much the oldest. */
export function tidy(letters = MOST_LETTERS, except = ""): void {
  const fresh = allDrafts();
  const keep = new Set<string>();
  let sum = 0;
  for (const one of fresh.slice(0, MOST)) {
    sum += one.text.length;
    if (sum <= letters) keep.add(one.key);
  }
  for (const key of keysUnder(ownKey(DRAFTS))) if (!keep.has(key) && key !== except) remove(key);
}

/** The drafts of a place, as they change. */
export function useDrafts(place: string): Draft[] {
  useWatched(store);
  return draftsOf(place);
}
