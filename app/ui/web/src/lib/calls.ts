/** What the server may have this page do, by name. Nothing that is sent is ever evaluated as code. */

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

function showToast(
  lent: Lent,
  words: string,
  level: string,
  options: { duration?: number; action?: Button },
): void {
  const { action, ...rest } = options;
  const shown: Record<string, unknown> = { ...rest };
  if (action !== undefined) {
    const { label, event, payload } = action;
    shown["action"] = { label, onClick: () => lent.send(event, payload) };
  }
  const show = level === "error" ? lent.toast?.["error"] : lent.toast;
  show?.(words, shown);
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
    const [words, level, options] = given as [string, string, object];
    showToast(lent, words, level, options);
  } else if (call === "renameAddress") {
    history.replaceState(history.state, "", ownPath(String(given[0])));
  } else if (call === "openAnew") {
    location.replace(ownPath(String(given[0])));
  } else {
    throw new Error(`The server asked for “${call}”, which this page does not know.`);
  }
}
