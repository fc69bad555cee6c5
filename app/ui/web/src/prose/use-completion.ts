// What completes the name being typed: people after @, tasks after #.
import type { Found, Person } from "../lib/payloads";
import { useGoto } from "../lib/goto";
import type { Naming } from "./names";

const MOST_SHOWN = 7;
const ASKED = { limit: 20, waitMs: 80 };

export interface Completion {
  id: string;
  label: string;
  hint: string;
  /** What is written in its place. */
  text: string;
  person?: Person;
}

export function useCompletions(naming: Naming | null, people: Person[]): Completion[] {
  const words = naming?.words ?? "";
  const isTask = naming?.sign === "#" && words !== "";
  const { found, isBehind } = useGoto(words, { ...ASKED, isWanted: isTask });
  if (naming?.sign === "@") return peopleNamed(words, people);
  if (!isTask) return [];
  return (
    found
      // Until the server has looked for all that was typed, only what fits it is offered.
      .filter((one) => one.kind === "task" && (!isBehind || says(one, words)))
      .slice(0, MOST_SHOWN)
      .map(({ id, title, key = "" }) => ({
        id: `t${id}`,
        label: title,
        hint: key,
        text: `${key} `,
      }))
  );
}

function says({ key = "", title }: Found, words: string): boolean {
  return `${key} ${title}`.toLowerCase().includes(words.toLowerCase());
}

function peopleNamed(words: string, people: Person[]): Completion[] {
  const needle = words.toLowerCase();
  const parts = (person: Person) => [person.handle, ...person.name.toLowerCase().split(/\s+/)];
  return people
    .filter((person) => parts(person).some((part) => part.startsWith(needle)))
    .slice(0, MOST_SHOWN)
    .map((person) => {
      const at = `@${person.handle}`;
      return { id: `p${person.id}`, label: person.name, hint: at, text: `${at} `, person };
    });
}
