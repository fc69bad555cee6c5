// Ctrl-z takes one's own newest change back, ctrl-shift-z (or ctrl-y) does it again; never while typing.
import { useEffect } from "react";
import { isTyping } from "../lib/keys";
import { useEvent } from "../lib/use-event";

type Wanted = "undo" | "redo" | undefined;

/** What a key press asks for, if anything. */
export function wanted(event: KeyboardEvent): Wanted {
  if (event.defaultPrevented || event.isComposing || event.altKey) return undefined;
  if (event.ctrlKey === event.metaKey || isTyping()) return undefined;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : undefined;
}

interface UndoKeysProps {
  /** The topics of what the page shows: of other places nothing is taken back from here. */
  shows?: string[];
  onUndo: (shows: string[]) => void;
  onRedo: (shows: string[]) => void;
}

const EVERYTHING = ["all"];

export function UndoKeys({ shows = EVERYTHING, onUndo, onRedo }: UndoKeysProps): null {
  const pressed = useEvent((event: KeyboardEvent) => {
    const what = wanted(event);
    if (!what) return;
    event.preventDefault();
    if (event.repeat) return;
    if (what === "undo") onUndo(shows);
    else onRedo(shows);
  });
  useEffect(() => {
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [pressed]);
  return null;
}
