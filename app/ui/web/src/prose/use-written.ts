// A text edited where it stands: what is typed is kept, what is saved is sent until the server has it, and what
// somebody else wrote meanwhile is neither overwritten nor put under the hands of whoever types.
import { useEffect, useState } from "react";
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
import { forget, sendAgain, sendText, useOutbox, type TextEntry } from "../lib/outbox";
import type { Schema } from "../lib/payloads";

export interface TextOf {
  noun: Schema<"WrittenText">["noun"];
  item: number;
  field: string;
  /** What it is called: “Description”. */
  label: string;
  text: string;
  /** The version the text is of. */
  version: number;
}

/** A text being edited: what it says, and what it grew from. */
export interface Editing {
  text: string;
  base: number;
  /** The text as it was when the edit began. */
  from: string;
}

export interface Written {
  /** As it stands, with what this page has just saved. */
  text: string;
  editing: Editing | null;
  /** Words of earlier edits that were never saved, the newest first. */
  drafts: Draft[];
  /** What is on its way, or was refused. */
  entry: TextEntry | null;
  isSignedOut: boolean;
  begin: (from?: Pick<Draft, "text" | "base"> & Partial<Draft>) => void;
  write: (text: string) => void;
  /** Ends the edit and saves what it changed; as it was before, nothing waits any more. */
  save: (text?: string) => void;
  /** Ends the edit; what it changed stays as a draft. */
  leave: () => void;
  /** Saves what a reader changed without writing: a box that was ticked. */
  put: (text: string) => void;
  saveDraft: (draft: Draft) => void;
  discard: (draft: Draft) => void;
  /** After a clash: this is what stays. */
  settle: (text: string) => void;
  /** What was refused is no longer wanted. */
  giveUp: () => void;
  again: () => void;
}

export function useWritten(of: TextOf): Written {
  const place = placeOf(of);
  const { entries, isSignedOut, confirmed } = useOutbox();
  const [here, setHere] = useState({ place, editing: null as Editing | null });
  const editing = here.place === place ? here.editing : null;
  const setEditing = (next: Editing | null) => setHere({ place, editing: next });
  const saved = confirmed.get(place);
  const now = saved && saved.version > of.version ? saved : of;
  // While one is on its way another may wait behind it, which grew from it.
  const entry =
    entries.findLast((one): one is TextEntry => isText(one) && one.place === place) ?? null;
  const drafts = useUnsaved(place, now.text, editing !== null);

  const begin = (from?: Pick<Draft, "text" | "base"> & Partial<Draft>) => {
    // It is this page's own from now on.
    if (from?.key) {
      drop(from as Draft);
      keepDraft(place, from.text, from.base, from.at);
    }
    const waiting = entry && { text: entry.body.text, base: entry.body.based_on };
    const start = from ?? waiting ?? { text: now.text, base: now.version };
    setEditing({ text: start.text, base: start.base || now.version, from: now.text });
  };
  const write = (text: string) => {
    if (!editing) return;
    setEditing({ ...editing, text });
    if (text === editing.from) dropOwn(place);
    else keepDraft(place, text, editing.base);
  };
  const send = (text: string, base: number, from?: string | null) => {
    sendText(place, of.label, {
      noun: of.noun,
      id: of.item,
      field: of.field,
      text,
      based_on: base,
      ...(from === undefined ? {} : { grew_from: from }),
    });
    for (const one of draftsOf(place)) if (isOwn(one) || one.text === text) drop(one);
  };
  const giveUp = () => {
    dropOwn(place);
    if (entry?.refusal !== undefined) forget(entry);
  };
  return {
    text: entry && !entry.clash ? entry.body.text : now.text,
    editing,
    drafts,
    entry,
    isSignedOut,
    begin,
    write,
    save: (text = editing?.text) => {
      if (editing && text !== undefined && text !== editing.from) send(text, editing.base);
      else giveUp();
      setEditing(null);
    },
    leave: () => setEditing(null),
    put: (text) =>
      entry && !entry.clash
        ? send(text, entry.body.based_on, entry.body.grew_from)
        : send(text, now.version),
    saveDraft: (one) => send(one.text, one.base || now.version),
    discard: drop,
    settle: (text) => {
      if (!entry?.clash) return;
      if (text === entry.clash.theirs.text) forget(entry);
      else send(text, entry.clash.theirs.version);
    },
    giveUp,
    again: () => entry && sendAgain(entry),
  };
}

/** Where a text's drafts and saves are kept. */
export function placeOf({ noun, item, field }: Pick<TextOf, "noun" | "item" | "field">): string {
  return `${noun}:${item}:${field}`;
}

const isText = (one: { kind: string }): boolean => one.kind === "text";

/** The drafts that say something else than what stands, and than one another; none while somebody types. */
function useUnsaved(place: string, text: string, isEditing: boolean): Draft[] {
  const drafts = useDrafts(place);
  const same = drafts.filter((one) => one.text === text).map((one) => one.key);
  useEffect(() => {
    for (const one of draftsOf(place)) if (same.includes(one.key) && !isEditing) drop(one);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the keys are what changes
  }, [place, same.join(), isEditing]);
  return isEditing ? [] : differing(drafts, text);
}
