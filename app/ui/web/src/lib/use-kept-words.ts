// A field whose words are kept in this browser until they are sent.
import { useState } from "react";
import { draftsOf, drop, dropOwn, keepDraft, useDrafts, type Draft } from "./drafts";

interface KeptWords {
  words: string;
  /** Keeps them; nothing but spaces is no draft. */
  write: (words: string) => void;
  /** They are sent, or no longer wanted. */
  clear: () => void;
  /** The draft that was here before this field; null once somebody types on. */
  found: Draft | null;
}

interface Here {
  place: string;
  /** When the field came to this place: what is newer is being typed in another tab. */
  since: number;
  /** What is typed here; null as long as nothing is. */
  words: string | null;
}

const arriveAt = (place: string): Here => ({ place, since: Date.now(), words: null });

export function useKeptWords(place: string, start = ""): KeptWords {
  const drafts = useDrafts(place);
  const [kept, setHere] = useState(() => arriveAt(place));
  let here = kept;
  if (kept.place !== place) {
    here = arriveAt(place);
    setHere(here);
  }
  const found = here.words === null ? (drafts.find((one) => one.at <= here.since) ?? null) : null;
  const setTyped = (words: string) => setHere({ ...here, words });
  const write = (text: string) => {
    // It goes on from what was found, which is this page's own from now on.
    if (found) drop(found);
    setTyped(text);
    if (text.trim() && text !== start) keepDraft(place, text);
    else dropOwn(place);
  };
  const clear = () => {
    if (found) drop(found);
    dropOwn(place);
    setTyped("");
  };
  return { words: here.words ?? found?.text ?? start, write, clear, found };
}

export function hasDraft(place: string): boolean {
  return draftsOf(place).length > 0;
}
