// What somebody typed into a box that looks for things and left: there again when it is opened again, in this tab.
const KEY = "goalward.left.";

export function leftWords(box: string): string {
  try {
    return sessionStorage.getItem(KEY + box) ?? "";
  } catch {
    return "";
  }
}

/** Nothing is left where what was looked for is found. */
export function leaveWords(box: string, words: string): void {
  try {
    if (words) sessionStorage.setItem(KEY + box, words);
    else sessionStorage.removeItem(KEY + box);
  } catch {
    // It is gone with the box then.
  }
}
