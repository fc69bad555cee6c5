// Where people write to each other: what is typed is kept until it is sent.
import "./drafts.css";
import { useState, type KeyboardEvent } from "react";
import { drop } from "../lib/drafts";
import type { Person } from "../lib/payloads";
import { useKeptWords } from "../lib/use-kept-words";
import { Picker } from "../pickers/picker";
import { Act, KeptLine } from "../parts/kept-line";
import { CompletingArea } from "./completing-area";

const NOBODY = 0;

interface ComposerProps {
  /** What is written here, as drafts name it. */
  place: string;
  start?: string;
  placeholder: string;
  /** What the button says. */
  word?: string;
  focus?: boolean;
  /** Somebody can be asked to see to it. */
  canAsk?: boolean;
  /** Complete after @. */
  people?: Person[];
  onSay?: (words: string, to: number | null) => void;
  onLeave?: () => void;
}

export function Composer(props: ComposerProps) {
  const { place, start = "", placeholder, word = "Say it", people = [], onSay, onLeave } = props;
  const kept = useKeptWords(place, start);
  const { words, write } = kept;
  const [to, setTo] = useState(NOBODY);
  const send = () => {
    const clean = words.trim();
    if (!clean) return;
    onSay?.(clean, to || null);
    kept.clear();
    setTo(NOBODY);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape" && onLeave) {
      event.stopPropagation();
      onLeave();
    }
  };
  return (
    <div className="composer">
      <CompletingArea
        words={words}
        people={people}
        placeholder={placeholder}
        focus={props.focus ?? false}
        onWords={write}
        onKeyDown={keys}
      />
      {kept.found && (
        <KeptLine at={kept.found.at} why="not sent">
          <Act word="Discard" onClick={kept.clear} />
        </KeptLine>
      )}
      {kept.others.map((one) => (
        <KeptLine key={one.key} at={one.at} said="Another draft, from" words={one.text}>
          <Act word="Go on" onClick={() => kept.takeUp(one)} />
          <Act word="Discard" onClick={() => drop(one)} />
        </KeptLine>
      ))}
      <div className="composer-foot">
        <span className="hint">
          Markdown · <kbd className="kbd">@</kbd> people · <kbd className="kbd">#</kbd> tasks ·{" "}
          <kbd className="kbd">ctrl ↵</kbd>
        </span>
        {props.canAsk && words.trim() && <AskedPicker people={people} to={to} onPick={setTo} />}
        {onLeave && (
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              kept.clear();
              onLeave();
            }}
          >
            Cancel
          </button>
        )}
        <button type="button" className="button" disabled={!words.trim()} onClick={send}>
          {word}
        </button>
      </div>
    </div>
  );
}

interface AskedPickerProps {
  people: Person[];
  to: number;
  onPick: (to: number) => void;
}

function AskedPicker({ people, to, onPick }: AskedPickerProps) {
  const options = [
    { value: NOBODY, label: "Nobody in particular" },
    ...people.map((person) => ({ value: person.id, label: person.name, person })),
  ];
  const name = people.find((person) => person.id === to)?.name;
  return (
    <Picker
      options={options}
      value={to}
      className="chip"
      label="Ask somebody to see to it"
      onPick={onPick}
    >
      {name ? `asks ${name}` : "Ask somebody"}
    </Picker>
  );
}
