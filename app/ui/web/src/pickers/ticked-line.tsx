// A line of a picker of several: its tick, its person, its words.
import { Check, Plus } from "lucide-react";
import { Avatar } from "../parts/people";
import type { Option } from "./options";

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
