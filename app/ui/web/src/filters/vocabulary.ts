// What a filter may ask, of which values, and how a filter reads in words: all as the server tells it.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Schema } from "../lib/payloads";
import { getJson, sentenceOf } from "../lib/http";
import { queries } from "../lib/query";
import type { Option } from "../pickers/options";
import { toText, type Filter } from "./tree";

export type FilterField = Schema<"FieldShape">;
export type Vocabulary = Schema<"FilterVocabulary">;
type FilterValue = Schema<"FilterValue">;
type Noun = Exclude<keyof Vocabulary["choices"], "people">;

const FRESH_MS = 60_000;
/** The text box of the bar asks it. */
const TYPED = "headline";

/** Every field and value; of a list, its own statuses. Asked for when somebody is about to choose. */
export function useVocabulary(listId: number | undefined, isWanted: boolean) {
  return useQuery(
    {
      queryKey: ["filter-vocabulary", listId ?? 0],
      queryFn: ({ signal }) =>
        getJson<Vocabulary>(
          `/api/v1/filters/vocabulary${listId ? `?list_id=${listId}` : ""}`,
          signal,
        ),
      enabled: isWanted,
      staleTime: FRESH_MS,
      placeholderData: keepPreviousData,
    },
    queries,
  );
}

/** A filter in words; until they are there, those given, and where it can't be read, why. */
export function useWords(of: Filter, meanwhile: string): { words: string; refusal: string } {
  const text = toText(of);
  const { data, error } = useQuery(
    {
      queryKey: ["filter-words", text],
      queryFn: ({ signal }) =>
        getJson<Schema<"ReadFilter">>(`/api/v1/filters/words?where=${text}`, signal),
      staleTime: FRESH_MS,
    },
    queries,
  );
  return { words: data?.words ?? meanwhile, refusal: error ? sentenceOf(error) : "" };
}

/** The filter narrowed by a search line; raises Refused where the line names nothing. */
export async function narrowedBy(where: Filter, line: string): Promise<Record<string, unknown>> {
  const asked = new URLSearchParams({ where: toText(where), line });
  return (await getJson<Schema<"ReadFilter">>(`/api/v1/filters/line?${asked}`)).where;
}

export function fieldsToAsk({ fields }: Vocabulary): FilterField[] {
  return fields.filter((field) => field.name !== TYPED);
}

/** The values to choose from; null where a field takes what is written. */
export function optionsOf(field: FilterField, { choices }: Vocabulary): Option[] | null {
  if (field.options.length) return field.options;
  if (field.type === "tags") return choices.tag.map(optionOf);
  if (field.noun === "user") {
    const everybody = choices.people.map((person) => ({
      value: person.id,
      label: person.name,
      person,
    }));
    return [{ value: "me", label: "Me, whoever reads this" }, ...everybody];
  }
  return field.noun && field.noun in choices ? choices[field.noun as Noun].map(optionOf) : null;
}

function optionOf({ value, label, hint, category }: FilterValue): Option {
  return { value, label, hint: hint || undefined, category: category ?? undefined };
}
