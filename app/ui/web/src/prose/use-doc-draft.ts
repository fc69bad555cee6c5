// A doc's draft: saves by itself, never over somebody else's words.
import { useEffect, useRef, useState } from "react";
import { useEvent } from "../lib/use-event";

const SAVE_AFTER_MS = 800;

export interface DocSave {
  text: string;
  /** The version the draft grew from. */
  based_on: number;
}

interface DocDraft {
  docId: number | undefined;
  text: string;
  version: number;
  onSave: (save: DocSave) => void;
}

export function useDocDraft({ docId, text, version, onSave }: DocDraft) {
  const [draft, setDraft] = useState(text);
  const [isDirty, setDirty] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // What the draft grew from, and what was sent last: somebody else's newer version is never taken for our own.
  const base = useRef(version);
  const sent = useRef<string | null>(null);
  // What is typed, also before the next drawing.
  const typed = useRef(text);
  const put = (words: string, dirty: boolean) => {
    typed.current = words;
    setDraft(words);
    setDirty(dirty);
  };

  const begin = useEvent(() => {
    clearTimeout(timer.current);
    base.current = version;
    sent.current = null;
    put(text, false);
  });
  const arrived = useEvent(() => {
    if (text === typed.current) {
      setDirty(false);
      base.current = version;
    } else if (text === sent.current) base.current = version;
    else if (!isDirty) {
      put(text, false);
      base.current = version;
    }
  });
  /** Whether there was anything to save. */
  const save = useEvent((): boolean => {
    clearTimeout(timer.current);
    if (!isDirty || typed.current === text) return false;
    sent.current = typed.current;
    onSave({ text: typed.current, based_on: base.current });
    return true;
  });
  useEffect(begin, [begin, docId]);
  useEffect(arrived, [arrived, text, version]);
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent) => {
      if (save()) event.preventDefault();
    };
    window.addEventListener("beforeunload", stay);
    return () => {
      window.removeEventListener("beforeunload", stay);
      save();
    };
  }, [save]);

  const write = (words: string) => {
    put(words, true);
    clearTimeout(timer.current);
    timer.current = setTimeout(save, SAVE_AFTER_MS);
  };
  return { draft, isUnsaved: isDirty && draft !== text, write, save, takeTheirs: begin };
}
