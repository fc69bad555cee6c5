// What our own pages hand to their pieces in the browser, as Python's TypedDicts in app/ui have it.
import type { Category, Chip, Person, Source } from "./payloads";

export interface Sentence {
  text: string;
  sources: Source[];
  /** How many records it counts; 0 where it counts none. */
  all: number;
  lines?: CountedLine[] | null;
  /** The page that shows exactly these tasks; empty where no filter says them. */
  opens?: string;
  verdict?: "changed" | "gone" | "" | null;
}

export interface CountedLine {
  key: string;
  url: string;
  title: string;
  is_goal?: boolean;
  category: Category;
  /** How far through the started statuses, 0–1. */
  part: number;
  status: string;
  tone: string;
  due: string;
  due_tip: string;
}

export interface ProposedAct {
  title: string;
  act: { do: string };
  target?: { url: string; title: string } | null;
  lines: { label: string; old: string; new: string }[];
  warning?: string;
  /** What it is done with, said once: “Move 12 tasks to Done”. */
  group?: string;
  done?: { url: string; key: string; title: string } | null;
}

export interface Turn {
  id: number;
  question: string;
  earlier?: string[];
  fixed: string[];
  chips: Chip[];
  follows?: boolean;
  sentences: Sentence[];
  cards?: ProposedAct[];
  candidates: { question: string; label: string }[];
  unknown?: string[];
  nearest: Source[];
  looked_at: string[];
  note: string;
  mode: string;
  took_ms: number;
  as_of_text: string;
  as_of_clock: string;
  changed: number;
  checked?: string;
  thumb: number;
  saved?: boolean;
}

export interface Conversation {
  id: number;
  title: string;
  at?: string;
}

export interface Comment {
  id: number;
  author: Person | null;
  text: string;
  at: string;
  at_exact: string;
  edited: boolean;
  assigned_to: Person | null;
  is_resolved: boolean;
  resolved_by: Person | null;
  is_mine: boolean;
  may_settle: boolean;
  answers?: Comment[];
}

export interface ListPlace {
  id: number;
  name: string;
  open: number;
  is_private: boolean;
}

export interface SpacePlace {
  id: number;
  key: string;
  name: string;
  open: number;
  is_private: boolean;
  /** All of it is shared with the reader, not only some lists. */
  whole: boolean;
  lists: ListPlace[];
  folders: { id: number; name: string; lists: ListPlace[] }[];
}

export interface Me {
  person?: Person;
  edits?: boolean;
}

export interface Crumb {
  to: string;
  label: string;
  key?: string;
}

/** What is added to a set and taken from it. */
export interface SetChange<T> {
  add: T[];
  remove: T[];
}
