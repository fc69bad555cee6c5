// What is typed between opening a menu and its being there is kept, and given to its field.
import { useLayoutEffect, type RefObject } from "react";

const kept: KeyboardEvent[] = [];
let waiting = 0;
let isGiving = false;
/** A field has said that they are for it. */
let isTaken = false;

function keep(event: KeyboardEvent): void {
  if (isGiving || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  kept.push(event);
}

function begin(): void {
  waiting += 1;
  window.addEventListener("keydown", keep, true);
}

function end(): void {
  kept.length = 0;
  window.removeEventListener("keydown", keep, true);
}

/** Stands for a menu until it is here. */
export function KeepsKeys(): null {
  useLayoutEffect(() => {
    begin();
    return () => {
      waiting -= 1;
      // What is drawn instead says at once whether it wants them.
      setTimeout(() => {
        if (!waiting && !isTaken) end();
      });
    };
  }, []);
  return null;
}

/** The field that what was kept is for, once it is drawn. */
export function useKeptKeys(field: RefObject<HTMLInputElement | null>): void {
  useLayoutEffect(() => {
    if (field.current) void give(field.current);
  }, [field]);
}

async function give(field: HTMLInputElement): Promise<void> {
  isTaken = true;
  // The field is drawn before the first, and each before the next, as if typed.
  for (await drawn(); field.isConnected && kept[0]; await drawn()) {
    isGiving = true;
    press(field, kept[0]);
    isGiving = false;
    kept.shift();
  }
  isTaken = false;
  if (!waiting) end();
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
  const { value, selectionStart, selectionEnd } = field;
  const [from, to] = [selectionStart ?? value.length, selectionEnd ?? value.length];
  // What is chosen is typed over.
  const before = value.slice(0, isLetter || from < to ? from : Math.max(0, from - 1));
  setValue(field, before + (isLetter ? key : "") + value.slice(to));
  const caret = before.length + (isLetter ? key.length : 0);
  field.setSelectionRange(caret, caret);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
