// A title that turns into a field where it stands: enter or leaving saves, escape keeps a draft.
import "./drafts.css";
import { useRef, type KeyboardEvent } from "react";
import { useFittedHeight } from "../parts/use-fitted-height";
import { KeptMarks } from "./kept-marks";
import { Meanwhile } from "./meanwhile";
import { useWritten, type TextOf } from "./use-written";

interface TitleTextProps extends Partial<TextOf> {
  className?: string;
  disabled?: boolean;
}

export function TitleText(props: TitleTextProps) {
  const { noun = "task", item = 0, field = "title", label = "Title" } = props;
  const { text = "", version = 0, className = "", disabled = false } = props;
  const of: TextOf = { noun, item, field, label, text, version };
  const written = useWritten(of);
  const { editing } = written;
  const area = useRef<HTMLTextAreaElement>(null);
  const words = editing?.text ?? written.text;
  useFittedHeight(area, words);

  const save = () => {
    if (!editing) return;
    // Nothing is no title: the old one comes back.
    written.save(editing.text.replace(/\s+/g, " ").trim() || editing.from);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      area.current?.blur();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      written.leave();
      setTimeout(() => area.current?.blur());
    }
  };
  return (
    <>
      <textarea
        ref={area}
        rows={1}
        className={`inline-text ${className}`}
        value={words}
        aria-label={label}
        dir="auto"
        readOnly={disabled}
        spellCheck
        onFocus={() => !disabled && written.begin()}
        onChange={(event) => written.write(event.target.value)}
        onBlur={save}
        onKeyDown={keys}
      />
      {!disabled && <KeptMarks written={written} />}
      {editing && <Meanwhile of={of} base={editing.base} from={editing.from} />}
    </>
  );
}
