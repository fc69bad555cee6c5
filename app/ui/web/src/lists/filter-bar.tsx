// The line above list and board: text, status, person, tag, group, sort.
import { ArrowDownUp, Rows3 } from "lucide-react";
import { Picker } from "../pickers/picker";
import type { Option } from "../pickers/options";
import { CLEARED, isFiltered, type Filters } from "./filtering";
import { GROUPS } from "./grouping";
import { SORTS } from "./sorting";
import type { ChangeFilters } from "./use-filters";
import { statusOptions, type ListView } from "./view";

interface FilterBarProps {
  view: ListView;
  filters: Filters;
  change: ChangeFilters;
  /** How many rows the filters leave. */
  shown: number;
}

const ANY: Option<string> = { value: "", label: "Any" };

export function FilterBar({ view, filters, change, shown }: FilterBarProps) {
  const total = view.rows.length;
  return (
    <div className="filters" role="search">
      <input
        className="input filter-text"
        type="search"
        value={filters.text}
        placeholder="Filter by words…  f"
        aria-label="Filter by words"
        data-filter
        onChange={(event) => change({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          change({ text: "" });
          event.currentTarget.blur();
        }}
      />
      <Narrowing view={view} filters={filters} change={change} />
      {filters.view === "list" && <Ordering filters={filters} change={change} />}
      {isFiltered(filters) && (
        <button type="button" className="linklike" onClick={() => change(CLEARED)}>
          Clear
        </button>
      )}
      <span className="hint num filter-count" aria-live="polite">
        {shown === total ? `${total} tasks` : `${shown} of ${total}`}
      </span>
    </div>
  );
}

function Narrowing({ view, filters, change }: Omit<FilterBarProps, "shown">) {
  const statuses = statusOptions(view).map((one) => ({ ...one, value: String(one.value) }));
  const busy = view.people.filter((person) =>
    view.rows.some((row) => row.assignees.includes(person.id)),
  );
  const people = [
    { value: "nobody", label: "Nobody" },
    ...busy.map((person) => ({ value: String(person.id), label: person.name, person })),
  ];
  const named = view.people.find((person) => String(person.id) === filters.assignee);
  return (
    <>
      <FilterPicker
        name="status"
        options={statuses}
        value={filters.status}
        word={statuses.find((one) => one.value === filters.status)?.label ?? "Status"}
        onPick={(status) => change({ status })}
      />
      <FilterPicker
        name="person"
        options={people}
        value={filters.assignee}
        word={named?.name ?? (filters.assignee === "nobody" ? "Nobody" : "Person")}
        onPick={(assignee) => change({ assignee })}
      />
      {view.tags.length > 0 && (
        <FilterPicker
          name="tag"
          options={view.tags.map((tag) => ({ value: tag, label: tag }))}
          value={filters.tag}
          word={filters.tag || "Tag"}
          onPick={(tag) => change({ tag })}
        />
      )}
    </>
  );
}

interface FilterPickerProps {
  name: string;
  options: Option<string>[];
  value: string;
  word: string;
  onPick: (value: string) => void;
}

function FilterPicker({ name, options, value, word, onPick }: FilterPickerProps) {
  return (
    <Picker
      options={[ANY, ...options]}
      value={value}
      label={`Filter by ${name}`}
      className={`chip${value ? " on" : ""}`}
      onPick={onPick}
    >
      {word}
    </Picker>
  );
}

function Ordering({ filters, change }: { filters: Filters; change: ChangeFilters }) {
  const nameIn = (options: Option<string>[], value: string) =>
    (options.find((one) => one.value === value) ?? options[0])?.label;
  return (
    <>
      <Picker
        options={GROUPS}
        value={filters.group}
        label="Group by"
        className="chip"
        onPick={(group) => change({ group })}
      >
        <Rows3 size={13} aria-hidden="true" /> <span className="chip-name">Group</span>{" "}
        {nameIn(GROUPS, filters.group)}
      </Picker>
      <Picker
        options={SORTS}
        value={filters.sort}
        label="Sort by"
        className={`chip${filters.sort !== "manual" ? " on" : ""}`}
        onPick={(sort) => change({ sort })}
      >
        <ArrowDownUp size={13} aria-hidden="true" /> <span className="chip-name">Sort</span>{" "}
        {nameIn(SORTS, filters.sort)}
      </Picker>
    </>
  );
}
