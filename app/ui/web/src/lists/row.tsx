// One task as a row: each fact opens its picker, the rest of the row opens the task.
import { memo, useRef, type CSSProperties, type MouseEvent } from "react";
import { useNavigate } from "react-router";
import { many, shortNumber } from "../lib/numbers";
import type { TaskRow } from "../lib/payloads";
import { useKeptWords } from "../lib/use-kept-words";
import {
  Blocked,
  CommentCount,
  DueEditor,
  PeopleEditor,
  PriorityEditor,
  StatusEditor,
  Subtasks,
  TagsEditor,
} from "./editors";
import { onOneLine, refusalOf } from "./titles";
import { focusRow, renamed } from "./use-row-keys";
import { isOpen, type ListActions, type ListView, type NewValue, type PeopleById } from "./view";

export interface RowContext {
  view: ListView;
  people: PeopleById;
  actions: ListActions;
  canEdit: boolean;
  onActive: (id: string) => void;
  onChoose: (key: string, isSpan: boolean) => void;
  onRenamed: () => void;
}

interface RowProps extends RowContext {
  id: string;
  row: TaskRow;
  /** Its place and height in the run, in pixels. */
  top: number;
  height: number;
  isActive: boolean;
  isChosen: boolean;
  isRenaming: boolean;
}

export function lineStyle(top: number, height: number): CSSProperties {
  return {
    position: "absolute",
    insetInline: 0,
    top: 0,
    height,
    transform: `translateY(${top}px)`,
    ["--row" as string]: `${height}px`,
  };
}

export const Row = memo(function Row(props: RowProps) {
  const { id, row, view, actions, isActive, isChosen } = props;
  const navigate = useNavigate();
  const status = view.statuses.find((one) => one.id === row.status_id);
  const set = (field: string) => (value: NewValue) => actions.set([row.key], field, value);
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if ((event.target as Element).closest("button, a, input, .menu")) return;
    if (event.shiftKey) props.onChoose(row.key, true);
    else if (event.ctrlKey || event.metaKey) props.onChoose(row.key, false);
    else navigate(`/tasks/${row.key}`);
  };
  const states = [isActive && "active", isChosen && "chosen", !isOpen(status) && "closed"];
  return (
    // Its keys (enter, x, s …) are the list's own, in use-row-keys.ts.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={`row-${id}`}
      role="row"
      tabIndex={isActive ? 0 : -1}
      className={["row", ...states.filter(Boolean)].join(" ")}
      style={lineStyle(props.top, props.height)}
      aria-selected={isChosen}
      onFocus={() => props.onActive(id)}
      onClick={onClick}
    >
      <span className="row-lead" role="gridcell">
        <input
          type="checkbox"
          className="row-check"
          checked={isChosen}
          aria-label={`Select ${row.key}`}
          tabIndex={-1}
          readOnly
          onClick={(event) => {
            event.stopPropagation();
            props.onChoose(row.key, event.shiftKey);
          }}
        />
        <StatusEditor row={row} view={view} disabled={!props.canEdit} onPick={set("status")} />
        <span className="key row-key">{row.key}</span>
      </span>
      <span className="row-what" role="gridcell">
        {props.isRenaming ? (
          <Rename
            row={row}
            onSave={set("title")}
            onDone={() => {
              props.onRenamed();
              focusRow(id);
            }}
          />
        ) : (
          <Title row={row} />
        )}
        <Subtasks row={row} />
        <CommentCount row={row} />
      </span>
      <RowFacts {...props} />
    </div>
  );
});

function RowFacts({ row, view, people, actions, canEdit }: RowProps) {
  const status = view.statuses.find((one) => one.id === row.status_id);
  const shared = { row, view, disabled: !canEdit };
  const set = (field: string) => (value: NewValue) => actions.set([row.key], field, value);
  return (
    <span className="row-facts" role="gridcell">
      <TagsEditor {...shared} onPick={set("tags")} />
      <span className="col-blocked">
        <Blocked row={row} />
      </span>
      <PriorityEditor row={row} disabled={!canEdit} onPick={set("priority")} />
      <span className="col-due">
        <DueEditor row={row} status={status} disabled={!canEdit} onPick={set("due")} />
      </span>
      <span className="col-people">
        <PeopleEditor {...shared} people={people} onPick={set("assignees")} />
      </span>
      <span
        className="col-points num quiet-fact"
        title={row.points === null ? undefined : many(row.points, "point")}
      >
        {row.points === null ? "" : `${shortNumber(row.points)} pt`}
      </span>
    </span>
  );
}

function Title({ row }: { row: TaskRow }) {
  const navigate = useNavigate();
  const to = `/tasks/${row.key}`;
  return (
    <a
      className="row-title cut"
      href={to}
      title={row.title}
      dir="auto"
      tabIndex={-1}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        navigate(to);
      }}
    >
      {row.title}
    </a>
  );
}

interface RenameProps {
  row: TaskRow;
  onSave: (title: string) => void;
  onDone: () => void;
}

function Rename({ row, onSave, onDone }: RenameProps) {
  // Kept where its page keeps it, too: a closed tab loses no word.
  const place = `task:${row.id}:title`;
  const kept = useKeptWords(place, row.title);
  const title = kept.words;
  // Whoever ends it by a key leaves the field too, which must not end it a second time.
  const isOver = useRef(false);
  const end = (words: string) => {
    if (isOver.current) return;
    isOver.current = true;
    kept.clear();
    if (words && words !== row.title) onSave(words);
    onDone();
  };
  const save = () => end(onOneLine(title));
  return (
    <input
      autoFocus
      className="row-rename"
      value={title}
      aria-label={`Title of ${row.key}`}
      dir="auto"
      onFocus={(event) => event.target.select()}
      onChange={(event) => {
        event.target.setCustomValidity("");
        kept.write(event.target.value);
      }}
      onBlur={save}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") {
          event.preventDefault();
          // Too long a title stays, with the reason; nothing of it is cut.
          event.currentTarget.setCustomValidity(refusalOf([onOneLine(title)]));
          if (!event.currentTarget.reportValidity()) return;
          renamed(event);
          save();
        }
        if (event.key === "Escape") {
          event.preventDefault();
          end("");
        }
      }}
    />
  );
}
