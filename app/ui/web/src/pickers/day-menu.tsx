// A day by words or from a month.
import { Calendar } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { fromIso, longDay, plusDays } from "../lib/days";
import { useKeptKeys } from "../lib/given-keys";
import { readDay, type DayRead } from "../lib/read-day";
import { Month } from "./month";

const STEPS: Record<string, number> = {
  ArrowDown: 7,
  ArrowUp: -7,
  ArrowRight: 1,
  ArrowLeft: -1,
};
const NO_DATE = /^(none|clear|no|never|-)$/i;

interface DayMenuProps {
  value: string;
  label: string;
  onGive: (day: Date | null) => void;
  onLeave: () => void;
}

export default function DayMenu({ value, label, onGive, onLeave }: DayMenuProps) {
  const field = useRef<HTMLInputElement>(null);
  useKeptKeys(field);
  const [words, setWords] = useState("");
  const [read, setRead] = useState<DayRead | null>(null);
  const [at, setAt] = useState(() => (value ? fromIso(value) : new Date()));
  useEffect(() => {
    let isLatest = true;
    setRead(null);
    if (words.trim()) {
      void readDay(words).then((found) => {
        if (!isLatest) return;
        setRead(found);
        if (found.day) setAt(found.day);
      });
    }
    return () => {
      isLatest = false;
    };
  }, [words]);
  const take = () => {
    if (NO_DATE.test(words.trim())) onGive(null);
    else if (!words.trim()) onGive(at);
    else {
      void readDay(words).then((found) => {
        setRead(found);
        if (found.day) onGive(found.day);
      });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const isInWords = words !== "" && /^Arrow(Left|Right)$/.test(event.key);
    const months = { PageDown: 1, PageUp: -1 }[event.key];
    if (step && !isInWords) setAt((day) => plusDays(day, step));
    else if (months) setAt((day) => new Date(day.getFullYear(), day.getMonth() + months, 1));
    else if (event.key === "Enter") take();
    else {
      if (event.key === "Tab" && event.shiftKey) onLeave();
      return;
    }
    event.preventDefault();
  };
  return (
    <>
      <input
        ref={field}
        className="menu-filter"
        autoFocus
        value={words}
        placeholder="next fri, 4 dec, in 2 weeks…"
        aria-label={`${label}, in words`}
        aria-invalid={Boolean(read?.refusal) || undefined}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <p className="date-read" aria-live="polite">
        <ReadAs words={words} read={read} value={value} onGive={onGive} />
      </p>
      <Month at={at} value={value} onMonth={setAt} onPick={onGive} />
      <QuickDays isSet={value !== ""} onGive={onGive} />
    </>
  );
}

interface ReadAsProps {
  words: string;
  read: DayRead | null;
  value: string;
  onGive: (day: Date) => void;
}

/** What enter would take, in words; where the numbers may mean another day, that one beside it. */
function ReadAs({ words, read, value, onGive }: ReadAsProps) {
  if (!words.trim()) return value ? `Now ${longDay(fromIso(value))}` : "No date";
  if (NO_DATE.test(words.trim())) return "No date";
  if (!read) return null;
  const { day, other, refusal } = read;
  if (!day) return <span className={refusal ? "is-red" : undefined}>{refusal}</span>;
  return (
    <>
      <Calendar size={13} aria-hidden="true" /> {longDay(day)} <kbd className="kbd">enter</kbd>
      {other && (
        <button type="button" className="linklike" onClick={() => onGive(other)}>
          or {longDay(other)}
        </button>
      )}
    </>
  );
}

function QuickDays({ isSet, onGive }: { isSet: boolean; onGive: (day: Date | null) => void }) {
  const today = new Date();
  const days: [string, Date][] = [
    ["Today", today],
    ["Tomorrow", plusDays(today, 1)],
    ["Next Monday", plusDays(today, (8 - today.getDay()) % 7 || 7)],
    ["In a week", plusDays(today, 7)],
  ];
  return (
    <div className="date-quick">
      {days.map(([name, day]) => (
        <button key={name} type="button" className="button quiet" onClick={() => onGive(day)}>
          {name}
        </button>
      ))}
      {isSet && (
        <button type="button" className="button quiet" onClick={() => onGive(null)}>
          No date
        </button>
      )}
    </div>
  );
}
