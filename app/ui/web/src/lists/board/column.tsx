// One status of the board: its head, its cards, and a line where a held card would land.
import { useDroppable } from "@dnd-kit/core";
import { Plus } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { StatusGlyph } from "../../parts/glyphs";
import type { ListActions, ListView, PeopleById, ViewStatus } from "../view";
import { columnId, type DropData } from "./aiming";
import { Card } from "./card";
import type { Aim, ColumnRows } from "./columns";

/** Cards a column draws at once; more when it is scrolled to its end. */
const FIRST = 50;
const NEAR_END_PX = 400;

export interface ColumnProps {
  column: ColumnRows;
  view: ListView;
  people: PeopleById;
  actions: ListActions;
  canEdit: boolean;
  /** Where a held card would land, if it is here. */
  aim: Aim | null;
  heldKey: string;
  /** An arrow on a card; whether it is done with. */
  onKey: (event: KeyboardEvent, key: string) => boolean;
  onMoveTo: (key: string, statusId: number) => void;
}

export function Column(props: ColumnProps) {
  const { column, actions, canEdit, aim, heldKey } = props;
  const { status, rows } = column;
  const [most, setMost] = useState(FIRST);
  const [isAdding, setAdding] = useState(false);
  const data: DropData = { statusId: status.id, key: null };
  const { setNodeRef } = useDroppable({ id: columnId(status.id), data });
  const drawMore = () => setMost((now) => (now < rows.length ? now + FIRST : now));
  return (
    <section
      ref={setNodeRef}
      className={`column${aim ? " aimed" : ""}`}
      data-column={status.id}
      aria-label={`${status.name}, ${rows.length} tasks`}
    >
      <ColumnHead column={column} canEdit={canEdit} onAdd={() => setAdding(true)} />
      <div
        className="column-cards"
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          if (scrollTop + clientHeight > scrollHeight - NEAR_END_PX) drawMore();
        }}
      >
        {isAdding && <NewCard status={status} actions={actions} onDone={() => setAdding(false)} />}
        {rows.slice(0, most).map((row) => (
          <div key={row.key}>
            {aim?.before === row.key && heldKey !== row.key && <div className="drop-line" />}
            <Card
              row={row}
              status={status}
              view={props.view}
              people={props.people}
              actions={actions}
              canEdit={canEdit}
              onKey={props.onKey}
              onMoveTo={props.onMoveTo}
            />
          </div>
        ))}
        {aim && aim.before === null && <div className="drop-line" />}
        {rows.length > most && (
          <button type="button" className="button quiet" onClick={drawMore}>
            {rows.length - most} more
          </button>
        )}
        {!rows.length && !isAdding && <p className="column-empty hint">Nothing here.</p>}
      </div>
    </section>
  );
}

interface ColumnHeadProps {
  column: ColumnRows;
  canEdit: boolean;
  onAdd: () => void;
}

function ColumnHead({ column: { status, rows }, canEdit, onAdd }: ColumnHeadProps) {
  const points = rows.reduce((sum, row) => sum + (row.points ?? 0), 0);
  const isOver = Boolean(status.wip_limit && rows.length > status.wip_limit);
  return (
    <header className="column-head">
      <StatusGlyph category={status.category} part={status.part} />
      <h2 className="cut" title={status.name}>
        {status.name}
      </h2>
      <span className={`count num${isOver ? " is-amber" : ""}`}>
        {rows.length}
        {status.wip_limit ? ` / ${status.wip_limit}` : ""}
      </span>
      {isOver && <span className="is-amber hint">over its limit</span>}
      {points > 0 && <span className="hint num">{points} pt</span>}
      {canEdit && (
        <button
          type="button"
          className="button quiet square"
          aria-label={`New task in ${status.name}`}
          onClick={onAdd}
        >
          <Plus size={14} aria-hidden="true" />
        </button>
      )}
    </header>
  );
}

interface NewCardProps {
  status: ViewStatus;
  actions: ListActions;
  onDone: () => void;
}

function NewCard({ status, actions, onDone }: NewCardProps) {
  const [title, setTitle] = useState("");
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        if (!title.trim()) return;
        actions.create(title.trim(), status.id);
        setTitle("");
      }}
    >
      <input
        autoFocus
        className="card-input"
        value={title}
        placeholder="What needs doing?"
        aria-label="Title of the new task"
        maxLength={500}
        onChange={(event) => setTitle(event.target.value)}
        onBlur={() => {
          if (!title.trim()) onDone();
        }}
        onKeyDown={(event) => event.key === "Escape" && onDone()}
      />
    </form>
  );
}
