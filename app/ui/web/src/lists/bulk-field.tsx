// One field of all chosen rows, set as its type is: chosen, picked from the month, or written.
import { useState } from "react";
import type { FieldShape, TaskRow } from "../lib/payloads";
import { isWritten, readWritten, wantedOf } from "../lib/written";
import { DatePicker } from "../pickers/date-picker";
import { MultiPicker } from "../pickers/multi-picker";
import type { Option, Value } from "../pickers/options";
import { Picker } from "../pickers/picker";
import { heldBy, inOrder, isOfPeople } from "./fields";
import { personOptions, statusOptions, tagOptions, type ListView, type NewValue } from "./view";

/** Where the bar says it otherwise than by the field's name; `pick` is for the keys that open it. */
const WORDS: Record<string, { label?: string; words?: string; pick?: string }> = {
  assignees: { label: "Assign", words: "Assign", pick: "people" },
  due: { label: "Set due date" },
  tags: { label: "Tag", words: "Tag" },
};
const NONE = "";

interface BulkFieldProps {
  field: FieldShape;
  view: ListView;
  rows: TaskRow[];
  onSet: (value: NewValue) => void;
}

export function BulkField({ field, view, rows, onSet }: BulkFieldProps) {
  const { label, words, pick } = WORDS[field.name] ?? {};
  const shared = {
    className: "button",
    label: label ?? `Set ${field.label.toLowerCase()}`,
    pick: pick ?? field.name,
    children: words ?? field.label,
  };
  if (field.is_set) {
    const held = rows.map((row) => heldBy(row, field) as Value[]);
    const options: Option[] = isOfPeople(field) ? personOptions(view) : tagOptions(view);
    return (
      <MultiPicker
        {...shared}
        options={options}
        values={inAll(held)}
        creatable={field.type === "tags"}
        onPick={(change) => onSet(change as NewValue)}
      />
    );
  }
  if (field.type === "day") return <DatePicker {...shared} onPick={onSet} />;
  if (isWritten(field)) return <Written field={field} label={shared.label} onSet={onSet} />;
  const give = (value: Value) => onSet(field.type === "flag" ? value === "yes" : value);
  return <Picker {...shared} options={optionsOf(field, view)} onPick={give} />;
}

/** What all of them share is ticked; the rest is added to or taken from each. */
export function inAll<T>(sets: T[][]): T[] {
  const [first = [], ...others] = sets;
  return first.filter((one) => others.every((set) => set.includes(one)));
}

function optionsOf(field: FieldShape, view: ListView): Option[] {
  if (field.name === "status") return statusOptions(view);
  if (field.type === "flag") {
    return [
      { value: "yes", label: "Yes" },
      { value: "no", label: "No" },
    ];
  }
  const options: Option[] = isOfPeople(field) ? personOptions(view) : inOrder(field);
  return field.is_nullable ? [...options, { value: NONE, label: "None" }] : options;
}

function Written({
  field,
  label,
  onSet,
}: Pick<BulkFieldProps, "field" | "onSet"> & { label: string }) {
  const [text, setText] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const input = event.currentTarget.elements[0] as HTMLInputElement;
        const isEmptied = !text.trim() && field.is_nullable;
        const value = isEmptied ? NONE : readWritten(field, text);
        input.setCustomValidity(value === null ? wantedOf(field) : "");
        if (value === null) input.reportValidity();
        else onSet(value);
      }}
    >
      <input
        autoFocus
        className="input"
        value={text}
        maxLength={500}
        inputMode={field.type === "text" ? "text" : "decimal"}
        aria-label={label}
        placeholder={field.type === "duration" ? `${field.label}, in hours` : field.label}
        onChange={(event) => {
          event.target.setCustomValidity("");
          setText(event.target.value);
        }}
      />
    </form>
  );
}
