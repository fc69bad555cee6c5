// A list's rows as they are, with what somebody just did on top: the one place lists are fetched.
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ListPayload } from "../lib/api";
import { getJson, sentenceOf } from "../lib/http";
import { queries } from "../lib/query";
import { nextNumber, unanswered, withPending, type Change } from "./pending";
import { withParts, type ListView } from "./view";

/** A change nobody answered for so long is given up: what the server says then shows. */
const GIVE_UP_MS = 30_000;

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type NewChange = Without<Change, "number">;

interface ListRows {
  view: ListView | null;
  /** The sentence to show where the list could not be read. */
  failed: string;
  reload: () => void;
  /** Shows a change at once; returns the number to send with it. */
  change: (change: NewChange) => number;
}

interface Signals {
  /** Rises when something may have changed. */
  version: number;
  /** The number of the last change the server has done or refused. */
  answered: number;
}

interface Reading {
  payload: ListPayload;
  /** Holds every change up to this number. */
  upTo: number;
}

export function useListRows(listId: number, { version, answered }: Signals): ListRows {
  const [givenUp, setGivenUp] = useState(0);
  const done = Math.max(answered, givenUp);
  const seen = useRef({ version, done });
  const queryKey = useMemo(() => ["list", listId], [listId]);
  const { data, error } = useQuery(
    {
      queryKey,
      queryFn: async ({ signal }): Promise<Reading> => {
        const upTo = seen.current.done;
        return { payload: await getJson<ListPayload>(addressOf(listId), signal), upTo };
      },
      enabled: listId > 0,
    },
    queries,
  );
  const reload = useCallback(() => void queries.invalidateQueries({ queryKey }), [queryKey]);
  useEffect(() => {
    if (seen.current.version === version && seen.current.done === done) return;
    seen.current = { version, done };
    reload();
  }, [version, done, reload]);

  const upTo = data?.upTo ?? 0;
  const { changes, change } = useChanges(upTo, setGivenUp);
  const read = useMemo(() => data && withParts(data.payload), [data]);
  const view = useMemo(
    () => (read ? { ...read, rows: withPending(read.rows, unanswered(changes, upTo)) } : null),
    [read, changes, upTo],
  );
  return { view, failed: error ? sentenceOf(error) : "", reload, change };
}

const addressOf = (listId: number) => `/api/v1/lists/${listId}/view`;

/** The changes on their way; those the rows hold up to `upTo` are let go. */
function useChanges(upTo: number, onGiveUp: (number: number) => void) {
  const [changes, setChanges] = useState<Change[]>([]);
  const last = useRef(0);
  useEffect(() => setChanges((now) => unanswered(now, upTo)), [upTo]);
  const oldest = changes[0]?.number;
  useEffect(() => {
    if (oldest === undefined) return undefined;
    const timer = setTimeout(() => onGiveUp(oldest), GIVE_UP_MS);
    return () => clearTimeout(timer);
  }, [oldest, onGiveUp]);
  const change = useCallback((one: NewChange) => {
    last.current = nextNumber(last.current);
    const numbered = { ...one, number: last.current } as Change;
    setChanges((now) => [...now, numbered]);
    return numbered.number;
  }, []);
  return { changes, change };
}
