// Leaving: the cookie ends, and nothing of who was here stays in the browser.
import { postJson } from "../lib/http";
import { forgetEverything } from "../lib/storage";
import { countSending, hasDrafts } from "../lib/waiting";

export async function signOut(): Promise<void> {
  if (!mayForget(await countUnsaved())) return;
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

/** After what waits was sent. */
async function countUnsaved(): Promise<number> {
  if (countSending()) await (await import("../lib/outbox")).flush();
  const drafts = hasDrafts() ? (await import("../lib/drafts")).allDrafts().length : 0;
  return countSending() + drafts;
}

/** What was never saved is not thrown away unasked. */
function mayForget(count: number): boolean {
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
