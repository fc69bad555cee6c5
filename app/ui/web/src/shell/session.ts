// Leaving: the cookie ends, and nothing of who was here stays in the browser.
import { allDrafts } from "../lib/drafts";
import { postJson } from "../lib/http";
import { entries, flush } from "../lib/outbox";
import { forgetEverything } from "../lib/storage";

export async function signOut(): Promise<void> {
  await flush();
  if (!mayForget()) return;
  const isOut = await postJson("/api/auth/logout", {}).then(
    () => true,
    () => false,
  );
  if (!isOut && !window.confirm(UNREACHED)) return;
  forgetEverything();
  leaveTo("/signin");
}

const UNREACHED =
  "The server can't be reached, so this browser stays signed in there until it can. Forget what is kept here all the same?";

/** What was never saved is not thrown away unasked. */
function mayForget(): boolean {
  const count = entries().length + allDrafts().length;
  if (!count) return true;
  const what = count === 1 ? "One text is" : `${count} texts are`;
  return window.confirm(
    `${what} not saved yet. Sign out and discard ${count === 1 ? "it" : "them"}?`,
  );
}

/** Loads a page anew, with a state of its own. */
export function leaveTo(path: string): void {
  window.sessionStorage.removeItem("token");
  window.location.assign(path);
}
