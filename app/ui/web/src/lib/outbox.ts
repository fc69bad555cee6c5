// What is on its way to the server: kept in this browser, sent in order, each until the server says it is done.
import { isReachable, noted, whenBack } from "./connection";
import { newId, Refused, postJson } from "./http";
import { useWatched } from "./kept";
import type { Schema } from "./payloads";
import { keysUnder, ownKey, parsed, read, remove, write } from "./storage";
import { SENDING, used, waiting as store } from "./waiting";

export type WrittenText = Schema<"WrittenText">;
export type SavedText = Schema<"SavedText">;
export type NewComment = Schema<"NewComment">;
export type SaidComment = Schema<"Comment">;
export type Clash = Schema<"TextClash">;

interface Common {
  id: string;
  /** Which text or discussion it belongs to. */
  place: string;
  at: number;
  /** What it is called: “Description”. */
  label: string;
  /** Where the server said no, its sentence; it waits for a person then. */
  refusal?: string;
  clash?: Clash;
}
export type TextEntry = Common & { kind: "text"; body: WrittenText };
export type CommentEntry = Common & { kind: "comment"; url: string; body: NewComment };
export type Entry = TextEntry | CommentEntry;

export interface Sent {
  text?: { entry: TextEntry; answer: SavedText };
  comment?: { entry: CommentEntry; answer: SaidComment };
}

/** These pass by themselves: asked again later. */
const PASSING = [429, 502, 503, 504];
const AGAIN_MS = [1000, 2000, 4000, 8000, 15_000];
const SIGNED_OUT = 401;

const onSent = new Set<(sent: Sent) => void>();
/** What was sent before anybody was there to say so. */
const unsaid: Sent[] = [];
let teller: ((sent: Sent) => void) | null = null;
/** Texts confirmed on this page, until it has read them itself. */
const confirmed = new Map<string, SavedText>();
let isSignedOut = false;
let isSending = false;
/** The one on its way. */
let current = "";
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

used();
whenBack(() => flushSoon(0));

/** All that waits, the oldest first. */
export function entries(): Entry[] {
  return keysUnder(ownKey(SENDING))
    .flatMap((key) => parsed<Entry>(read(key)) ?? [])
    .sort((a, b) => a.at - b.at);
}

/** Sends a text; one of the same place that is not on its way yet is replaced by it. */
export function sendText(place: string, label: string, body: WrittenText): void {
  for (const one of entries()) if (one.place === place && one.id !== current) forget(one);
  put({ kind: "text", id: newId(), place, label, at: Date.now(), body });
}

export function sendComment(place: string, label: string, url: string, body: NewComment): void {
  const id = newId();
  const at = Date.now();
  put({ kind: "comment", id, place, label, at, url, body: { ...body, sent_as: id } });
}

/** Once more, after a refusal. */
export function sendAgain(entry: Entry): void {
  put({ ...entry, refusal: undefined, clash: undefined });
}

export function forget(entry: Entry): void {
  remove(keyOf(entry));
  store.changed();
}

function put(entry: Entry): void {
  save(entry);
  tries = 0;
  flushSoon(0);
}

function save(entry: Entry): void {
  write(keyOf(entry), JSON.stringify(entry));
  store.changed();
}

const keyOf = (entry: Entry) => ownKey(`${SENDING}${entry.id}`);

function flushSoon(waitMs: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), waitMs);
}

/** Sends what waits, one after the other. What is refused stays for its person; the rest goes on. */
export async function flush(): Promise<void> {
  if (isSending || isSignedOut) return;
  isSending = true;
  try {
    for (let next = first(); next; next = first()) {
      current = next.id;
      if (!(await sendOne(next))) {
        flushSoon(AGAIN_MS[Math.min(tries++, AGAIN_MS.length - 1)] ?? 0);
        return;
      }
    }
  } finally {
    isSending = false;
    current = "";
  }
}

const first = () => entries().find((one) => one.refusal === undefined);

/** False where the server can't be reached now. */
async function sendOne(entry: Entry): Promise<boolean> {
  try {
    if (entry.kind === "text")
      textSent(entry, await postJson<Schema<"SavedText">>("/api/v1/texts", entry.body));
    else commentSent(entry, await postJson<Schema<"Comment">>(entry.url, entry.body));
    noted("requests", true);
    tries = 0;
    return true;
  } catch (error) {
    return failed(entry, error);
  }
}

function failed(entry: Entry, error: unknown): boolean {
  if (!(error instanceof Refused)) {
    noted("requests", false);
    return false;
  }
  noted("requests", true);
  if (error.status === SIGNED_OUT) {
    isSignedOut = true;
    store.changed();
    return false;
  }
  if (PASSING.includes(error.status)) return false;
  // What waits behind it holds its words, and is answered for itself.
  if (entry.kind === "text" && isFollowed(entry)) forget(entry);
  else save({ ...entry, refusal: error.message, clash: error.clash });
  return true;
}

function isFollowed({ id, place }: TextEntry): boolean {
  return entries().some((one) => one.kind === "text" && one.place === place && one.id !== id);
}

function textSent(entry: TextEntry, answer: SavedText): void {
  confirmed.set(entry.place, answer);
  const { text, based_on } = entry.body;
  // What was typed meanwhile grew from what was sent.
  for (const one of entries())
    if (one.kind === "text" && one.place === entry.place && one.id !== entry.id)
      if (one.body.based_on === based_on)
        save({ ...one, body: { ...one.body, based_on: answer.version, grew_from: text } });
  forget(entry);
  wasSent({ text: { entry, answer } });
}

function commentSent(entry: CommentEntry, answer: SaidComment): void {
  forget(entry);
  wasSent({ comment: { entry, answer } });
}

function wasSent(sent: Sent): void {
  for (const told of onSent) told(sent);
  if (teller) teller(sent);
  else unsaid.push(sent);
}

/** The one who says what was saved: also what was before it came. */
export function sayWhatWasSent(say: (sent: Sent) => void): () => void {
  teller = say;
  for (const sent of unsaid.splice(0)) say(sent);
  return () => {
    if (teller === say) teller = null;
  };
}

export function whenSent(told: (sent: Sent) => void): () => void {
  onSent.add(told);
  return () => {
    onSent.delete(told);
  };
}

export interface Outbox {
  entries: Entry[];
  isSignedOut: boolean;
  confirmed: ReadonlyMap<string, SavedText>;
}

/** What waits, as it changes. */
export function useOutbox(): Outbox {
  useWatched(store);
  return { entries: entries(), isSignedOut, confirmed };
}

/** Somebody is here: what an earlier page left is sent. */
export function resume(): void {
  if (entries().length && isReachable()) flushSoon(0);
}
