// A task's facts as rows and cards show them, each opening its picker.
import {
  CalendarDays,
  Link2,
  ListTree,
  MessageSquare,
  Tag as TagIcon,
  UserPlus,
} from "lucide-react";
import type { SetChange } from "../lib/page-state";
import type { Status, TaskRow } from "../lib/payloads";
import { dayWords } from "../lib/days";
import { priorityName, PriorityGlyph, StatusGlyph } from "../parts/glyphs";
import { Avatars } from "../parts/people";
import { DatePicker } from "../pickers/date-picker";
import { MultiPicker } from "../pickers/multi-picker";
import { Picker } from "../pickers/picker";
import {
  isOverdue,
  peopleOf,
  personOptions,
  PRIORITY_OPTIONS,
  statusOptions,
  tagOptions,
  type ListView,
  type PeopleById,
} from "./view";
import { many } from "../lib/numbers";

interface EditorProps<V> {
  row: TaskRow;
  disabled: boolean;
  onPick: (value: V) => void;
}

export function StatusEditor({
  row,
  view,
  disabled,
  onPick,
}: EditorProps<number> & { view: ListView }) {
  const status = view.statuses.find((one) => one.id === row.status_id);
  return (
    <Picker
      options={statusOptions(view)}
      value={row.status_id}
      label={`Status: ${status?.name ?? ""}`}
      isWhole
      className="glyph-button"
      pick="status"
      placeholder="Change status…"
      disabled={disabled}
      onPick={onPick}
    >
      <StatusGlyph category={status?.category} part={status?.part} />
    </Picker>
  );
}

export function PriorityEditor({ row, disabled, onPick }: EditorProps<number>) {
  return (
    <Picker
      options={PRIORITY_OPTIONS}
      value={row.priority}
      label={`Priority: ${priorityName(row.priority)}`}
      isWhole
      className={`glyph-button${row.priority ? "" : " faint"}`}
      pick="priority"
      placeholder="Change priority…"
      disabled={disabled}
      onPick={onPick}
    >
      <PriorityGlyph priority={row.priority} />
    </Picker>
  );
}

export function DueEditor({
  row,
  status,
  disabled,
  onPick,
}: EditorProps<string> & { status?: Status }) {
  const isLate = isOverdue(row, status);
  const label = row.due ? `Due${isLate ? ", overdue" : ""}` : "Set a due date";
  return (
    <DatePicker
      value={row.due ?? ""}
      label={label}
      isWhole={!row.due}
      tip={row.due ? `Due ${row.due}${isLate ? ", overdue" : ""}` : label}
      pick="due"
      disabled={disabled}
      className={`fact-button num${isLate ? " is-red" : ""}${row.due ? "" : " faint"}`}
      onPick={onPick}
    >
      {row.due ? dayWords(row.due) : <CalendarDays size={14} aria-hidden="true" />}
    </DatePicker>
  );
}

type PeopleEditorProps = EditorProps<SetChange<number>> & { view: ListView; people: PeopleById };

export function PeopleEditor({ row, view, people, disabled, onPick }: PeopleEditorProps) {
  const who = peopleOf(row, people);
  const names = who.map((person) => person.name).join(", ");
  return (
    <MultiPicker
      options={personOptions(view)}
      values={row.assignees}
      pick="people"
      label={names ? "People" : "Assign somebody"}
      isWhole={!names}
      tip={names ? `With ${names}` : undefined}
      placeholder="Assign to…"
      className={`fact-button people${names ? "" : " faint"}`}
      disabled={disabled}
      onPick={onPick}
    >
      {names ? <Avatars people={who} /> : <UserPlus size={14} aria-hidden="true" />}
    </MultiPicker>
  );
}

export function TagsEditor({
  row,
  view,
  disabled,
  onPick,
}: EditorProps<SetChange<string>> & { view: ListView }) {
  return (
    <MultiPicker
      options={tagOptions(view)}
      values={row.tags}
      creatable
      pick="tags"
      disabled={disabled}
      label={row.tags.length ? "Tags" : "Add a tag"}
      isWhole={!row.tags.length}
      tip={row.tags.length ? `Tags: ${row.tags.join(", ")}` : undefined}
      placeholder="Tag with…"
      className={`fact-button row-tags${row.tags.length ? "" : " faint"}`}
      onPick={onPick}
    >
      <TagWords tags={row.tags} most={2} />
      {!row.tags.length && <TagIcon size={13} aria-hidden="true" />}
    </MultiPicker>
  );
}

export function TagWords({ tags, most }: { tags: string[]; most: number }) {
  return (
    <>
      {tags.slice(0, most).map((tag) => (
        <span key={tag} className="tag">
          {tag}
        </span>
      ))}
      {tags.length > most && <span className="hint num">+{tags.length - most}</span>}
    </>
  );
}

// -- facts that only show ---------------------------------------------------------------------------

export function Due({ row, status }: { row: TaskRow; status?: Status }) {
  if (!row.due) return null;
  const isLate = isOverdue(row, status);
  return (
    <span
      className={`row-fact num${isLate ? " is-red" : ""}`}
      title={`Due ${row.due}${isLate ? " · overdue" : ""}`}
    >
      {dayWords(row.due)}
    </span>
  );
}

export function Blocked({ row }: { row: TaskRow }) {
  if (row.blocked_by === 0) return null;
  return (
    <span className="row-fact num is-amber" title={`Blocked by ${row.blocked_by} open`}>
      <Link2 size={13} aria-hidden="true" />
      {row.blocked_by}
    </span>
  );
}

export function Subtasks({ row }: { row: TaskRow }) {
  if (!row.subtasks) return null;
  const [done, all] = row.subtasks;
  return (
    <span className="row-fact num" title={`${done} of ${many(all, "subtask")} done`}>
      <ListTree size={13} aria-hidden="true" />
      {done}/{all}
    </span>
  );
}

export function CommentCount({ row }: { row: TaskRow }) {
  if (row.comments === 0) return null;
  return (
    <span className="row-fact num quiet-fact" title={many(row.comments, "comment")}>
      <MessageSquare size={12} aria-hidden="true" />
      {row.comments}
    </span>
  );
}
