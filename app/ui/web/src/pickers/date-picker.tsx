// A button that opens a field for words and a month.
import { useState } from "react";
import { toIso } from "../lib/days";
import { KeepsKeys } from "../lib/kept-keys";
import { later } from "../lib/later";
import { Floating, type OpenerProps } from "./floating";

const DayMenu = later(() => import("./day-menu"), KeepsKeys);

interface DatePickerProps extends OpenerProps {
  /** ISO day, or an empty text for none. */
  value?: string;
  onPick?: (day: string) => void;
}

export function DatePicker({ value = "", label = "Date", onPick, ...opener }: DatePickerProps) {
  const [open, setOpen] = useState(false);
  const give = (day: Date | null) => {
    setOpen(false);
    const next = day ? toIso(day) : "";
    if (next !== value) onPick?.(next);
  };
  return (
    <Floating
      {...opener}
      label={label}
      fetch={DayMenu.fetch}
      open={open}
      onOpenChange={setOpen}
      menuClass="date-menu"
      menu={<DayMenu value={value} label={label} onGive={give} onLeave={() => setOpen(false)} />}
    />
  );
}
