// What the screens use of what the server sends, field by field; api.d.ts, made from the API itself, says all of it.

export type Category = "backlog" | "unstarted" | "started" | "done" | "cancelled";
/** 0 is none, 1 urgent … 4 low. */
export type Priority = number;

export interface Person {
  id: number;
  name: string;
  handle: string;
  initials: string;
  /** Degrees on the colour wheel. */
  hue: number;
  is_active?: boolean;
}

// -- a list ---------------------------------------------------------------------------------------

export interface Status {
  id: number;
  name: string;
  category: Category;
  wip_limit: number | null;
}

export interface TaskRow {
  id: number;
  key: string;
  title: string;
  status_id: number;
  priority: Priority;
  assignees: number[];
  start: string | null;
  /** ISO day. */
  due: string | null;
  points: number | null;
  tags: string[];
  /** How many open tasks it waits for. */
  blocked_by: number;
  /** Done and all. */
  subtasks: [number, number] | null;
  comments: number;
  /** Sorts a column by hand, as text. */
  rank: string;
  created_at: string;
  updated_at: string;
}

/** A whole list. */
export interface ListPayload {
  full: true;
  statuses: Status[];
  people: Person[];
  tags: string[];
  rows: TaskRow[];
  /** The log's last event when this was read. */
  version: number;
}

/** What changed in a list after an event. */
export interface ListDelta {
  full: false;
  rows: TaskRow[];
  /** Ids of tasks the list no longer has. */
  gone: number[];
  version: number;
}

/** What is added to a set and taken from it. */
export interface SetChange<T> {
  add: T[];
  remove: T[];
}

// -- finding --------------------------------------------------------------------------------------

export type Kind =
  "task" | "goal" | "doc" | "list" | "space" | "person" | "user" | "comment" | "page";

export interface Found {
  kind: Kind;
  id: number;
  key?: string;
  title: string;
  url: string;
  place?: string;
}

// -- answers --------------------------------------------------------------------------------------

export interface Source {
  kind: Kind;
  id: number;
  key?: string;
  title: string;
  url: string;
  quote?: string;
  author?: string;
  at?: string;
}

export interface SourcedText {
  text: string;
  sources: Source[];
}

export interface About {
  as_of: string;
  summary: SourcedText[];
  in_the_way: SourcedText[];
  alike: Found[];
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

export interface Sentence extends SourcedText {
  /** How many records it counts; 0 where it counts none. */
  all: number;
  lines?: CountedLine[] | null;
  /** The page that shows exactly these tasks; empty where no filter says them. */
  opens?: string;
  verdict?: "changed" | "gone" | "" | null;
}

export interface Chip {
  kind: string;
  label: string;
  value: string;
  words?: string;
}

export interface ProposedAct {
  title: string;
  act: { do: string };
  target?: { url: string; title: string } | null;
  lines: { label: string; old: string; new: string }[];
  warning?: string;
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

// -- comments -------------------------------------------------------------------------------------

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
  answers?: Comment[];
}

// -- places ---------------------------------------------------------------------------------------

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
