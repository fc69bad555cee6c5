// A field whose words are kept in this browser until they are sent.
import { useState } from "react";
import { draftsOf, drop, dropOwn, isOwn, keepDraft, useDrafts, type Draft } from "./drafts";

interface KeptWords {
  words: string;
  /** Keeps them; nothing but spaces is no draft. */
  write: (words: string) => void;
  /** They are sent, or no longer wanted. */
  clear: () => void;
  /** The draft of an earlier visit that stands here; null where it was typed on this page. */
  found: Draft | null;
}

export function useKeptWords(place: string, start = ""): KeptWords {
  const drafts = useDrafts(place);
  const newest = drafts.find((one) => !isOwn(one)) ?? null;
  // What is typed on this page; null as long as nothing is.
  const [here, setHere] = useState({ place, words: null as string | null });
  const typed = here.place === place ? here.words : null;
  const setTyped = (text: string) => setHere({ place, words: text });
  const words = typed ?? newest?.text ?? start;
  const write = (text: string) => {
    // It goes on from what was found, which is this page's own from now on.
    if (typed === null && newest) drop(newest);
    setTyped(text);
    if (text.trim() && text !== start) keepDraft(place, text);
    else dropOwn(place);
  };
  const clear = () => {
    if (typed === null && newest) drop(newest);
    dropOwn(place);
    setTyped("");
  };
  return { words, write, clear, found: typed === null ? newest : null };
}

export function hasDraft(place: string): boolean {
  return draftsOf(place).length > 0;
}
