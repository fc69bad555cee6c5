// Several of a list, by toggling: hands on {add, remove} once, when it closes.
import { Check, Plus } from "lucide-react";
import { useRef, useState } from "react";
import type { SetChange } from "../lib/payloads";
import { Avatar } from "../parts/people";
import { Floating, type OpenerProps } from "./floating";
import { MenuItem, MenuList } from "./menu-list";
import { changeOf, lineOf, withNew, type Option, type Value } from "./options";

interface MultiPickerProps<V extends Value> extends OpenerProps {
  options?: Option<V>[];
  values?: V[];
  placeholder?: string;
  /** A new word can be made. */
  creatable?: boolean;
  onPick?: (change: SetChange<V>) => void;
}

export function MultiPicker<V extends Value>(props: MultiPickerProps<V>) {
  const {
    options = [],
    values = [],
    placeholder = "Filter…",
    creatable = false,
    onPick,
    ...opener
  } = props;
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<V>>(new Set());
  // Ctrl-enter toggles and closes in one go: closing must know of the toggle before the next drawing.
  const latest = useRef<ReadonlySet<V>>(chosen);
  const choose = (next: ReadonlySet<V>) => {
    latest.current = next;
    setChosen(next);
  };
  const turn = (next: boolean) => {
    setWords("");
    setOpen(next);
    if (next) {
      choose(new Set(values));
      return;
    }
    const change = changeOf(values, latest.current);
    if (change.add.length || change.remove.length) onPick?.(change);
  };
  const toggle = (value: V) => {
    const next = new Set(latest.current);
    if (!next.delete(value)) next.add(value);
    choose(next);
    setWords("");
  };
  const found = withNew(options, chosen, words, creatable);
  return (
    <Floating
      {...opener}
      open={open}
      onOpenChange={turn}
      onKeyDown={(event) => {
        const isDone = event.key === "Enter" && (event.ctrlKey || event.metaKey);
        if (isDone || event.key === "Tab") turn(false);
      }}
      menu={
        <>
          <MenuList
            label={opener.label || placeholder}
            placeholder={placeholder}
            words={words}
            onWords={setWords}
            several
          >
            {found.map((one) => (
              <MenuItem
                key={lineOf(one.value)}
                value={lineOf(one.value)}
                isChosen={chosen.has(one.value)}
                onSelect={() => toggle(one.value)}
              >
                <TickedLine option={one} isOn={chosen.has(one.value)} />
              </MenuItem>
            ))}
            {!found.length && (
              <div className="menu-empty">
                {words ? `Nothing is called “${words}”.` : "Nothing to choose yet."}
              </div>
            )}
          </MenuList>
          <div className="menu-foot">Enter toggles, escape is done</div>
        </>
      }
    />
  );
}

export function TickedLine({ option, isOn }: { option: Option; isOn: boolean }) {
  return (
    <>
      <span className={`menu-tick${isOn ? " on" : ""}`} aria-hidden="true">
        {isOn && <Check size={11} strokeWidth={3} />}
      </span>
      {option.person && <Avatar person={option.person} />}
      {option.isNew && <Plus size={13} aria-hidden="true" />}
      <span className="cut">{option.isNew ? `New: ${option.label}` : option.label}</span>
    </>
  );
}
