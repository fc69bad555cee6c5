// Whether the server can be reached: what the socket says, what the browser says, what requests find.
import { useEffect, useState } from "react";
import { useWatched, Watched } from "./kept";

const store = new Watched();
/** A page that changes loses its socket for a moment: that is no matter. */
const PATIENCE_MS = 1200;
const signs = { socket: true, browser: true, requests: true };
const onReturn = new Set<() => void>();

export type Sign = keyof typeof signs;

export function isReachable(): boolean {
  return signs.socket && signs.browser && signs.requests;
}

export function noted(sign: Sign, isFine: boolean): void {
  if (signs[sign] === isFine) return;
  const before = isReachable();
  signs[sign] = isFine;
  // Whoever speaks over the socket again needs no request to know.
  if (isFine && sign !== "requests") signs.requests = true;
  store.changed();
  if (!before && isReachable()) for (const job of onReturn) job();
}

/** Runs whenever the server is back. */
export function whenBack(job: () => void): void {
  onReturn.add(job);
}

export function useIsReached(): boolean {
  useWatched(store);
  return isReachable();
}

/** Away for longer than a moment. */
export function useIsAway(): boolean {
  const isReached = useIsReached();
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    if (isReached) {
      setAway(false);
      return undefined;
    }
    const timer = setTimeout(() => setAway(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isReached]);
  return isAway;
}

if (typeof window !== "undefined") {
  window.addEventListener("online", () => noted("browser", true));
  window.addEventListener("offline", () => noted("browser", false));
}
