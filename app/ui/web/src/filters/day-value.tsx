// A day to compare with: one that moves along (“this week”), by words, or from a month.
import { useEffect, useState } from "react";
import { fromIso, longDay, toIso } from "../lib/days";
import { readDay, type DayRead } from "../lib/read-day";
import { MenuItem, MenuList } from "../pickers/menu-list";
import { Month } from "../pickers/month";
import { fitting } from "../pickers/options";
import { dayOrToken, isIso, readToken, TOKENS } from "./day-words";
import type { Scalar } from "./tree";

interface DayValueProps {
  label: string;
  /** A token, an ISO day, or an empty text for none. */
  value: string;
  onGive: (day: string) => void;
}

const OPTIONS = TOKENS.map(([value, label]) => ({ value, label }));

export function DayValue({ label, value, onGive }: DayValueProps) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(() => (isIso(value) ? fromIso(value) : new Date()));
  const read = useReadDay(words);
  const token = readToken(words);
  const options = [
    ...fitting(OPTIONS, words).filter((one) => one.value !== token),
    ...(token ? [{ value: token, label: dayOrToken(token) }] : []),
    ...[read?.day, read?.other].flatMap((day) =>
      day ? [{ value: toIso(day), label: longDay(day) }] : [],
    ),
  ];
  return (
    <>
      <MenuList
        label={label}
        placeholder="this week, in 3 days, 4 dec…"
        words={words}
        onWords={setWords}
        first={value || undefined}
      >
        {options.map((one) => (
          <MenuItem
            key={one.value}
            value={one.value}
            isChosen={one.value === value}
            onSelect={() => onGive(one.value)}
          >
            {one.label}
          </MenuItem>
        ))}
        {!options.length && <div className="menu-empty">{read?.refusal ?? ""}</div>}
      </MenuList>
      <Month
        at={read?.day ?? at}
        value={isIso(value) ? value : ""}
        onMonth={setAt}
        onPick={(day) => onGive(toIso(day))}
      />
    </>
  );
}

interface DaySpanProps {
  values: Scalar[];
  onGive: (days: Scalar[]) => void;
}

/** Two days, one after the other. */
export function DaySpan({ values, onGive }: DaySpanProps) {
  const [days, setDays] = useState(() => values.map(String));
  const [end, setEnd] = useState(0);
  const give = (day: string) => {
    const next = end === 0 ? [day, ...days.slice(1)] : [days[0] ?? day, day];
    setDays(next);
    setEnd(1);
    if (next.length === 2) onGive(next);
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label="Which end">
        {["From", "To"].map((name, i) => (
          <button
            key={name}
            type="button"
            role="tab"
            className="tab"
            aria-selected={end === i}
            onClick={() => setEnd(i)}
          >
            {name} {dayOrToken(days[i] ?? "")}
          </button>
        ))}
      </div>
      <DayValue key={end} label={["From", "To"][end] ?? ""} value={days[end] ?? ""} onGive={give} />
    </>
  );
}

/** What some words mean, once they are read. */
function useReadDay(words: string): DayRead | null {
  const [read, setRead] = useState<{ words: string; found: DayRead } | null>(null);
  useEffect(() => {
    let isLatest = true;
    if (words.trim()) {
      void readDay(words).then((found) => {
        if (isLatest) setRead({ words, found });
      });
    }
    return () => {
      isLatest = false;
    };
  }, [words]);
  return read?.words === words ? read.found : null;
}
