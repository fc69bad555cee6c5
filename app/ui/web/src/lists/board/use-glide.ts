// Cards glide to where they now are, instead of jumping.
import { useCallback, useLayoutEffect, useRef, type RefObject } from "react";

const GLIDE = { duration: 180, easing: "ease-out" };
/** Farther than this is another screen, not a move, in pixels. */
const FARTHEST = 2000;

export function useGlide(grid: RefObject<HTMLElement | null>, drawn: unknown) {
  const places = useRef(new Map<string, DOMRect>());
  const skipped = useRef("");
  useLayoutEffect(() => {
    const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const next = new Map<string, DOMRect>();
    for (const card of grid.current?.querySelectorAll<HTMLElement>("[data-card]") ?? []) {
      const key = card.dataset.card ?? "";
      const now = card.getBoundingClientRect();
      next.set(key, now);
      const before = places.current.get(key);
      if (before && !isStill && key !== skipped.current) glide(card, before, now);
    }
    places.current = next;
    skipped.current = "";
  }, [grid, drawn]);
  /** Leaves one card out, once: something else brings it to its place. */
  const skip = useCallback((key: string) => {
    skipped.current = key;
  }, []);
  return { skip };
}

function glide(card: HTMLElement, before: DOMRect, now: DOMRect): void {
  const [x, y] = [before.left - now.left, before.top - now.top];
  if ((!x && !y) || Math.abs(x) > FARTHEST || Math.abs(y) > FARTHEST) return;
  card.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], GLIDE);
}
