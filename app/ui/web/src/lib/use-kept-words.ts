// A field whose words are kept in this browser until they are sent.
import { useState } from "react";
import { differing, draftsOf, drop, dropOwn, keepDraft, useDrafts, type Draft } from "./drafts";

interface KeptWords {
  words: string;
  /** Keeps them; nothing but spaces is no draft. */
  write: (words: string) => void;
  /** They are sent, or no longer wanted. */
  clear: () => void;
  /** The draft that was here before this field; null once somebody types on. */
  found: Draft | null;
  /** Other drafts that wait, while nobody types. */
  others: Draft[];
  /** Shows another of them in the field; the one that was there waits on. */
  takeUp: (draft: Draft) => void;
}

interface Here {
  place: string;
  /** When the field came to this place: what is newer is being typed in another tab. */
  since: number;
  /** What is typed here; null as long as nothing is. */
  words: string | null;
  /** The draft that is wanted; the newest where none is said. */
  chosen: string;
}

const arriveAt = (place: string): Here => ({ place, since: Date.now(), words: null, chosen: "" });

export function useKeptWords(place: string, start = ""): KeptWords {
  const drafts = useDrafts(place);
  const [kept, setHere] = useState(() => arriveAt(place));
  let here = kept;
  if (kept.place !== place) {
    here = arriveAt(place);
    setHere(here);
  }
  const waiting = here.words === null ? drafts.filter((one) => one.at <= here.since) : [];
  const found = waiting.find((one) => one.key === here.chosen) ?? waiting[0] ?? null;
  const setTyped = (words: string) => setHere({ ...here, words });
  const write = (text: string) => {
    // It goes on from what was found, which is this page's own from now on.
    if (found) drop(found);
    setTyped(text);
    if (text.trim() && text !== start) keepDraft(place, text);
    else dropOwn(place);
  };
  const clear = () => {
    // Where another draft was taken up, this page's own waits on.
    if (found) drop(found);
    else dropOwn(place);
    setTyped("");
  };
  return {
    words: here.words ?? found?.text ?? start,
    write,
    clear,
    found,
    others: differing(waiting, found?.text ?? start),
    takeUp: (draft) => setHere({ ...here, chosen: draft.key }),
  };
}

export function hasDraft(place: string): boolean {
  return draftsOf(place).length > 0;
}
