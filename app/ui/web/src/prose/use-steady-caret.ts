// The caret stays in its line when somebody else's lines come in above it.
import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";

/** `text` is what the field shows; `isOwn` while it is what is being typed. */
export function useSteadyCaret(
  area: RefObject<HTMLTextAreaElement | null>,
  text: string,
  isOwn: boolean,
): void {
  const caret = useRef(0);
  const before = useRef(text);
  useEffect(() => {
    const look = () => {
      if (area.current && document.activeElement === area.current)
        caret.current = area.current.selectionEnd;
    };
    document.addEventListener("selectionchange", look);
    document.addEventListener("input", look);
    return () => {
      document.removeEventListener("selectionchange", look);
      document.removeEventListener("input", look);
    };
  }, [area]);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = text;
    if (old === text || isOwn || document.activeElement !== area.current) return;
    const at = movedCaret(old, text, caret.current);
    area.current?.setSelectionRange(at, at);
  }, [area, text, isOwn]);
}

/** Where a caret of the old text stands in the new: in the same line, the nearest of those alike. */
export function movedCaret(old: string, text: string, caret: number): number {
  const start = old.lastIndexOf("\n", caret - 1) + 1;
  const end = old.indexOf("\n", caret);
  const line = old.slice(start, end < 0 ? undefined : end);
  let best = -1;
  let at = 0;
  for (const one of text.split("\n")) {
    if (one === line && (best < 0 || Math.abs(at - start) < Math.abs(best - start))) best = at;
    at += one.length + 1;
  }
  return best < 0 ? Math.min(caret, text.length) : best + caret - start;
}
