// A list's rows as they are, with what somebody just did on top: the one place lists are fetched.
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ListDelta, ListPayload } from "../lib/payloads";
import { getJson, sentenceOf } from "../lib/http";
import { SOON_MS, useTouched, type Live } from "../lib/live";
import { queries } from "../lib/query";
import { merged } from "./merging";
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

interface Signals extends Live {
  /** The topic that is touched when the list changes. */
  topic: string;
  /** The number of the last change the server has done or refused. */
  answered: number;
}

interface Reading {
  payload: ListPayload;
  /** Holds every change up to this number. */
  upTo: number;
}

export function useListRows(listId: number, { topic, answered, ...live }: Signals): ListRows {
  const [givenUp, setGivenUp] = useState(0);
  const done = Math.max(answered, givenUp);
  const seen = useRef(done);
  const queryKey = useMemo(() => ["list", listId], [listId]);
  const { data, error } = useQuery(
    {
      queryKey,
      queryFn: async ({ signal }): Promise<Reading> => {
        const upTo = seen.current;
        const known = queries.getQueryData<Reading>(queryKey)?.payload;
        const fresh = await getJson<ListPayload | ListDelta>(addressOf(listId, known), signal);
        return { payload: merged(known, fresh), upTo };
      },
      enabled: listId > 0,
    },
    queries,
  );
  const reload = useCallback(() => void queries.invalidateQueries({ queryKey }), [queryKey]);
  useEffect(() => {
    if (seen.current === done) return;
    seen.current = done;
    reload();
  }, [done, reload]);
  useTouched(live, [topic], SOON_MS, reload);

  const upTo = data?.upTo ?? 0;
  const { changes, change } = useChanges(upTo, setGivenUp);
  const read = useMemo(() => data && withParts(data.payload), [data]);
  const view = useMemo(
    () => (read ? { ...read, rows: withPending(read.rows, unanswered(changes, upTo)) } : null),
    [read, changes, upTo],
  );
  return { view, failed: error ? sentenceOf(error) : "", reload, change };
}

/** Of a list that is known only what changed since is asked for. */
function addressOf(listId: number, known: ListPayload | undefined): string {
  return `/api/v1/lists/${listId}/view${known ? `?since=${known.version}` : ""}`;
}

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
