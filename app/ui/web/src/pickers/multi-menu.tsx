// The lines of a picker of several: what is chosen has a tick.
import { MenuItem, MenuList } from "./menu-list";
import { lineOf, type Option, type Value } from "./options";
import { TickedLine } from "./ticked-line";

interface MultiMenuProps {
  options: Option[];
  chosen: ReadonlySet<Value>;
  label: string;
  placeholder: string;
  words: string;
  onWords: (words: string) => void;
  onToggle: (value: Value) => void;
}

export default function MultiMenu(props: MultiMenuProps) {
  const { options, chosen, label, placeholder, words, onWords, onToggle } = props;
  return (
    <>
      <MenuList label={label} placeholder={placeholder} words={words} onWords={onWords} several>
        {options.map((one) => (
          <MenuItem
            key={lineOf(one.value)}
            value={lineOf(one.value)}
            isChosen={chosen.has(one.value)}
            onSelect={() => onToggle(one.value)}
          >
            <TickedLine option={one} isOn={chosen.has(one.value)} />
          </MenuItem>
        ))}
        {!options.length && (
          <div className="menu-empty">
            {words ? `Nothing is called “${words}”.` : "Nothing to choose yet."}
          </div>
        )}
      </MenuList>
      <div className="menu-foot">Enter toggles, escape is done</div>
    </>
  );
}
