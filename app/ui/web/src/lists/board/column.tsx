// One status of the board: its head, its cards, and a line where a held card would land.
import { useDroppable } from "@dnd-kit/core";
import { Plus } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { many, shownNumber } from "../../lib/numbers";
import { StatusGlyph } from "../../parts/glyphs";
import type { ListActions, ListView, PeopleById } from "../view";
import { columnId, type DropData } from "./aiming";
import { ColumnCards } from "./column-cards";
import type { Aim, ColumnRows } from "./columns";
import { NewCard } from "./new-card";

export interface ColumnProps {
  column: ColumnRows;
  view: ListView;
  people: PeopleById;
  actions: ListActions;
  canEdit: boolean;
  /** Where a held card would land, if it is here. */
  aim: Aim | null;
  heldKey: string;
  focusKey: string;
  onFocus: (key: string) => void;
  /** An arrow on a card; whether it is done with. */
  onKey: (event: KeyboardEvent, key: string) => boolean;
  onMoveTo: (key: string, statusId: number) => void;
}

export function Column(props: ColumnProps) {
  const { column, aim, ...shared } = props;
  const { actions, canEdit } = shared;
  const { status, rows } = column;
  const [isAdding, setAdding] = useState(false);
  const data: DropData = { statusId: status.id, key: null };
  const { setNodeRef } = useDroppable({ id: columnId(status.id), data });
  return (
    <section
      ref={setNodeRef}
      className={`column${aim ? " aimed" : ""}`}
      data-column={status.id}
      aria-label={`${status.name}, ${many(rows.length, "task")}`}
    >
      <ColumnHead column={column} canEdit={canEdit} onAdd={() => setAdding(true)} />
      <ColumnCards {...shared} status={status} rows={rows} aim={aim}>
        {isAdding && <NewCard status={status} actions={actions} onDone={() => setAdding(false)} />}
        {!rows.length && !isAdding && <p className="column-empty hint">Nothing here.</p>}
      </ColumnCards>
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
      {points > 0 && <span className="hint num">{shownNumber(points)} pt</span>}
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
