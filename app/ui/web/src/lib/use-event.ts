// A function that stays the same while what it does is always the newest: for handlers handed down.
import { useCallback, useLayoutEffect, useRef } from "react";

export function useEvent<A extends unknown[], R>(act: (...args: A) => R): (...args: A) => R {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}
