// A doc: reading and writing on the same typography.
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Choice } from "../parts/choice";
import { Grow } from "../parts/grow";
import { Prose } from "./prose";
import { useDocDraft, type DocSave } from "./use-doc-draft";

interface DocTextProps {
  docId?: number;
  text?: string;
  version?: number;
  /** The time it was saved, as words. */
  savedAt?: string;
  /** What stands against saving: somebody else wrote meanwhile. */
  conflict?: string;
  disabled?: boolean;
  onSave?: (save: DocSave) => void;
  onTakeTheirs?: () => void;
}

const EMPTY = "Write here. Markdown works: # heading, - list, **bold**, ``` code.";

export function DocText(props: DocTextProps) {
  const { docId, text = "", version = 1, savedAt = "", conflict = "", disabled = false } = props;
  const [isEditing, setEditing] = useState(false);
  const doc = useDocDraft({ docId, text, version, onSave: (save) => props.onSave?.(save) });
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => setEditing(false), [docId]);
  useEffect(() => {
    if (isEditing) area.current?.focus({ preventScroll: true });
  }, [isEditing]);
  const saved = savedAt ? `Saved ${savedAt}` : "";
  return (
    <div className="doctext">
      {!disabled && (
        <DocBar
          isEditing={isEditing}
          state={conflict ? "" : doc.isUnsaved ? "Saving…" : saved}
          onRead={() => {
            doc.save();
            setEditing(false);
          }}
          onWrite={() => setEditing(true)}
        />
      )}
      {conflict && (
        <Conflict
          sentence={conflict}
          draft={doc.draft}
          onTakeTheirs={() => {
            doc.takeTheirs();
            props.onTakeTheirs?.();
          }}
        />
      )}
      {isEditing ? (
        <Grow
          inner={area}
          className="prose doc-area"
          value={doc.draft}
          aria-label="The doc's text, in Markdown"
          onChange={doc.write}
          onBlur={doc.save}
          spellCheck
          placeholder={EMPTY}
        />
      ) : (
        <Reading draft={doc.draft} disabled={disabled} onWrite={() => setEditing(true)} />
      )}
    </div>
  );
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

interface ConflictProps {
  sentence: string;
  draft: string;
  onTakeTheirs: () => void;
}

function Conflict({ sentence, draft, onTakeTheirs }: ConflictProps) {
  const copy = () => void navigator.clipboard?.writeText(draft);
  return (
    <div className="notice is-amber" role="alert">
      <p>{sentence}</p>
      <button type="button" className="button" onClick={onTakeTheirs}>
        Take theirs
      </button>
      <button type="button" className="button" onClick={copy}>
        Copy mine
      </button>
    </div>
  );
}

interface ReadingProps {
  draft: string;
  disabled: boolean;
  onWrite: () => void;
}

function Reading({ draft, disabled, onWrite }: ReadingProps): ReactNode {
  if (draft.trim()) return <Prose text={draft} />;
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
