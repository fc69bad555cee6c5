// What was sent to the page's state and is not answered yet, by numbers that rise.
import { UNREACHABLE } from "./http";

/** What the server has answered: all up to `done`, and why some of it was refused. */
export interface Answers {
  done: number;
  refusals: Record<string, string>;
}

/** Longer than a busy server takes. What comes later is not lost: the page shows it. */
const PATIENCE_MS = 20_000;

const waiting = new Map<number, (refusal: string) => void>();
let last = 0;

/** Sends under a new number; gives the refusal's sentence, empty where it was done. */
export function ask(send: (number: number) => void, patience = PATIENCE_MS): Promise<string> {
  // Later than any number given before, also by a page that was left.
  last = Math.max(last + 1, Date.now());
  const number = last;
  return new Promise((resolve) => {
    const timer = setTimeout(() => answer(number, UNREACHABLE), patience);
    waiting.set(number, (refusal) => {
      clearTimeout(timer);
      resolve(refusal);
    });
    send(number);
  });
}

export function tell({ done, refusals }: Answers): void {
  for (const number of [...waiting.keys()])
    if (number <= done) answer(number, refusals[number] ?? "");
}

function answer(number: number, refusal: string): void {
  const resolve = waiting.get(number);
  waiting.delete(number);
  resolve?.(refusal);
}

/** What somebody typed on after what was sent. */
export function after(sent: string, now: string): string {
  return now.startsWith(sent) ? now.slice(sent.length) : now;
}
