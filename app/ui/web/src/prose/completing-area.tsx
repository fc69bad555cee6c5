// A text area in which names of people and tasks complete as they are typed.
import { Command } from "cmdk";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import type { Person } from "../lib/payloads";
import { Grow } from "../parts/grow";
import { KindIcon } from "../parts/kind-icon";
import { Avatar } from "../parts/people";
import { namingAt, withName, type Naming } from "./names";
import { useCompletions, type Completion } from "./use-completion";

/** A click on a line comes before the field lets go. */
const LET_GO_MS = 120;

interface CompletingAreaProps {
  words: string;
  people: Person[];
  placeholder: string;
  focus: boolean;
  onWords: (words: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function CompletingArea({ words, people, placeholder, focus, ...on }: CompletingAreaProps) {
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
