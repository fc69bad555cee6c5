// What is typed between opening a menu and its being there is kept, and given to its field.
import { useLayoutEffect } from "react";

/** What was kept, and by how many; `given-keys.ts` gives it on. */
export const keys = {
  kept: [] as KeyboardEvent[],
  waiting: 0,
  isGiving: false,
  /** A field has said that they are for it. */
  isTaken: false,
};

function keep(event: KeyboardEvent): void {
  if (keys.isGiving || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  keys.kept.push(event);
}

function begin(): void {
  keys.waiting += 1;
  window.addEventListener("keydown", keep, true);
}

export function end(): void {
  keys.kept.length = 0;
  window.removeEventListener("keydown", keep, true);
}

/** Stands for a menu until it is here. */
export function KeepsKeys(): null {
  useLayoutEffect(() => {
    begin();
    return () => {
      keys.waiting -= 1;
      // What is drawn instead says at once whether it wants them.
      setTimeout(() => {
        if (!keys.waiting && !keys.isTaken) end();
      });
    };
  }, []);
  return null;
}
