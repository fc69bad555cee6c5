// Where people write to each other: names and tasks complete as they type, and nothing typed is lost.
import { Command } from "cmdk";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import type { Person } from "../lib/payloads";
import { draftOf, keepDraft } from "../lib/storage";
import { Grow } from "../parts/grow";
import { KindIcon } from "../parts/kind-icon";
import { Avatar } from "../parts/people";
import { Picker } from "../pickers/picker";
import { namingAt, withName, type Naming } from "./names";
import { useCompletions, type Completion } from "./use-completion";

/** A click on a line comes before the field lets go. */
const LET_GO_MS = 120;
const NOBODY = 0;

interface ComposerProps {
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
  const { start = "", placeholder, word = "Say it", people = [], onSay, onLeave } = props;
  const [words, write] = useDraft(start, placeholder, !onLeave && !start);
  const [to, setTo] = useState(NOBODY);
  const send = () => {
    const clean = words.trim();
    if (!clean) return;
    onSay?.(clean, to || null);
    write("");
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
      <div className="composer-foot">
        <span className="hint">
          Markdown · <kbd className="kbd">@</kbd> people · <kbd className="kbd">#</kbd> tasks ·{" "}
          <kbd className="kbd">ctrl ↵</kbd>
        </span>
        {props.canAsk && words.trim() && <AskedPicker people={people} to={to} onPick={setTo} />}
        {onLeave && (
          <button type="button" className="button quiet" onClick={onLeave}>
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

/** What is typed; kept in this browser until it is sent, where `isKept`. */
function useDraft(start: string, name: string, isKept: boolean) {
  const [words, setWords] = useState(start);
  const key = useRef("");
  useEffect(() => {
    if (!isKept) return;
    key.current = `goalward.draft:${window.location.pathname}:${name}`;
    setWords(draftOf(key.current));
  }, [isKept, name]);
  const write = (text: string) => {
    setWords(text);
    if (key.current) keepDraft(key.current, text);
  };
  return [words, write] as const;
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

interface CompletingAreaProps {
  words: string;
  people: Person[];
  placeholder: string;
  focus: boolean;
  onWords: (words: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function CompletingArea({ words, people, placeholder, focus, ...on }: CompletingAreaProps) {
  const [naming, setNaming] = useState<Naming | null>(null);
  const [active, setActive] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const found = useCompletions(naming, people);
  const isOpen = naming !== null && found.length > 0;
  useEffect(() => {
    if (focus) area.current?.focus();
  }, [focus]);

  const look = () => {
    if (area.current) setNaming(namingAt(area.current.value, area.current.selectionStart));
  };
  const take = (one: Completion | undefined) => {
    if (!naming || !one) return;
    const caret = naming.from + one.text.length;
    on.onWords(withName(words, naming, one.text));
    setNaming(null);
    setTimeout(() => {
      area.current?.focus();
      area.current?.setSelectionRange(caret, caret);
    });
  };
  const keys = (event: KeyboardEvent) => {
    const isSending = event.ctrlKey || event.metaKey;
    if (!isOpen || isSending || !/^(Arrow(Up|Down)|Enter|Tab|Escape)$/.test(event.key)) {
      // The list has no say in other keys.
      event.stopPropagation();
      on.onKeyDown(event);
    } else if (event.key === "Tab" || event.key === "Enter") {
      event.preventDefault();
      take(found.find((one) => one.id === active) ?? found[0]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      setNaming(null);
    }
  };
  return (
    <Command
      shouldFilter={false}
      loop
      vimBindings={false}
      label={placeholder}
      value={active}
      onValueChange={setActive}
    >
      <Grow
        inner={area}
        value={words}
        onChange={(text) => {
          on.onWords(text);
          look();
        }}
        placeholder={placeholder}
        aria-label={placeholder}
        rows={1}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-autocomplete="list"
        onKeyDown={keys}
        onBlur={() => setTimeout(() => setNaming(null), LET_GO_MS)}
        onClick={look}
      />
      <div id={list}>
        {isOpen && (
          <Command.List
            className="menu completing"
            label={naming.sign === "@" ? "People" : "Tasks"}
            onPointerDown={(event) => event.preventDefault()}
          >
            {found.map((one) => (
              <Command.Item
                key={one.id}
                value={one.id}
                className="menu-item"
                onSelect={() => take(one)}
              >
                {one.person ? <Avatar person={one.person} /> : <KindIcon kind="task" />}
                <span className="cut">{one.label}</span>
                <span className="hint">{one.hint}</span>
              </Command.Item>
            ))}
          </Command.List>
        )}
      </div>
    </Command>
  );
}
