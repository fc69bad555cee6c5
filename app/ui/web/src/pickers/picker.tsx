// A button that opens a menu at itself: filter as you type, arrows, enter, escape.
import { Check } from "lucide-react";
import { useState } from "react";
import { StatusGlyph } from "../parts/glyphs";
import { Avatar } from "../parts/people";
import { Floating, type OpenerProps } from "./floating";
import { MenuItem, MenuList } from "./menu-list";
import { fitting, lineOf, type Option, type Value } from "./options";

interface PickerProps<V extends Value> extends OpenerProps {
  options?: Option<V>[];
  value?: V | null;
  placeholder?: string;
  onPick?: (value: V) => void;
}

export function Picker<V extends Value>(props: PickerProps<V>) {
  const { options = [], value = null, placeholder = "Filter…", onPick, ...opener } = props;
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const turn = (next: boolean) => {
    setWords("");
    setOpen(next);
  };
  const give = (one: Option<V>) => {
    setOpen(false);
    if (one.value !== value) onPick?.(one.value);
  };
  const found = fitting(options, words);
  return (
    <Floating
      {...opener}
      open={open}
      onOpenChange={turn}
      onKeyDown={(event) => event.key === "Tab" && setOpen(false)}
      menu={
        <MenuList
          label={opener.label || placeholder}
          placeholder={placeholder}
          words={words}
          onWords={setWords}
          first={value === null ? undefined : lineOf(value)}
        >
          {found.map((one) => (
            <MenuItem
              key={lineOf(one.value)}
              value={lineOf(one.value)}
              isChosen={one.value === value}
              onSelect={() => give(one)}
            >
              <OptionLine option={one} />
              {one.value === value && (
                <Check size={14} style={{ marginLeft: one.hint ? 0 : "auto" }} aria-hidden="true" />
              )}
            </MenuItem>
          ))}
          {!found.length && <div className="menu-empty">Nothing is called “{words}”.</div>}
        </MenuList>
      }
    />
  );
}

function OptionLine({ option }: { option: Option }) {
  return (
    <>
      {option.category && <StatusGlyph category={option.category} part={option.part} />}
      {option.person && <Avatar person={option.person} />}
      <span className="cut">{option.label}</span>
      {option.hint && <span className="hint">{option.hint}</span>}
    </>
  );
}
