// Where a key was pressed: single keys act only where nobody types.

/** Inputs nobody types in: a key pressed on one means what it means beside it. */
const TICKS = ["checkbox", "radio", "button", "submit", "reset", "file", "range", "color"];
const FIELDS = `input:not([readonly])${TICKS.map((type) => `:not([type=${type}])`).join("")}, textarea:not([readonly]), select, [contenteditable], [role=dialog], .menu`;

/** Somebody types, or a menu or dialog has the keys. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const at = event.target;
  // A picker that opens takes the keys from then on, also before its field has the focus.
  return (at instanceof Element && at.closest(FIELDS) !== null) || hasMenu();
}

/** A menu is open, or on its way. */
export function hasMenu(): boolean {
  return document.querySelector('.menu, [data-pick][aria-expanded="true"]') !== null;
}

export function isTyping(): boolean {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement)) return false;
  // What is only read takes no words.
  if (at instanceof HTMLInputElement) return !at.readOnly && !TICKS.includes(at.type);
  if (at instanceof HTMLTextAreaElement) return !at.readOnly;
  return /^select$/i.test(at.tagName) || at.isContentEditable;
}
