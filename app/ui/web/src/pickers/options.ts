// What a picker offers, and which of it a few typed letters leave.
import type { Category, Person } from "../lib/payloads";

export type Value = string | number;

export interface Option<V extends Value = Value> {
  value: V;
  label: string;
  hint?: string;
  category?: Category;
  part?: number;
  person?: Person;
  isNew?: boolean;
}

/** Options whose label holds the words, in their order. */
export function fitting<O extends Option>(options: O[], words: string): O[] {
  const needle = words.trim().toLowerCase();
  return needle ? options.filter((one) => one.label.toLowerCase().includes(needle)) : options;
}

/** The options, what was chosen beyond them, and last a new word where one can be made. */
export function withNew<V extends Value>(
  options: Option<V>[],
  chosen: ReadonlySet<V>,
  words: string,
  creatable: boolean,
): Option<V>[] {
  const known = new Set(options.map((one) => one.value));
  const beyond = [...chosen].filter((one) => !known.has(one));
  const all = [...options, ...beyond.map((value) => ({ value, label: String(value) }))];
  const word = words.trim();
  const isNew = creatable && word && !all.some((one) => sameWord(one.label, word));
  const made = isNew ? [{ value: word as V, label: word, isNew: true }] : [];
  return [...fitting(all, words), ...made];
}

function sameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** What was added to a set and taken from it. */
export function changeOf<V>(before: readonly V[], after: ReadonlySet<V>) {
  return {
    add: [...after].filter((one) => !before.includes(one)),
    remove: before.filter((one) => !after.has(one)),
  };
}

/** A line's name within its menu; an empty value is a line too. */
export const lineOf = (value: Value): string => `=${value}`;
