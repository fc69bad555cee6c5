// A doc being written: kept as it is typed, saved by itself, with others' lines joined in while one writes on.
import { useEffect, useRef, useState } from "react";
import {
  differing,
  draftsOf,
  drop,
  dropOwn,
  isOwn,
  keepDraft,
  useDrafts,
  type Draft,
} from "../lib/drafts";
import {
  forget,
  sendText,
  useOutbox,
  whenSent,
  type SavedText,
  type TextEntry,
} from "../lib/outbox";
import { useEvent } from "../lib/use-event";
import { placeOf, type TextOf } from "./use-written";

const SAVE_AFTER_MS = 800;

export interface DocDraft {
  /** What is typed, or stands. */
  text: string;
  /** What is typed is not saved yet. */
  isTyped: boolean;
  /** And not on its way either. */
  isUnsaved: boolean;
  /** When the server last said it is saved, in milliseconds; 0 before. */
  savedAt: number;
  /** Others' lines that came in while one wrote; null where none did. */
  joined: SavedText | null;
  entry: TextEntry | null;
  isSignedOut: boolean;
  /** Words of earlier visits that were never saved, the newest first. */
  found: Draft[];
  write: (text: string) => void;
  save: () => void;
  /** Writes and saves at once: a box that was ticked. */
  put: (text: string) => void;
  takeUp: (draft: Draft) => void;
  discard: (draft: Draft) => void;
  /** After a clash: this is what stays. */
  settle: (text: string) => void;
  giveUp: () => void;
}

/** What the words in the editor grew from: a text, and the version it is of. */
interface Ground {
  text: string;
  version: number;
}

export function useDocDraft(of: TextOf): DocDraft {
  const place = placeOf(of);
  const { entries, isSignedOut, confirmed } = useOutbox();
  const drafts = useDrafts(place);
  const entry = entries.find((one): one is TextEntry => one.kind === "text" && one.place === place);
  const saved = confirmed.get(place);
  const now: Ground = saved && saved.version > of.version ? saved : of;
  const [typed, setTyped] = useState<string | null>(null);
  const [savedAt, setSavedAt] = useState(0);
  const [joined, setJoined] = useState<SavedText | null>(null);
  const words = useRef<string | null>(null);
  const ground = useRef<Ground>(now);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const put = (text: string | null) => {
    words.current = text;
    setTyped(text);
  };
  const save = useEvent(() => {
    clearTimeout(timer.current);
    const text = words.current;
    if (text === null || text === ground.current.text) return;
    const { noun, item: id, field, label } = of;
    const base = ground.current;
    sendText(place, label, {
      noun,
      id,
      field,
      text,
      based_on: base.version,
      grew_from: base.text,
    });
  });
  const arrived = useEvent((sent: TextEntry, answer: SavedText) => {
    if (sent.place !== place) return;
    setSavedAt(Date.now());
    if (answer.is_joined) setJoined(answer);
    if (words.current === null || words.current === sent.body.text) {
      ground.current = answer;
      put(null);
      dropOwn(place);
      for (const one of draftsOf(place)) if (one.text === sent.body.text) drop(one);
    } else {
      // Written on meanwhile: what was sent is what it grew from.
      ground.current = { text: sent.body.text, version: answer.version };
      save();
    }
  });
  useEffect(() => whenSent(({ text }) => text && arrived(text.entry, text.answer)), [arrived]);
  const begin = useEvent(() => {
    put(null);
    setSavedAt(0);
    setJoined(null);
  });
  useEffect(begin, [begin, place]);
  useEffect(() => {
    // Leaving the page saves what is typed.
    window.addEventListener("pagehide", save);
    return () => {
      window.removeEventListener("pagehide", save);
      save();
    };
  }, [save, place]);

  const write = (text: string) => {
    if (words.current === null) ground.current = now;
    put(text);
    setJoined(null);
    keepDraft(place, text, ground.current.version);
    clearTimeout(timer.current);
    timer.current = setTimeout(save, SAVE_AFTER_MS);
  };
  const settle = (text: string) => {
    if (!entry?.clash) return;
    const { theirs } = entry.clash;
    clearTimeout(timer.current);
    ground.current = theirs;
    forget(entry);
    dropOwn(place);
    put(text === theirs.text ? null : text);
    save();
  };
  const others = drafts.filter((one) => !isOwn(one));
  const waits = entry && !entry.clash ? entry.body.text : null;
  return {
    text: typed ?? waits ?? now.text,
    isTyped: typed !== null,
    isUnsaved: typed !== null && typed !== now.text && !entry,
    savedAt,
    joined,
    entry: entry ?? null,
    isSignedOut,
    found: typed === null && !entry ? differing(others, now.text) : [],
    write,
    save,
    put: (text) => {
      write(text);
      save();
    },
    takeUp: (draft) => {
      drop(draft);
      ground.current = draft.base === now.version ? now : { text: draft.text, version: draft.base };
      put(draft.text);
      keepDraft(place, draft.text, draft.base);
      sendText(place, of.label, {
        noun: of.noun,
        id: of.item,
        field: of.field,
        text: draft.text,
        based_on: draft.base || now.version,
      });
    },
    discard: drop,
    settle,
    giveUp: () => {
      if (entry) forget(entry);
      dropOwn(place);
      put(null);
    },
  };
}
