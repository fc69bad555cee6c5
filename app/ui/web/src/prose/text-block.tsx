// A description: reads as prose, a click turns it into its Markdown; leaving saves, escape keeps a draft.
import "./drafts.css";
import "./text-block.css";
import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from "react";
import { Grow } from "../parts/grow";
import { KeptMarks } from "./kept-marks";
import { Meanwhile } from "./meanwhile";
import { Prose } from "./prose";
import { useWritten, type TextOf, type Written } from "./use-written";

interface TextBlockProps extends Partial<TextOf> {
  placeholder?: string;
  disabled?: boolean;
}

export function TextBlock(props: TextBlockProps) {
  const { noun = "task", item = 0, field = "description", label = "Description" } = props;
  const { text = "", version = 0, disabled = false } = props;
  const of: TextOf = { noun, item, field, label, text, version };
  const written = useWritten(of);
  if (written.editing) return <EditedText of={of} written={written} />;
  return (
    <>
      <Read
        text={written.text}
        label={label}
        placeholder={props.placeholder ?? "Add a description…"}
        disabled={disabled}
        onOpen={() => written.begin()}
        onTick={disabled ? undefined : written.put}
      />
      {!disabled && <KeptMarks written={written} />}
    </>
  );
}

interface ReadProps {
  text: string;
  label: string;
  placeholder: string;
  disabled: boolean;
  onOpen: () => void;
  onTick?: (text: string) => void;
}

function Read({ text, label, placeholder, disabled, onOpen, onTick }: ReadProps) {
  const shown = text.trim() ? (
    <Prose text={text} small onTick={onTick} />
  ) : (
    <p className="quiet-text">{disabled ? "No description." : placeholder}</p>
  );
  if (disabled) return <div className="textblock">{shown}</div>;
  const open = (event: MouseEvent) => {
    const isOnControl = (event.target as Element).closest("a, button, input") !== null;
    if (!isOnControl && !window.getSelection()?.toString()) onOpen();
  };
  return (
    // A click anywhere edits; for keys there is the button.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div className="textblock editable" onClick={open}>
      <button type="button" className="sr edit-text" onClick={onOpen}>
        Edit: {label}
      </button>
      {shown}
    </div>
  );
}

function EditedText({ of, written }: { of: TextOf; written: Written }) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const { editing } = written;
  if (!editing) return null;
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      written.leave();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) written.save();
  };
  return (
    <div className="textblock">
      <Grow
        inner={area}
        className="prose small"
        value={editing.text}
        aria-label={of.label}
        onChange={written.write}
        onBlur={() => written.save()}
        onKeyDown={keys}
      />
      <p className="hint">
        Markdown. @ names a person, ENG-12 a task. <kbd className="kbd">ctrl ↵</kbd> saves,{" "}
        <kbd className="kbd">esc</kbd> {editing.text === editing.from ? "closes" : "keeps a draft"}.
      </p>
      <Meanwhile of={of} base={editing.base} from={editing.from} />
    </div>
  );
}
