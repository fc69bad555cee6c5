// Fetches ahead what the page may need, so that what is opened for the first time opens while the server is away, too.
import { isReachable } from "./connection";
import { mayCome } from "./later";

const REST_MS = 1000;
let isFetching = false;

/** One after the other, while the browser has nothing else to do; nothing for somebody who wants few data. */
export async function fetchAhead(rest = REST_MS): Promise<void> {
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
