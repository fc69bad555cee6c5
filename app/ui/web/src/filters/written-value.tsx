// A text or number that is written; two for a span, several parted by commas.
import { useId, useState } from "react";
import { asWritten, isNumber, readWritten, wantedOf } from "../lib/written";
import { takesSeveral } from "./operators";
import type { ValueEditorProps } from "./leaf-editor";
import type { Scalar } from "./tree";

export function WrittenValue({ field, op, values, onGive, onDone }: ValueEditorProps) {
  const isSpan = op === "between";
  const isDuration = field.type === "duration";
  const shown = (one: Scalar) => asWritten(field, one);
  const [texts, setTexts] = useState(() =>
    isSpan
      ? [0, 1].map((i) => writtenAt(values, i, shown))
      : [values.map(shown).join(isNumber(field) ? "; " : ", ")],
  );
  const [isWrong, setWrong] = useState(false);
  const hint = useId();
  const take = () => {
    const written = !isSpan && takesSeveral(op) ? severalIn(field, texts[0] ?? "") : texts;
    const found = written.map((text) => readWritten(field, text)).filter((one) => one !== null);
    setWrong(found.length < written.length);
    if (found.length < written.length) return;
    onGive(found);
    onDone();
  };
  return (
    <form
      className="leaf-form"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      {texts.map((text, i) => (
        <input
          key={i}
          className="input"
          autoFocus={i === 0}
          value={text}
          maxLength={200}
          inputMode={isNumber(field) ? "decimal" : "text"}
          aria-label={isSpan ? ["From", "To"][i] : field.label}
          aria-invalid={isWrong || undefined}
          aria-describedby={hint}
          placeholder={isSpan ? ["from", "to"][i] : ""}
          onChange={(event) =>
            setTexts((now) => now.map((one, at) => (at === i ? event.target.value : one)))
          }
        />
      ))}
      <button type="submit" className="button">
        Apply
      </button>
      <p id={hint} className={isWrong ? "wrong" : "hint"}>
        {isWrong ? wantedOf(field) : isDuration ? "In hours, or 90 min" : "Enter applies it"}
      </p>
    </form>
  );
}

/** Several are parted by commas; of numbers, whose marks are commas too, by semicolons or a comma and a space. */
function severalIn(field: ValueEditorProps["field"], text: string): string[] {
  return text.split(isNumber(field) ? /;|,\s/ : ",");
}

function writtenAt(values: Scalar[], i: number, shown: (one: Scalar) => string): string {
  const found = values[i];
  return found === undefined ? "" : shown(found);
}
