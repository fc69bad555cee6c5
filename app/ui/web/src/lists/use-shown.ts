// The rows a filter leaves: at once where the rows say it, else as the server finds them.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import type { TaskRow } from "../lib/payloads";
import { sentenceOf } from "../lib/http";
import { SOON_MS, useTouched, type Live } from "../lib/live";
import { queries } from "../lib/query";
import { fits, isDecidable, type RowReader } from "../filters/deciding";
import { ofParts, partsOf, toText, type Filter } from "../filters/tree";
import { fitting, type Fits } from "./fitting";
import type { ListView } from "./view";

/** An answer for rows that are gone is not worth keeping. */
const KEPT_MS = 10_000;

interface Shown {
  rows: TaskRow[];
  /** Which rows fit is not known yet, so none can be shown. */
  isWaiting: boolean;
  /** Why the filter can't be followed. */
  refusal: string;
}

interface Wanted {
  listId: number;
  view: ListView | null;
  where: Filter;
  me: number | null;
  live: Live;
}

export function useShown({ listId, view, where, me, live }: Wanted): Shown {
  const [own, asked] = useMemo(() => split(where), [where]);
  const text = toText(asked);
  const last = useRef<Fits | null>(null);
  const { data, error, isPlaceholderData } = useQuery(
    {
      // Asked again whenever the list was read again: what changed may fit now, or no longer.
      queryKey: ["fitting", listId, text, text ? view?.version : 0],
      queryFn: async ({ signal }) => {
        last.current = await fitting({ listId, text }, last.current, signal);
        return last.current?.ids ?? null;
      },
      enabled: view !== null,
      initialData: text ? undefined : null,
      placeholderData: keepPreviousData,
      gcTime: KEPT_MS,
    },
    queries,
  );
  // A goal's tree is nowhere in the list, but a filter may follow it.
  useTouched(live, text ? ["goals"] : [], SOON_MS, () => {
    void queries.invalidateQueries({ queryKey: ["fitting", listId, text] });
  });
  const statuses = view?.statuses;
  const all = view?.rows;
  const rows = useMemo(() => {
    if (!all || !statuses || error || data === undefined) return [];
    const reader: RowReader = { me, statuses };
    const hasNone = partsOf(own).length === 0;
    return hasNone && !data
      ? all
      : all.filter((row) => (!data || data.has(row.id)) && fits(own, row, reader));
  }, [all, statuses, data, error, own, me]);
  return {
    rows,
    isWaiting: data === undefined && !error,
    refusal: error && !isPlaceholderData ? sentenceOf(error) : "",
  };
}

/** The parts the browser decides, and those it asks for. */
function split(where: Filter): [Filter, Filter] {
  const parts = partsOf(where);
  const own = parts.filter(isDecidable);
  return [{ all: own }, ofParts(parts.filter((part) => !own.includes(part)))];
}
