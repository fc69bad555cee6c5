// Keys that work everywhere: ctrl-k, /, ?, [ and ], g followed by a place, and escape in a box that looks for things.
import { useEffect, useRef } from "react";
import { isTyping } from "../lib/keys";
import { useEvent } from "../lib/use-event";
import { PLACES } from "./places";

/** How long after g its second key may come. */
const LEADER_MS = 900;

interface ShellKeys {
  onPalette: () => void;
  onSearch: () => void;
  /** Control or command alone: k may follow. */
  onControl: () => void;
  onHelp: () => void;
  onFold: () => void;
  onAbout: () => void;
  onGo: (to: string) => void;
}

export function useShellKeys(keys: ShellKeys): void {
  const ledAt = useRef(0);
  const down = useEvent((event: KeyboardEvent) => {
    if (event.key === "Control" || event.key === "Meta") keys.onControl();
    const isControl = event.ctrlKey || event.metaKey;
    if (isControl && event.key.toLowerCase() === "k") {
      event.preventDefault();
      keys.onPalette();
      return;
    }
    leaveSearch(event);
    if (isControl || event.altKey || isTyping()) return;
    const acts: Record<string, () => void> = {
      "/": keys.onSearch,
      "?": keys.onHelp,
      "[": keys.onFold,
      "]": keys.onAbout,
    };
    const act = acts[event.key];
    const isLed = Date.now() - ledAt.current < LEADER_MS;
    const place = isLed ? PLACES.find((one) => one.key === event.key) : undefined;
    ledAt.current = !place && event.key === "g" ? Date.now() : 0;
    if (!act && !place) return;
    event.preventDefault();
    if (act) act();
    else if (place) keys.onGo(place.to);
  });
  useEffect(() => {
    document.addEventListener("keydown", down);
    return () => document.removeEventListener("keydown", down);
  }, [down]);
}

/** Escape leaves a box that looks for things; a browser would empty it, with no way back. */
function leaveSearch(event: KeyboardEvent): void {
  const at = event.target;
  if (event.key !== "Escape" || !(at instanceof HTMLInputElement) || at.type !== "search") return;
  event.preventDefault();
  at.blur();
}
