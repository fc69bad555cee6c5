// Fetches ahead what the page may need, so that what is opened for the first time opens while the server is away, too.
const REST_MS = 1000;
let isFetching = false;

/**
 * One after the other, while the browser has nothing else to do; nothing for somebody who wants few data.
 *
 * What it needs is handed to it: what it imported would come apart from the page's first files.
 */
export async function fetchAhead(
  mayCome: (() => Promise<void>)[],
  isReachable: () => boolean,
  rest = REST_MS,
): Promise<void> {
  if (isFetching || isSparing()) return;
  isFetching = true;
  while (mayCome.length) {
    await idle();
    if (isReachable()) await mayCome.shift()?.();
    else await new Promise((next) => setTimeout(next, rest));
  }
  isFetching = false;
}

/** Some browsers don't say when nothing else is to be done. */
const idle = () =>
  new Promise<void>((next) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => next());
    else setTimeout(next);
  });

function isSparing(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
