// The line that adds tasks to a group: drawn wherever it stands, and in sight while somebody types in it.
import { useEffect, useLayoutEffect, useRef } from "react";
import { StatusGlyph } from "../parts/glyphs";
import { NewTitle, type MakeTitles } from "./new-title";
import { lineStyle } from "./row";
import type { ViewStatus } from "./view";

/** Somebody asked for a new task: a new object each time, also where one is being named already. */
export interface Adding {
  groupId: string;
  statusId: number | null;
}

interface NewRowProps {
  adding: Adding;
  status?: ViewStatus;
  /** Its place and height in the run, in pixels. */
  top: number;
  height: number;
  onMake: MakeTitles;
  onDone: () => void;
}

export function NewRow({ adding, status, top, height, onMake, onDone }: NewRowProps) {
  const line = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    line.current?.scrollIntoView({ block: "nearest" });
  }, [adding]);
  useFollowed(line, top);
  return (
    <div ref={line} className="row row-new" style={lineStyle(top, height)}>
      <StatusGlyph category={status?.category} part={status?.part} />
      <NewTitle
        inner={input}
        placeholder="What needs doing? Enter adds it, escape ends."
        onMake={onMake}
        onDone={onDone}
      />
    </div>
  );
}

/** Keeps the line in sight when tasks above it come or go; not where somebody scrolled away from it. */
function useFollowed(line: React.RefObject<HTMLDivElement | null>, top: number): void {
  const last = useRef(top);
  useLayoutEffect(() => {
    const moved = top - last.current;
    last.current = top;
    if (!moved || !line.current?.contains(document.activeElement)) return;
    const stood = line.current.getBoundingClientRect().top - moved;
    if (stood >= 0 && stood < window.innerHeight) line.current.scrollIntoView({ block: "nearest" });
  }, [line, top]);
}
