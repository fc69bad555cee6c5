// What this browser still keeps for the server, counted: small, for every page looks at it. Sending is `outbox`'s.
import { onOtherTab, Watched } from "./kept";
import { keysUnder, ownKey, parsed, read, remove } from "./storage";

export const SENDING = "sending:";
export const DRAFTS = "draft:";

/** Changes with all that is on its way or kept as a draft, in this tab or another. */
export const waiting = new Watched();

onOtherTab(
  (key) => key.includes(`.${SENDING}`) || key.includes(`.${DRAFTS}`),
  () => waiting.changed(),
);

/** How much is on its way, or was refused. */
export function countSending(): number {
  return keysUnder(ownKey(SENDING)).length;
}

/** Of a place, or any. */
export function hasDrafts(place = ""): boolean {
  return keysUnder(ownKey(place ? `${DRAFTS}${place}|` : DRAFTS)).length > 0;
}

/** The server has done these numbers: drafts that were sent under one of them go. */
export function dropSent(numbers: number[]): void {
  if (!numbers.length) return;
  for (const key of keysUnder(ownKey(DRAFTS))) {
    const sent = parsed<{ sent?: number }>(read(key))?.sent;
    if (sent === undefined || !numbers.includes(sent)) continue;
    remove(key);
    waiting.changed();
  }
}

let isUsed = false;

/** This page has something that sends. */
export function used(): void {
  isUsed = true;
  waiting.changed();
}

/** Whether there is, or may be, something to send and to speak of. */
export function isWanted(): boolean {
  return isUsed || countSending() > 0 || hasDrafts();
}
