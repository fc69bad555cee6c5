// One of a few, side by side: the browser's own radio buttons, with their arrows, drawn as one strip.
import { useId } from "react";

export interface ChoiceOption {
  value: string;
  label: string;
}

interface ChoiceProps {
  label?: string;
  options?: ChoiceOption[];
  value?: string;
  onPick?: (value: string) => void;
  /** Somebody is about to choose it. */
  onNear?: (value: string) => void;
}

const NONE: ChoiceOption[] = [];

export function Choice({ label = "", options = NONE, value, onPick, onNear }: ChoiceProps) {
  const name = useId();
  return (
    <div className="choice" role="radiogroup" aria-label={label}>
      {options.map((one) => (
        <label key={one.value} onPointerEnter={() => onNear?.(one.value)}>
          <input
            type="radio"
            name={name}
            checked={one.value === value}
            onFocus={() => onNear?.(one.value)}
            onChange={() => onPick?.(one.value)}
          />
          {one.label}
        </label>
      ))}
    </div>
  );
}
