// One's own comment being changed: kept as it is typed, sent until the server has it.
import type { KeyboardEvent } from "react";
import type { Person } from "../lib/payloads";
import { CompletingArea } from "./completing-area";
import type { Written } from "./use-written";

interface EditedCommentProps {
  written: Written;
  people: Person[];
}

export function EditedComment({ written, people }: EditedCommentProps) {
  const text = written.editing?.text ?? "";
  const save = () => {
    if (text.trim()) written.save();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      written.leave();
    }
  };
  const cancel = () => {
    written.write(written.editing?.from ?? "");
    written.leave();
  };
  return (
    <div className="composer">
      <CompletingArea
        words={text}
        people={people}
        placeholder="Your words"
        focus
        onWords={written.write}
        onKeyDown={keys}
      />
      <div className="composer-foot">
        <span className="hint">
          <kbd className="kbd">ctrl ↵</kbd> saves, <kbd className="kbd">esc</kbd> keeps a draft
        </span>
        <button type="button" className="button quiet" onClick={cancel}>
          Cancel
        </button>
        <button type="button" className="button" disabled={!text.trim()} onClick={save}>
          Save
        </button>
      </div>
    </div>
  );
}
