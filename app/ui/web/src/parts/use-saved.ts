// A value edited where it stands: what the server refused stays as typed, marked and explained.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { ask } from "../lib/asking";

interface Saved {
  draft: string;
  write: (words: string) => void;
  /** Why the server did not take it; empty where it did. */
  refusal: string;
  /** Sends the draft where it differs from what is kept. */
  save: () => void;
  /** Back to what is kept. */
  takeBack: () => void;
}

export function useSaved(
  value: string,
  send: (words: string, number: number) => void,
  clean: (words: string) => string = (words) => words.trim(),
): Saved {
  const [draft, setDraft] = useState(value);
  const [refusal, setRefusal] = useState("");
  const [isTouched, setTouched] = useState(false);
  const kept = useRef(value);
  useLayoutEffect(() => {
    kept.current = value;
  }, [value]);
  // What is sent and not answered is not sent again.
  const sent = useRef<string | null>(null);
  useEffect(() => {
    if (!isTouched) setDraft(value);
  }, [value, isTouched]);

  const settle = () => {
    setDraft(kept.current);
    setRefusal("");
    setTouched(false);
  };
  const save = async () => {
    const words = clean(draft);
    if (words === sent.current) return;
    if (words === kept.current) return settle();
    sent.current = words;
    const wrong = await ask((number) => send(words, number));
    if (sent.current !== words) return;
    sent.current = null;
    if (wrong) setRefusal(wrong);
    else settle();
  };
  return {
    draft,
    refusal,
    write: (words) => {
      setDraft(words);
      setTouched(true);
    },
    save: () => void save(),
    takeBack: settle,
  };
}
