// A text area as high as its words, also once the font is there and the window is another size.
import { useCallback, useEffect, useLayoutEffect, type RefObject } from "react";

export function useFittedHeight(field: RefObject<HTMLTextAreaElement | null>, words: string): void {
  const fit = useCallback(() => {
    if (!field.current) return;
    field.current.style.height = "auto";
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [field]);
  useLayoutEffect(fit, [words, fit]);
  useEffect(() => {
    void document.fonts?.ready.then(fit);
    window.addEventListener("resize", fit);
    return () => window.removeEventListener("resize", fit);
  }, [fit]);
}
