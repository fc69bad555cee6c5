// How a list is grouped and sorted, behind its filters.
import { ArrowDownUp, Rows3 } from "lucide-react";
import type { Option } from "../pickers/options";
import { Picker } from "../pickers/picker";
import type { Filters } from "./filtering";
import { GROUPS } from "./grouping";
import { SORTS } from "./sorting";
import type { ChangeFilters } from "./use-filters";

export function OrderingPicks({ filters, change }: { filters: Filters; change: ChangeFilters }) {
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
