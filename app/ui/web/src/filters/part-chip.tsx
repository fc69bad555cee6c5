// One part of a filter as a sentence: it opens its editor, and goes by its cross, backspace or delete.
import { X } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { KeepsKeys } from "../lib/kept-keys";
import { later } from "../lib/later";
import { Floating } from "../pickers/floating";
import { isLeaf, type Filter } from "./tree";
import { useWords } from "./vocabulary";

const PartEditor = later(() => import("./part-editor"), KeepsKeys);

interface PartChipProps {
  part: Filter;
  listId?: number;
  /** Another part in its place, or none. */
  onChange: (part: Filter | null) => void;
}

export function PartChip({ part, listId, onChange }: PartChipProps) {
  const [open, setOpen] = useState(false);
  const { words, refusal } = useWords(part, isLeaf(part) ? part.field.replaceAll("_", " ") : "…");
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Backspace" && event.key !== "Delete") return;
    event.preventDefault();
    onChange(null);
    document.querySelector<HTMLElement>('[data-pick="filter"]')?.focus();
  };
  return (
    <span className="chip-pair" role="presentation" onKeyDown={onKeyDown}>
      <Floating
        fetch={PartEditor.fetch}
        className={`chip on${refusal ? " is-wrong" : ""}`}
        label={refusal || `Filter: ${words}`}
        open={open}
        onOpenChange={setOpen}
        menuClass="filter-menu"
        menu={
          <PartEditor
            part={part}
            listId={listId}
            onChange={(next) => {
              if (!next) setOpen(false);
              onChange(next);
            }}
            onDone={() => setOpen(false)}
          />
        }
      >
        <span className="cut">{words}</span>
      </Floating>
      <button
        type="button"
        className="chip-x"
        aria-label={`Take away: ${words}`}
        title="Take away"
        onClick={() => onChange(null)}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}
