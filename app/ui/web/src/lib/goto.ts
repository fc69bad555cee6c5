// Things by key or name, as somebody types.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Found, Schema } from "./payloads";
import { getJson } from "./http";
import { queries } from "./query";
import { useDebounced } from "./use-debounced";

interface Finding {
  found: Found[];
  /** What is shown is of earlier words. */
  isBehind: boolean;
  error: Error | null;
}

interface FindOptions {
  limit: number;
  waitMs: number;
  isWanted: boolean;
}

/** Asks once typing rests; what was found before stays until then. */
export function useGoto(words: string, { limit, waitMs, isWanted }: FindOptions): Finding {
  const settled = useDebounced(words, words ? waitMs : 0);
  const { data, error, isPlaceholderData, isFetching } = useQuery(
    {
      queryKey: ["goto", settled, limit],
      queryFn: ({ signal }) => find(settled, limit, signal),
      enabled: isWanted,
      placeholderData: keepPreviousData,
    },
    queries,
  );
  const isBehind = settled !== words || isPlaceholderData || (isFetching && !data);
  return { found: data ?? [], isBehind, error };
}

async function find(words: string, limit: number, signal: AbortSignal): Promise<Found[]> {
  const query = new URLSearchParams({ limit: String(limit), q: words });
  return (await getJson<Schema<"GoToResults">>(`/api/v1/goto?${query}`, signal)).results;
}
