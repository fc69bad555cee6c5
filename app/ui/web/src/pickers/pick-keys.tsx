// Single keys that open a page's pickers, as in the list: s status, a people, d due …; e edits the title.
import { useEffect } from "react";
import { isTaken } from "../lib/keys";

export function PickKeys({ keys = {} }: { keys?: Record<string, string> }) {
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const pick = keys[event.key];
      if (pick) openPicker(event, pick);
      else if (event.key === "e") editTitle(event);
    };
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, [keys]);
  return null;
}

function openPicker(event: KeyboardEvent, pick: string): void {
  const button = document.querySelector<HTMLElement>(`main [data-pick="${pick}"]:not([disabled])`);
  if (!button) return;
  event.preventDefault();
  button.scrollIntoView({ block: "nearest" });
  button.click();
}

function editTitle(event: KeyboardEvent): void {
  const title = document.querySelector<HTMLTextAreaElement>("main h1 textarea:not([readonly])");
  if (!title) return;
  event.preventDefault();
  title.focus();
  title.select();
}
