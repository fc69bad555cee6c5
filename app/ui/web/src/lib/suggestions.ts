// What a line in the bar may mean, as somebody types it.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Schema } from "./payloads";
import { getJson } from "./http";
import { queries } from "./query";
import { useDebounced } from "./use-debounced";

type All = Schema<"Suggestions">;
export type Suggestion = Schema<"Suggestion">;

/** How long typing must rest before the server is asked. */
const REST_MS = 90;
const NONE: All = { results: [], unknown: [], unread: [] };

interface Suggesting extends All {
  /** What is shown is of earlier words. */
  isBehind: boolean;
  error: Error | null;
}

/** One request a pause; a newer one gives up the one on its way. What was found before stays until then. */
export function useSuggestions(words: string, isWanted: boolean): Suggesting {
  const settled = useDebounced(words, words ? REST_MS : 0);
  const isAsked = isWanted && words !== "";
  const { data, error, isPlaceholderData, isFetching } = useQuery(
    {
      queryKey: ["suggestions", settled],
      queryFn: ({ signal }) =>
        getJson<Schema<"Suggestions">>(
          `/api/v1/suggestions?${new URLSearchParams({ q: settled })}`,
          signal,
        ),
      enabled: isAsked && settled !== "",
      placeholderData: keepPreviousData,
    },
    queries,
  );
  const isBehind = isAsked && (settled !== words || isPlaceholderData || (isFetching && !data));
  return { ...(isAsked && data ? data : NONE), isBehind: isBehind && !error, error };
}
