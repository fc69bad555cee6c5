// What can be done to all chosen rows at once.
import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { FieldShape } from "../lib/payloads";
import { Picker } from "../pickers/picker";
import { BulkField } from "./bulk-field";
import { isInRows, withFirst } from "./fields";
import type { ListActions, ListView } from "./view";

interface BulkProps {
  keys: string[];
  view: ListView;
  actions: ListActions;
  canEdit: boolean;
  onClear: () => void;
}

/** What stands in the bar itself; all other fields are behind “More”. */
const FIRST = ["status", "priority", "assignees", "due", "tags"];

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
  const [asked, setAsked] = useState("");
  const fields = withFirst(view.fields.filter(isSetForMany), FIRST);
  const more = fields.filter((field) => !FIRST.includes(field.name));
  const shown = fields.filter((field) => FIRST.includes(field.name) || field.name === asked);
  const chosen = view.rows.filter((row) => keys.includes(row.key));
  return (
    <>
      {shown.map((field) => (
        <BulkField
          key={field.name}
          field={field}
          view={view}
          rows={chosen}
          onSet={(value) => actions.set(keys, field.name, value)}
        />
      ))}
      {more.length > 0 && (
        <Picker
          options={more.map(({ name, label }) => ({ value: name, label }))}
          label="Set another field"
          className="button"
          onPick={setAsked}
        >
          More
        </Picker>
      )}
    </>
  );
}

/** A title is each task's own. */
function isSetForMany(field: FieldShape): boolean {
  return isInRows(field) && field.is_editable && field.name !== "title";
}
