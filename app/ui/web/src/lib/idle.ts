// Work that can wait until the page is shown and nobody is doing anything.

const AT_LATEST_MS = 500;

export function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(act);
  else setTimeout(act, AT_LATEST_MS);
}
