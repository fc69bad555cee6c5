// Leaving: the cookie ends, and nothing of who was here stays in the tab.
import { postJson } from "../lib/http";

export async function signOut(): Promise<void> {
  await postJson("/api/auth/logout", {}).catch(() => null);
  leaveTo("/signin");
}

/** Loads a page anew, with a state of its own. */
export function leaveTo(path: string): void {
  window.sessionStorage.removeItem("token");
  window.location.assign(path);
}
