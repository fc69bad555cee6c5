// The rows that are selected.
import { useCallback, useEffect, useRef, useState } from "react";
import { toggled, withSpan } from "./lines";

/** Which rows are selected; shift selects from the last one touched. */
export function useChosen(keys: string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const from = useRef("");
  const all = useRef(keys);
  useEffect(() => {
    all.current = keys;
  });
  const choose = useCallback((key: string, isSpan: boolean) => {
    const start = from.current;
    from.current = key;
    setChosen((now) =>
      isSpan && start ? withSpan(now, all.current, start, key) : toggled(now, key),
    );
  }, []);
  const clear = useCallback(() => setChosen(new Set()), []);
  // What a filter hides, or somebody deleted, is not selected: nothing is done to what one can't see.
  const seen = chosen.size ? new Set(keys.filter((key) => chosen.has(key))) : chosen;
  return { chosen: seen, choose, clear };
}
