// Ctrl-z takes one's own newest change back, ctrl-shift-z (or ctrl-y) does it again; never while typing.
import { useEffect } from "react";

const TYPED_IN = "input, textarea, select, [contenteditable=''], [contenteditable='true'], [role='textbox']";

const isTyping = (target) => target instanceof Element && target.closest(TYPED_IN) !== null;

// "undo", "redo" or nothing, for a key press.
export function wanted(event) {
  if (event.defaultPrevented || event.isComposing || event.altKey || isTyping(event.target)) return "";
  if (event.ctrlKey === event.metaKey) return "";
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : "";
}

export function UndoKeys({ onUndo, onRedo }) {
  useEffect(() => {
    const pressed = (event) => {
      const what = wanted(event);
      if (!what) return;
      event.preventDefault();
      if (event.repeat) return;
      (what === "undo" ? onUndo : onRedo)();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [onUndo, onRedo]);
  return null;
}
