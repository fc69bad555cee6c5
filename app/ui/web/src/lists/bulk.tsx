// What can be done to all chosen rows at once.
import { Trash2 } from "lucide-react";
import { DatePicker } from "../pickers/date-picker";
import { MultiPicker } from "../pickers/multi-picker";
import { Picker } from "../pickers/picker";
import {
  personOptions,
  PRIORITY_OPTIONS,
  statusOptions,
  tagOptions,
  type Field,
  type FieldValues,
  type ListActions,
  type ListView,
} from "./view";

interface BulkProps {
  keys: string[];
  view: ListView;
  actions: ListActions;
  canEdit: boolean;
  onClear: () => void;
}

export function Bulk({ keys, view, actions, canEdit, onClear }: BulkProps) {
  return (
    <div className="bulk" role="toolbar" aria-label="Selected tasks">
      <span className="num bulk-count">{keys.length} selected</span>
      {canEdit && (
        <>
          <BulkPickers keys={keys} view={view} actions={actions} />
          <button
            type="button"
            className="button danger"
            onClick={() => {
              actions.remove(keys);
              onClear();
            }}
          >
            <Trash2 size={14} aria-hidden="true" />
            Delete
          </button>
        </>
      )}
      <button type="button" className="button quiet" onClick={onClear}>
        Clear
      </button>
    </div>
  );
}

function BulkPickers({ keys, view, actions }: Pick<BulkProps, "keys" | "view" | "actions">) {
  const chosen = view.rows.filter((row) => keys.includes(row.key));
  const set =
    <F extends Field>(field: F) =>
    (value: FieldValues[F]) =>
      actions.set(keys, field, value);
  const shared = { className: "button" };
  return (
    <>
      <Picker
        {...shared}
        options={statusOptions(view)}
        label="Set status"
        pick="status"
        onPick={set("status")}
      >
        Status
      </Picker>
      <Picker
        {...shared}
        options={PRIORITY_OPTIONS}
        label="Set priority"
        pick="priority"
        onPick={set("priority")}
      >
        Priority
      </Picker>
      <MultiPicker
        {...shared}
        options={personOptions(view)}
        values={inAll(chosen.map((row) => row.assignees))}
        label="Assign"
        pick="people"
        onPick={set("assignees")}
      >
        Assign
      </MultiPicker>
      <DatePicker {...shared} label="Set due date" pick="due" onPick={set("due")}>
        Due
      </DatePicker>
      <MultiPicker
        {...shared}
        options={tagOptions(view)}
        values={inAll(chosen.map((row) => row.tags))}
        creatable
        label="Tag"
        pick="tags"
        onPick={set("tags")}
      >
        Tag
      </MultiPicker>
    </>
  );
}

/** What all of them share is ticked; the rest is added to or taken from each. */
export function inAll<T>(sets: T[][]): T[] {
  const [first = [], ...others] = sets;
  return first.filter((one) => others.every((set) => set.includes(one)));
}
