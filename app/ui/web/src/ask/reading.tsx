// How a question was read, as chips that can be changed.
import { Plus, X } from "lucide-react";
import type { Turn } from "../lib/page-state";
import type { Chip } from "../lib/payloads";
import type { Option } from "../pickers/options";
import { Picker } from "../pickers/picker";
import type { ReadingOptions } from "./answer";
import type { Ask } from "./ask-page";
import { added, dropped, exchanged } from "./fixes";

/** Sets of tasks, which filters narrow. */
const NARROWED = new Set([
  "open",
  "overdue",
  "due",
  "unassigned",
  "blocked",
  "stale",
  "count",
  "work",
  "unaligned",
  "aged",
  "next",
  "waiting",
  "blockers",
]);

interface ReadingProps {
  turn: Turn;
  options: ReadingOptions;
  onAsk: Ask;
}

export function Reading({ turn, options, onAsk }: ReadingProps) {
  const { question, fixed, chips } = turn;
  const isNarrowed = NARROWED.has(chips[0]?.value ?? "");
  return (
    <div className="reading-as">
      {chips.length > 0 && (
        <span className="quiet-text">{turn.follows ? "following on, read as" : "read as"}</span>
      )}
      {chips.map((chip, index) => (
        <ReadChip
          key={`${chip.kind}${index}`}
          chip={chip}
          options={options[chip.kind]}
          onFix={(value) => onAsk(question, exchanged(fixed, chip, value))}
          onDrop={() => onAsk(question, dropped(fixed, chip))}
        />
      ))}
      {isNarrowed && options.filter && options.filter.length > 0 && (
        <Picker
          options={options.filter}
          className="chip add"
          label="Add a filter"
          onPick={(value) => onAsk(question, added(fixed, value))}
        >
          <Plus size={12} aria-hidden="true" />
          filter
        </Picker>
      )}
      <span className="chip still num" title={turn.as_of_text}>
        as of {turn.as_of_clock}
      </span>
    </div>
  );
}

interface ReadChipProps {
  chip: Chip;
  options: Option<string>[] | undefined;
  onFix: (value: string) => void;
  onDrop: () => void;
}

function ReadChip({ chip, options, onFix, onDrop }: ReadChipProps) {
  const shown = <span className="cut">{chip.label}</span>;
  return (
    <span className="chip-pair">
      {options?.length ? (
        <Picker
          options={options}
          value={chip.value}
          className="chip"
          label={`Change: ${chip.label}`}
          onPick={onFix}
        >
          {shown}
        </Picker>
      ) : (
        <span className="chip still" title={chip.label}>
          {shown}
        </span>
      )}
      {chip.kind !== "intent" && chip.kind !== "task" && chip.value !== "" && (
        <button
          type="button"
          className="chip-x"
          aria-label={`Without ${chip.label}`}
          title={`Without “${chip.label}”`}
          onClick={onDrop}
        >
          <X size={11} />
        </button>
      )}
    </span>
  );
}
