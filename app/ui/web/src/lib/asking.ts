// What was sent to the page's state and is not answered yet, by numbers that rise.
import { isReachable, whenBack } from "./connection";
import { UNREACHABLE } from "./http";
import { dropSent } from "./waiting";

/** What the server has answered: all up to `done`, and why some of it was refused. */
export interface Answers {
  done: number;
  refusals: Record<string, string>;
  /** The last numbers that were done, also before a reload. */
  kept?: number[];
  /** The field a refusal is about, where it is about one. */
  fields?: Record<string, string>;
}

/** Why something was refused, empty where it was done; and the field that is about, as its form names it. */
export interface Refusal {
  sentence: string;
  field: string;
}

/** Longer than a busy server takes, while it can be reached. What comes later is not lost: the page shows it. */
const PATIENCE_MS = 20_000;
const DONE: Refusal = { sentence: "", field: "" };
/** So many pages of one person could give a number in one millisecond, each its own. */
const PAGES = 1000;

interface Waiting {
  resolve: (refusal: Refusal) => void;
  send: (number: number) => void;
}

const waiting = new Map<number, Waiting>();
let last = 0;

// What went out as the server died is lost on the way: a number is done once, however often it is sent.
whenBack(() => {
  for (const [number, { send }] of [...waiting]) send(number);
});

/** Sends under a new number; gives the refusal's sentence, empty where it was done. */
export async function ask(send: (number: number) => void, patience = PATIENCE_MS): Promise<string> {
  return (await askForm(send, patience)).sentence;
}

/** The same for a form of several fields, which wants to know the one that is wrong. */
export function askForm(send: (number: number) => void, patience = PATIENCE_MS): Promise<Refusal> {
  const number = nextNumber();
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout>;
    // Without a connection it is kept, and goes out when that is back.
    const lookLater = () => {
      timer = setTimeout(() => {
        if (isReachable()) answer(number, { sentence: UNREACHABLE, field: "" });
        else lookLater();
      }, patience);
    };
    lookLater();
    const settle = (refusal: Refusal) => {
      clearTimeout(timer);
      resolve(refusal);
    };
    waiting.set(number, { resolve: settle, send });
    send(number);
  });
}

/** Later than any number given before, also by a page that was left; another page gives others. */
function nextNumber(): number {
  last = Math.max(last + 1, Date.now() * PAGES + Math.floor(Math.random() * PAGES));
  return last;
}

/** The number that was given last. */
export const lastNumber = () => last;

export const isWaiting = (number: number) => waiting.has(number);

export function tell({ done, refusals, kept, fields = {} }: Answers): void {
  dropSent(kept ?? []);
  for (const number of [...waiting.keys()]) {
    const sentence = refusals[number];
    // One that is older than the last may still be on its way again.
    if (number > done || (kept && !sentence && !kept.includes(number))) continue;
    answer(number, sentence ? { sentence, field: fields[number] ?? "" } : DONE);
  }
}

function answer(number: number, refusal: Refusal): void {
  const held = waiting.get(number);
  waiting.delete(number);
  held?.resolve(refusal);
}

/** What somebody typed on after what was sent. */
export function after(sent: string, now: string): string {
  return now.startsWith(sent) ? now.slice(sent.length) : now;
}
