// The lines of a picker of one: what is chosen has a tick.
import { Check } from "lucide-react";
import { useState } from "react";
import { StatusGlyph } from "../parts/glyphs";
import { Avatar } from "../parts/people";
import { MenuItem, MenuList } from "./menu-list";
import { fitting, lineOf, type Option, type Value } from "./options";

interface PickerMenuProps {
  options: Option[];
  value: Value | null;
  label: string;
  placeholder: string;
  onGive: (value: Value) => void;
}

export default function PickerMenu(props: PickerMenuProps) {
  const { options, value, label, placeholder, onGive } = props;
  const [words, setWords] = useState("");
  const found = fitting(options, words);
  return (
    <MenuList
      label={label}
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
          onSelect={() => onGive(one.value)}
        >
          <OptionLine option={one} />
          {one.value === value && (
            <Check size={14} style={{ marginLeft: one.hint ? 0 : "auto" }} aria-hidden="true" />
          )}
        </MenuItem>
      ))}
      {!found.length && <div className="menu-empty">Nothing is called “{words}”.</div>}
    </MenuList>
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
