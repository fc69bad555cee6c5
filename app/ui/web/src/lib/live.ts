// Which changes concern what a page shows; and when it reads again for them.
import { useCallback, useEffect, useRef } from "react";
import { useEvent } from "./use-event";

/** The last change the server told of: a version that rises, and the topics it touched. */
export interface Live {
  version: number;
  touched: string[];
}

/** Between two readings of what a page shows, and of what it only sums up. */
export const SOON_MS = 250;
export const SELDOM_MS = 20_000;

/** Whatever a page shows, these may have changed it. */
const EVERYTHING = ["all", "access"];

export function isTouched(touched: string[], topics: string[]): boolean {
  return touched.some((one) => EVERYTHING.includes(one) || topics.includes(one));
}

/** Runs when one of the topics is touched, once for changes that come close together. */
export function useTouched(live: Live, topics: string[], waitMs: number, run: () => void): void {
  const seen = useRef(live.version);
  const due = useSparingly(waitMs, run);
  const look = useEvent(() => {
    if (live.version === seen.current) return;
    seen.current = live.version;
    if (topics.length && isTouched(live.touched, topics)) due();
  });
  useEffect(look, [look, live.version]);
}

/** At most once in `waitMs`; for a page nobody looks at, when it is looked at again. */
function useSparingly(waitMs: number, run: () => void): () => void {
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const job = useEvent(run);
  const due: () => void = useCallback(() => {
    clearTimeout(timer.current);
    if (document.hidden) {
      document.addEventListener("visibilitychange", due, { once: true });
      return;
    }
    const left = last.current + waitMs - Date.now();
    if (left > 0) {
      timer.current = setTimeout(due, left);
      return;
    }
    last.current = Date.now();
    job();
  }, [waitMs, job]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", due);
    },
    [due],
  );
  return due;
}
