// How one field is asked: the op, and its values by what the field holds.
import { useState } from "react";
import FinderResults from "../pickers/finder-results";
import { DaySpan, DayValue } from "./day-value";
import {
  firstOp,
  isDay,
  keptValues,
  leafOf,
  opsOf,
  opWords,
  shownOp,
  takesNone,
} from "./operators";
import { SeveralValues } from "./several-values";
import { valuesOf, type Leaf, type Scalar } from "./tree";
import { optionsOf, type FilterField, type Vocabulary } from "./vocabulary";
import { WrittenValue } from "./written-value";

interface LeafEditorProps {
  field: FilterField;
  /** As it stands in the filter; null while it has no value yet. */
  leaf: Leaf | null;
  vocabulary: Vocabulary;
  onChange: (leaf: Leaf | null) => void;
  onDone: () => void;
}

export function LeafEditor({ field, leaf, vocabulary, onChange, onDone }: LeafEditorProps) {
  // An op that still waits for its value.
  const [waiting, setWaiting] = useState("");
  const op = waiting || (leaf ? shownOp(field, leaf.op) : firstOp(field));
  const ops = opsOf(field, op);
  const turn = (next: string) => {
    const made = leafOf(field, next, keptValues(leaf, next));
    setWaiting(made ? "" : next);
    if (made) onChange(made);
  };
  const give = (values: Scalar[]) => {
    const made = leafOf(field, op, values);
    if (made) setWaiting("");
    onChange(made);
  };
  return (
    <div className="leaf-editor">
      <div className="leaf-head">
        <span className="cut">{field.label}</span>
        {ops.length > 1 && (
          <select
            className="input"
            aria-label={`How ${field.label} is asked`}
            value={op}
            onChange={(event) => turn(event.target.value)}
          >
            {ops.map((one) => (
              <option key={one} value={one}>
                {opWords(field, one)}
              </option>
            ))}
          </select>
        )}
      </div>
      {!takesNone(op) && (
        <ValueEditor
          key={op === "between" ? "between" : "one"}
          field={field}
          op={op}
          values={leaf ? valuesOf(leaf) : []}
          vocabulary={vocabulary}
          onGive={give}
          onDone={onDone}
        />
      )}
    </div>
  );
}

export interface ValueEditorProps {
  field: FilterField;
  op: string;
  values: Scalar[];
  onGive: (values: Scalar[]) => void;
  onDone: () => void;
}

function ValueEditor(props: ValueEditorProps & { vocabulary: Vocabulary }) {
  const { field, op, values, vocabulary, onGive, onDone } = props;
  const options = optionsOf(field, vocabulary);
  if (field.type === "flag") return <YesOrNo op={op} values={values} onGive={onGive} />;
  if (options) return <SeveralValues {...props} options={options} />;
  if (field.noun === "task") {
    return (
      <FinderResults
        kinds={["task"]}
        label={field.label}
        placeholder="Key or title…"
        onPick={(found) => {
          onGive([found.id]);
          onDone();
        }}
      />
    );
  }
  if (!isDay(field)) return <WrittenValue {...props} />;
  if (op === "between") return <DaySpan values={values} onGive={onGive} />;
  return (
    <DayValue
      label={field.label}
      value={values[0] === undefined ? "" : String(values[0])}
      onGive={(day) => onGive([day])}
    />
  );
}

function YesOrNo({ op, values, onGive }: Pick<ValueEditorProps, "op" | "values" | "onGive">) {
  const now = values.length ? (values[0] === true) === (op === "is") : null;
  return (
    <div className="leaf-flags">
      {[true, false].map((one) => (
        <button
          key={String(one)}
          type="button"
          className={`chip${now === one ? " on" : ""}`}
          aria-pressed={now === one}
          onClick={() => onGive([one === (op === "is")])}
        >
          {one ? "Yes" : "No"}
        </button>
      ))}
    </div>
  );
}
