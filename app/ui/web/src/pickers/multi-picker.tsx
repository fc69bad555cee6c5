// Several of a list, by toggling: hands on {add, remove} once, when it closes.
import { useRef, useState } from "react";
import { KeepsKeys } from "../lib/kept-keys";
import { later } from "../lib/later";
import type { SetChange } from "../lib/page-state";
import { Floating, type OpenerProps } from "./floating";
import { changeOf, withNew, type Option, type Value } from "./options";

const MultiMenu = later(() => import("./multi-menu"), KeepsKeys);

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
  // What stood there when it opened: a colleague's change meanwhile is none of what is chosen here.
  const begun = useRef<V[]>([]);
  const choose = (next: ReadonlySet<V>) => {
    latest.current = next;
    setChosen(next);
  };
  const turn = (next: boolean) => {
    setWords("");
    setOpen(next);
    if (next) {
      begun.current = values;
      choose(new Set(values));
      return;
    }
    const change = changeOf(begun.current, latest.current);
    if (change.add.length || change.remove.length) onPick?.(change);
  };
  const toggle = (value: V) => {
    const next = new Set(latest.current);
    if (!next.delete(value)) next.add(value);
    choose(next);
    setWords("");
  };
  return (
    <Floating
      {...opener}
      fetch={MultiMenu.fetch}
      open={open}
      onOpenChange={turn}
      onKeyDown={(event) => {
        const isDone = event.key === "Enter" && (event.ctrlKey || event.metaKey);
        if (isDone || event.key === "Tab") turn(false);
      }}
      menu={
        <MultiMenu
          options={withNew(options, chosen, words, creatable)}
          chosen={chosen}
          label={opener.label || placeholder}
          placeholder={placeholder}
          words={words}
          onWords={setWords}
          // The menu hands back one of the options it was given.
          onToggle={(value) => toggle(value as V)}
        />
      }
    />
  );
}
