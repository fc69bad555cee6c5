/** What the server may have this page do, by name. Nothing that is sent is ever evaluated as code. */

import { many } from "./numbers";

type Toast = (words: string, options: Record<string, unknown>) => void;

/** What Reflex's own client lends for a call. */
export interface Lent {
  toast: (Toast & Record<string, Toast>) | undefined;
  send: (name: string, payload: Record<string, unknown>) => void;
}

interface Button {
  label: string;
  event: string;
  payload: Record<string, unknown>;
}

interface ToastOptions {
  duration?: number;
  action?: Button;
  other?: Button;
}

/** One toast says what changed, one what was refused: a new one takes the place of its kind's last. */
const PLACES = { change: "change", error: "error" };
const UNDO = "Undo";
/** The changes told since the toast of changes was last gone. */
const saved = { count: 0, until: 0 };

/** “ENG-3 moved.”; after others that still show, “3 changes saved. ENG-3 moved.” */
export function counted(words: string, options: ToastOptions, now = Date.now()): string {
  const isChange = options.action?.label === UNDO;
  saved.count = !isChange ? 0 : now < saved.until ? saved.count + 1 : 1;
  saved.until = now + (options.duration ?? 0);
  return saved.count > 1 ? `${many(saved.count, "change")} saved. ${words}` : words;
}

/** “Undo”; after several changes it says which one it takes back: “Undo ENG-3”, “Undo the last”. */
export function undoing(label: string, words: string, isOneOfSeveral: boolean): string {
  if (!isOneOfSeveral || label !== UNDO) return label;
  const key = /^[A-Z][A-Z0-9]*-\d+(?= )/.exec(words)?.[0];
  return `${UNDO} ${key ?? "the last"}`;
}

function showToast(lent: Lent, words: string, level: string, options: ToastOptions): void {
  const button = (one: Button | undefined) =>
    one && { label: one.label, onClick: () => lent.send(one.event, one.payload) };
  const { action, other, ...rest } = options;
  const isError = level === "error";
  const told = isError ? words : counted(words, options);
  const undo = action && { ...action, label: undoing(action.label, words, told !== words) };
  // What the last one had and this one has not is taken from it by name.
  const shown = { ...rest, action: button(undo), cancel: button(other) };
  if (isError) lent.toast?.["error"]?.(words, { ...shown, id: PLACES.error });
  else lent.toast?.(told, { ...shown, id: PLACES.change });
}

/** A path of this site; anything else leads home. */
export function ownPath(path: string): string {
  const url = new URL(path, location.origin);
  const isOurs = url.origin === location.origin && path.startsWith("/");
  return isOurs ? url.pathname + url.search + url.hash : "/";
}

/** Do what the server named; throws for what nobody here knows. */
export function runCall(said: unknown, lent: Lent): void {
  const { call, arguments: given } = JSON.parse(String(said)) as {
    call: string;
    arguments: unknown[];
  };
  if (call === "toast") {
    const [words, level, options] = given as [string, string, ToastOptions];
    showToast(lent, words, level, options);
  } else if (call === "renameAddress") {
    history.replaceState(history.state, "", ownPath(String(given[0])));
  } else if (call === "openAnew") {
    location.replace(ownPath(String(given[0])));
  } else {
    throw new Error(`The server asked for “${call}”, which this page does not know.`);
  }
}
