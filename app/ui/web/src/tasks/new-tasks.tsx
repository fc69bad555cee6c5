// The line that names new tasks of a page: a list's own field, which stays where it is.
import { useRef } from "react";
import { ask } from "../lib/asking";
import { NewTitle } from "../lists/new-title";
import type { Outline } from "../lists/titles";

interface NewTasksProps {
  label?: string;
  onMake?: (titles: string[], outline: Outline | null, number: number) => void;
}

export function NewTasks({ label = "New task", onMake }: NewTasksProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <NewTitle
      inner={input}
      className="input"
      label={label}
      placeholder={label}
      onMake={(titles, outline) => ask((number) => onMake?.(titles, outline ?? null, number))}
      onDone={() => input.current?.blur()}
    />
  );
}
