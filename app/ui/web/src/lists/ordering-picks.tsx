// How a list is grouped and sorted, behind its filters.
import { ArrowDownUp, Rows3 } from "lucide-react";
import { Picker } from "../pickers/picker";
import type { Option } from "../pickers/options";
import { fieldNamed } from "./fields";
import type { Filters } from "./filtering";
import { groupOptions } from "./grouping";
import { sortOptions } from "./sorting";
import type { ChangeFilters } from "./use-filters";
import type { ListView } from "./view";

interface OrderingPicksProps {
  view: ListView;
  filters: Filters;
  change: ChangeFilters;
}

export function OrderingPicks({ view, filters, change }: OrderingPicksProps) {
  const chosen = (options: Option<string>[], word: string) => {
    const name = fieldNamed(view.fields, word)?.name ?? word;
    return options.find((one) => one.value === name) ?? options[0];
  };
  const [groups, sorts] = [groupOptions(view), sortOptions(view)];
  const [group, sort] = [chosen(groups, filters.group), chosen(sorts, filters.sort)];
  return (
    <>
      <Picker
        options={groups}
        value={group?.value}
        label="Group by"
        className="chip"
        onPick={(group) => change({ group })}
      >
        <Rows3 size={13} aria-hidden="true" /> <span className="chip-name">Group</span>{" "}
        {group?.label}
      </Picker>
      <Picker
        options={sorts}
        value={sort?.value}
        label="Sort by"
        className={`chip${filters.sort !== "manual" ? " on" : ""}`}
        onPick={(sort) => change({ sort })}
      >
        <ArrowDownUp size={13} aria-hidden="true" /> <span className="chip-name">Sort</span>{" "}
        {sort?.label}
      </Picker>
    </>
  );
}
