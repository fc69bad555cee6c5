// What a button is called, beside what it shows.
import { Children, isValidElement, type ReactNode } from "react";

/** The words a node shows, and whether a component in it may draw more. */
interface Shown {
  words: string;
  hasMore: boolean;
}

function shownBy(node: ReactNode): Shown {
  const shown = { words: "", hasMore: false };
  for (const child of Children.toArray(node)) {
    if (isValidElement<{ children?: ReactNode }>(child)) {
      const inside = shownBy(child.props.children);
      shown.words += inside.words;
      shown.hasMore ||= inside.hasMore || typeof child.type !== "string";
    } else shown.words += String(child);
  }
  return shown;
}

/** Whether a label says already what stands on the button, as far as that can be known. */
export function saysAll(label: string, node: ReactNode): boolean {
  const plain = (words: string) => words.replace(/\s+/g, " ").trim().toLowerCase();
  const { words, hasMore } = shownBy(node);
  return label === "" || (plain(words) ? plain(label).includes(plain(words)) : !hasMore);
}
