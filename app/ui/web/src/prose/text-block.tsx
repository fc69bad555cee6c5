// A description: reads as prose, a click turns it into its Markdown; leaving saves.
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import { Grow } from "../parts/grow";
import { Prose } from "./prose";

interface TextBlockProps {
  text?: string;
  placeholder?: string;
  label?: string;
  disabled?: boolean;
  onSave?: (text: string) => void;
}

export function TextBlock(props: TextBlockProps) {
  const { text = "", placeholder = "Add a description…", label = "Description" } = props;
  const { disabled = false, onSave } = props;
  const [isEditing, setEditing] = useState(false);
  if (isEditing) {
    return (
      <Editing
        text={text}
        label={label}
        onLeave={(draft) => {
          setEditing(false);
          if (draft !== text) onSave?.(draft);
        }}
      />
    );
  }
  const shown = text.trim() ? (
    <Prose text={text} small />
  ) : (
    <p className="quiet-text">{disabled ? "No description." : placeholder}</p>
  );
  if (disabled) return <div className="textblock">{shown}</div>;
  const open = (event: MouseEvent) => {
    const isOnLink = (event.target as Element).closest("a, button") !== null;
    if (!isOnLink && !window.getSelection()?.toString()) setEditing(true);
  };
  return (
    // A click anywhere edits; for keys there is the button.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div className="textblock editable" onClick={open}>
      <button type="button" className="edit-text" onClick={() => setEditing(true)}>
        Edit: {label}
      </button>
      {shown}
    </div>
  );
}

interface EditingProps {
  text: string;
  label: string;
  onLeave: (draft: string) => void;
}

function Editing({ text, label, onLeave }: EditingProps) {
  const [draft, setDraft] = useState(text);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onLeave(text);
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onLeave(draft);
  };
  return (
    <div className="textblock">
      <Grow
        inner={area}
        className="prose small"
        value={draft}
        aria-label={label}
        onChange={setDraft}
        onBlur={() => onLeave(draft)}
        onKeyDown={keys}
      />
      <p className="hint">
        Markdown. @ names a person, ENG-12 a task. <kbd className="kbd">ctrl ↵</kbd> saves,{" "}
        <kbd className="kbd">esc</kbd> takes back.
      </p>
    </div>
  );
}
