// A month to pick a day from; weeks begin on Monday.
import { ChevronLeft, ChevronRight } from "lucide-react";
import { DayPicker } from "react-day-picker";
import { fromIso, longDay } from "../lib/days";

interface MonthProps {
  /** The day in hand, which arrows move. */
  at: Date;
  /** The chosen ISO day, or an empty text. */
  value: string;
  onMonth: (first: Date) => void;
  onPick: (day: Date) => void;
}

export function Month({ at, value, onMonth, onPick }: MonthProps) {
  return (
    <DayPicker
      mode="single"
      required
      selected={value ? fromIso(value) : undefined}
      onSelect={onPick}
      month={at}
      onMonthChange={onMonth}
      weekStartsOn={1}
      showOutsideDays
      fixedWeeks
      navLayout="around"
      modifiers={{ at }}
      formatters={{ formatWeekdayName: (day) => WEEKDAYS[day.getDay()] ?? "" }}
      labels={{
        labelDayButton: longDay,
        labelPrevious: () => "Month before",
        labelNext: () => "Month after",
      }}
      components={{ Chevron }}
      modifiersClassNames={{ at: "at" }}
      classNames={CLASSES}
    />
  );
}

const WEEKDAYS = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];

const CLASSES = {
  root: "month",
  month: "month-one",
  month_caption: "month-name-of",
  button_previous: "button quiet square",
  button_next: "button quiet square",
  month_grid: "month-grid",
  weekday: "month-name",
  day: "month-cell",
  day_button: "month-day num",
  outside: "other",
  today: "today",
  selected: "on",
};

function Chevron({ orientation }: { orientation?: string }) {
  const Icon = orientation === "left" ? ChevronLeft : ChevronRight;
  return <Icon size={14} aria-hidden="true" />;
}
