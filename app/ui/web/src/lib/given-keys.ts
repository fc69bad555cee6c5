// Gives what was typed before a menu was there to its field: apart, for pages come before their menus.
import { useLayoutEffect, type RefObject } from "react";
import { end, keys } from "./kept-keys";

/** The field that what was kept is for, once it is drawn. */
export function useKeptKeys(field: RefObject<HTMLInputElement | null>): void {
  useLayoutEffect(() => {
    if (field.current) void give(field.current);
  }, [field]);
}

async function give(field: HTMLInputElement): Promise<void> {
  keys.isTaken = true;
  // The field is drawn before the first, and each before the next, as if typed.
  for (await drawn(); field.isConnected && keys.kept[0]; await drawn()) {
    keys.isGiving = true;
    press(field, keys.kept[0]);
    keys.isGiving = false;
    keys.kept.shift();
  }
  keys.isTaken = false;
  if (!keys.waiting) end();
}

const drawn = () => new Promise((done) => setTimeout(done));

/** As typing does: past the property that React watches, so that it sees the change. */
function setValue(field: HTMLInputElement, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, value);
}

function press(field: HTMLInputElement, { key, code, shiftKey }: KeyboardEvent): void {
  const isGoingOn = field.dispatchEvent(
    new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true }),
  );
  const isLetter = [...key].length === 1;
  if (!isGoingOn || (!isLetter && key !== "Backspace")) return;
  // What is chosen, as all of it is in a field that was left, is typed over.
  const held = field.selectionStart === field.selectionEnd ? field.value : "";
  setValue(field, isLetter ? held + key : held.slice(0, -1));
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
