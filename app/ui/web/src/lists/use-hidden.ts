// Tasks somebody just added that the filter hides, so that they are told of and not looked for.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { TaskRow } from "../lib/payloads";

interface Hidden {
  /** Added here, still there and not shown. */
  hidden: TaskRow[];
  /** These are about to be added to what is there now. */
  expect: (titles: string[]) => void;
  forget: () => void;
}

const NONE: TaskRow[] = [];

export function useHidden(all: TaskRow[] | undefined, shown: TaskRow[]): Hidden {
  const [added, setAdded] = useState(NONE);
  const expected = useRef<{ known: Set<number>; titles: string[] } | null>(null);
  const rows = useRef(all);
  useEffect(() => {
    rows.current = all;
    const waited = expected.current;
    if (!waited || !all) return;
    const fresh = all.filter(
      (row) => !waited.known.has(row.id) && waited.titles.includes(row.title),
    );
    if (fresh.length < waited.titles.length) return;
    expected.current = null;
    setAdded(fresh);
  }, [all]);
  const expect = useCallback((titles: string[]) => {
    expected.current = { known: new Set(rows.current?.map((row) => row.id)), titles };
    setAdded(NONE);
  }, []);
  const forget = useCallback(() => setAdded(NONE), []);
  const hidden = useMemo(() => {
    if (!added.length) return NONE;
    const ids = new Set(shown.map((row) => row.id));
    // What was taken back is not hidden: it is gone.
    const there = new Set(all?.map((row) => row.id));
    return added.filter((row) => there.has(row.id) && !ids.has(row.id));
  }, [added, all, shown]);
  return { hidden, expect, forget };
}
