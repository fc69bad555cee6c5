// A value edited where it stands: what the server refused, or never got, stays as typed and is explained.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { ask, lastNumber } from "../lib/asking";
import {
  differing,
  drop,
  dropOwn,
  keepDraft,
  noteSent,
  useDrafts,
  type Draft,
} from "../lib/drafts";

export interface Saved {
  draft: string;
  write: (words: string) => void;
  /** Why the server did not take it; empty where it did. */
  refusal: string;
  /** What was typed here before and never saved, while nobody types. */
  unsaved: Draft[];
  /** Sends the draft where it differs from what is kept. */
  save: () => void;
  /** Sends what was typed before. */
  saveDraft: (draft: Draft) => void;
  /** Back to what is kept. */
  takeBack: () => void;
}

const onOneLine = (words: string) => words.trim();

/** `name` is what drafts call the value on its page; without one, nothing of it is kept. */
export function useSaved(
  name: string,
  value: string,
  send: (words: string, number: number) => void,
  clean: (words: string) => string = onOneLine,
): Saved {
  const place = name && `field:${window.location.pathname}:${name}`;
  const [draft, setDraft] = useState(value);
  const [refusal, setRefusal] = useState("");
  const [isTouched, setTouched] = useState(false);
  const kept = useRef(value);
  const typed = useRef(value);
  useLayoutEffect(() => {
    kept.current = value;
  }, [value]);
  // What is sent and not answered is not sent again.
  const sent = useRef<string | null>(null);
  useEffect(() => {
    if (!isTouched) setDraft(value);
  }, [value, isTouched]);
  const unsaved = useUnsaved(place, value, isTouched);

  const write = (words: string) => {
    typed.current = words;
    setDraft(words);
    setTouched(true);
    if (!place) return;
    if (clean(words) === kept.current) dropOwn(place);
    else keepDraft(place, words);
  };
  const settle = () => {
    setDraft(kept.current);
    setRefusal("");
    setTouched(false);
    if (place) dropOwn(place);
  };
  const save = async (written: string) => {
    const words = clean(written);
    if (words === sent.current) return;
    if (words === kept.current) return settle();
    sent.current = words;
    const answer = ask((number) => send(words, number));
    if (place) noteSent(place, written, lastNumber());
    const wrong = await answer;
    if (sent.current !== words) return;
    sent.current = null;
    if (wrong) setRefusal(wrong);
    // What was typed on meanwhile stays, until it is saved itself.
    else if (typed.current === written) settle();
    else setRefusal("");
  };
  return {
    draft,
    refusal,
    unsaved,
    write,
    save: () => void (isTouched && save(draft)),
    saveDraft: (one) => {
      drop(one);
      write(one.text);
      void save(one.text);
    },
    takeBack: settle,
  };
}

/** Drafts that were here before anybody typed, and say something else than what stands; none while somebody types. */
function useUnsaved(place: string, value: string, isTouched: boolean): Draft[] {
  const [since] = useState(() => Date.now());
  const drafts = useDrafts(place).filter((one) => place && one.at <= since);
  const done = drafts.filter((one) => one.text.trim() === value);
  useEffect(() => {
    if (!isTouched) done.forEach(drop);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the keys are what changes
  }, [done.map((one) => one.key).join(), isTouched]);
  return isTouched ? [] : differing(drafts, value).filter((one) => !done.includes(one));
}
