// A doc: reading and writing on the same typography.
import "./drafts.css";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { clockOf } from "../lib/moments";
import { Choice } from "../parts/choice";
import { Grow } from "../parts/grow";
import { DocMarks } from "./doc-marks";
import { Prose } from "./prose";
import { useDocDraft, type DocDraft } from "./use-doc-draft";
import { useSteadyCaret } from "./use-steady-caret";
import type { TextOf } from "./use-written";

interface DocTextProps {
  docId?: number;
  text?: string;
  version?: number;
  disabled?: boolean;
}

const EMPTY = "Write here. Markdown works: # heading, - list, **bold**, ``` code.";

export function DocText({ docId = 0, text = "", version = 1, disabled = false }: DocTextProps) {
  const [isEditing, setEditing] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const of: TextOf = { noun: "doc", item: docId, field: "text", label: "Doc", text, version };
  const doc = useDocDraft(of);
  useSteadyCaret(area, doc.text, doc.isTyped);
  useEffect(() => setEditing(false), [docId]);
  useEffect(() => {
    if (isEditing) area.current?.focus({ preventScroll: true });
  }, [isEditing]);
  return (
    <div className="doctext">
      {!disabled && (
        <DocBar
          isEditing={isEditing}
          state={stateOf(doc)}
          onRead={() => {
            doc.save();
            setEditing(false);
          }}
          onWrite={() => setEditing(true)}
        />
      )}
      {!disabled && <DocMarks doc={doc} onTakeUp={() => setEditing(true)} />}
      {isEditing ? (
        <Grow
          inner={area}
          className="prose doc-area"
          value={doc.text}
          aria-label="The doc's text, in Markdown"
          onChange={doc.write}
          onBlur={doc.save}
          spellCheck
          placeholder={EMPTY}
        />
      ) : (
        <Reading
          draft={doc.text}
          disabled={disabled}
          onWrite={() => setEditing(true)}
          onTick={doc.put}
        />
      )}
    </div>
  );
}

/** What the bar says of saving; what stands against it is said below. */
function stateOf(doc: DocDraft): string {
  if (doc.entry) return "";
  if (doc.isUnsaved) return "Saving…";
  return doc.savedAt ? `Saved ${clockOf(doc.savedAt)}` : "";
}

const MODES = [
  { value: "read", label: "Read" },
  { value: "write", label: "Write" },
];

interface DocBarProps {
  isEditing: boolean;
  state: string;
  onRead: () => void;
  onWrite: () => void;
}

function DocBar({ isEditing, state, onRead, onWrite }: DocBarProps) {
  return (
    <div className="doc-bar no-print">
      <Choice
        label="Reading or writing"
        options={MODES}
        value={isEditing ? "write" : "read"}
        onPick={(mode) => (mode === "write" ? onWrite() : onRead())}
      />
      <span className="hint num" role="status">
        {state}
      </span>
    </div>
  );
}

interface ReadingProps {
  draft: string;
  disabled: boolean;
  onWrite: () => void;
  onTick: (text: string) => void;
}

function Reading({ draft, disabled, onWrite, onTick }: ReadingProps): ReactNode {
  if (draft.trim()) return <Prose text={draft} onTick={disabled ? undefined : onTick} />;
  return (
    <p className="quiet-text" style={{ fontSize: 16 }}>
      {disabled ? (
        "This page is empty."
      ) : (
        <button type="button" className="linklike" onClick={onWrite}>
          Write the first words
        </button>
      )}
    </p>
  );
}
