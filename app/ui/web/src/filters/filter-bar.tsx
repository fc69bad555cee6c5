// The one bar of filters: words, quick ones, a chip a part, and adding another.
import "./filters.css";
import { useEffect, useState, type ReactNode } from "react";
import { isTaken } from "../lib/keys";
import { useEvent } from "../lib/use-event";
import { AddFilter } from "./add-filter";
import { PartChip } from "./part-chip";
import { chipsOf, hasPart, QUICK, toggledPart, withPart, withWords, wordsOf } from "./quick";
import { EVERYTHING, toText, type Filter } from "./tree";

export interface FilterBarProps {
  where: Filter;
  onChange: (where: Filter) => void;
  /** Whose statuses can be chosen by themselves; of all lists they are chosen by name. */
  listId?: number;
  /** Why the filter can't be followed, in a sentence. */
  refusal?: string;
  /** What stands behind the filters: grouping, sorting. */
  children?: ReactNode;
  /** How many there are. */
  count?: ReactNode;
}

export function FilterBar(props: FilterBarProps) {
  const { where, onChange, listId, refusal } = props;
  const isNarrowed = toText(where) !== "" || Boolean(refusal);
  useFilterKeys();
  return (
    <div className="filters" role="search">
      <WordsField where={where} onChange={onChange} />
      {QUICK.map(({ name, tip, part }) => (
        <button
          key={name}
          type="button"
          className={`chip${hasPart(where, part) ? " on" : ""}`}
          aria-pressed={hasPart(where, part)}
          title={tip}
          onClick={() => onChange(toggledPart(where, part))}
        >
          {name}
        </button>
      ))}
      {chipsOf(where).map(({ part, at }) => (
        <PartChip
          key={at}
          part={part}
          listId={listId}
          onChange={(next) => onChange(withPart(where, at, next))}
        />
      ))}
      <AddFilter where={where} onChange={onChange} listId={listId} />
      {props.children}
      {isNarrowed && (
        <button type="button" className="linklike" onClick={() => onChange(EVERYTHING)}>
          Clear
        </button>
      )}
      <span className="hint num filter-count" aria-live="polite">
        {props.count}
      </span>
      {refusal && (
        <p className="wrong filter-refusal" role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}

function WordsField({ where, onChange }: Pick<FilterBarProps, "where" | "onChange">) {
  // While somebody types, also the space behind the last word stays.
  const [typed, setTyped] = useState<string | null>(null);
  const type = (text: string) => {
    setTyped(text);
    onChange(withWords(where, text));
  };
  return (
    <input
      className="input filter-text"
      type="search"
      value={typed ?? wordsOf(where)}
      placeholder="Filter by words…  f"
      aria-label="Filter by words"
      maxLength={100}
      data-filter
      onChange={(event) => type(event.target.value)}
      onBlur={() => setTyped(null)}
    />
  );
}

/** f goes to the words, F adds a filter. */
function useFilterKeys(): void {
  const down = useEvent((event: KeyboardEvent) => {
    if (isTaken(event) || (event.key !== "f" && event.key !== "F")) return;
    event.preventDefault();
    const wanted = event.key === "f" ? "[data-filter]" : '[data-pick="filter"]';
    const found = document.querySelector<HTMLElement>(wanted);
    found?.focus();
    if (event.key === "F") found?.click();
  });
  useEffect(() => {
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, [down]);
}
