// A field that filters and the lines under it: arrows and the pointer go through them, enter takes one.
import { Command } from "cmdk";
import { useRef, type ReactNode } from "react";
import { useKeptKeys } from "../lib/given-keys";

interface MenuListProps {
  label: string;
  placeholder: string;
  words: string;
  onWords: (words: string) => void;
  /** The line that is in hand when it opens. */
  first?: string;
  several?: boolean;
  children: ReactNode;
}

export function MenuList(props: MenuListProps) {
  const field = useRef<HTMLInputElement>(null);
  useKeptKeys(field);
  return (
    <Command
      label={props.label}
      shouldFilter={false}
      loop
      vimBindings={false}
      defaultValue={props.first}
      className="menu-command"
    >
      <Command.Input
        ref={field}
        className="menu-filter"
        value={props.words}
        onValueChange={props.onWords}
        placeholder={props.placeholder}
        aria-label={props.label}
        autoFocus
      />
      <Command.List
        className="menu-list"
        label={props.label}
        aria-multiselectable={props.several || undefined}
      >
        {props.children}
      </Command.List>
    </Command>
  );
}

interface MenuItemProps {
  value: string;
  /** Chosen already; undefined where lines are not chosen but opened. */
  isChosen?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({ value, isChosen, onSelect, children }: MenuItemProps) {
  return (
    <Command.Item
      value={value}
      className="menu-item"
      aria-checked={isChosen}
      onSelect={() => onSelect()}
    >
      {children}
    </Command.Item>
  );
}
