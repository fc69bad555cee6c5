// Values to tick: people, statuses, places, goals, tags, choices.
import { useState } from "react";
import { MenuItem, MenuList } from "../pickers/menu-list";
import { TickedLine } from "../pickers/ticked-line";
import { lineOf, withNew, type Option, type Value } from "../pickers/options";
import type { ValueEditorProps } from "./leaf-editor";

interface SeveralValuesProps extends ValueEditorProps {
  options: Option[];
}

export function SeveralValues({ field, values, options, onGive }: SeveralValuesProps) {
  const [words, setWords] = useState("");
  const chosen = new Set(values.filter((one): one is Value => typeof one !== "boolean"));
  const toggle = (value: Value) => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    setWords("");
    onGive([...next]);
  };
  const found = withNew(options, chosen, words, field.type === "tags");
  return (
    <MenuList
      label={field.label}
      placeholder={`${field.label}…`}
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
  );
}
