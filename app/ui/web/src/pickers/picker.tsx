// A button that opens a menu at itself: filter as you type, arrows, enter, escape.
import { useState } from "react";
import { KeepsKeys } from "../lib/kept-keys";
import { later } from "../lib/later";
import { Floating, type OpenerProps } from "./floating";
import type { Option, Value } from "./options";

const PickerMenu = later(() => import("./picker-menu"), KeepsKeys);

interface PickerProps<V extends Value> extends OpenerProps {
  options?: Option<V>[];
  value?: V | null;
  placeholder?: string;
  onPick?: (value: V) => void;
}

export function Picker<V extends Value>(props: PickerProps<V>) {
  const { options = [], value = null, placeholder = "Filter…", onPick, ...opener } = props;
  const [open, setOpen] = useState(false);
  const give = (next: Value) => {
    setOpen(false);
    // The menu hands back one of the options it was given.
    if (next !== value) onPick?.(next as V);
  };
  return (
    <Floating
      {...opener}
      fetch={PickerMenu.fetch}
      open={open}
      onOpenChange={setOpen}
      onKeyDown={(event) => event.key === "Tab" && setOpen(false)}
      menu={
        <PickerMenu
          options={options}
          value={value}
          label={opener.label || placeholder}
          placeholder={placeholder}
          onGive={give}
        />
      }
    />
  );
}
