// A group's head, and the line that adds a task to it.
import { ChevronDown, ChevronRight, Plus } from "lucide-react";
import { useState, type CSSProperties } from "react";
import { PriorityGlyph, StatusGlyph } from "../parts/glyphs";
import { Avatar } from "../parts/people";
import type { Group } from "./grouping";
import type { ListActions } from "./view";

interface RowHeadProps {
  group: Group;
  isOpen: boolean;
  style: CSSProperties;
  canEdit: boolean;
  onToggle: () => void;
  onAdd: () => void;
}

export function RowHead({ group, isOpen, style, canEdit, onToggle, onAdd }: RowHeadProps) {
  const points = group.rows.reduce((sum, row) => sum + (row.points ?? 0), 0);
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  return (
    <div className="row-head" style={style} role="row">
      <span role="gridcell" className="row-head-cell">
        <button type="button" className="row-fold" aria-expanded={isOpen} onClick={onToggle}>
          <Arrow size={14} aria-hidden="true" />
          {group.status && (
            <StatusGlyph category={group.status.category} part={group.status.part} />
          )}
          {group.person && <Avatar person={group.person} />}
          {group.priority !== undefined && group.priority > 0 && (
            <PriorityGlyph priority={group.priority} />
          )}
          <span className="cut">{group.name}</span>
          <Count group={group} />
          {points > 0 && <span className="hint num">{points} pt</span>}
        </button>
      </span>
      {canEdit && group.status && (
        <span role="gridcell">
          <button
            type="button"
            className="button quiet square"
            aria-label={`New task in ${group.name}`}
            title="New task  c"
            onClick={onAdd}
          >
            <Plus size={14} aria-hidden="true" />
          </button>
        </span>
      )}
    </div>
  );
}

function Count({ group }: { group: Group }) {
  const limit = group.status?.wip_limit;
  const isOver = Boolean(limit && group.rows.length > limit);
  return (
    <span className={`count num${isOver ? " is-amber" : ""}`}>
      {group.rows.length}
      {limit ? ` / ${limit}${isOver ? " over its limit" : ""}` : ""}
    </span>
  );
}

interface NewRowProps {
  group: Group;
  style: CSSProperties;
  actions: ListActions;
  onDone: () => void;
}

export function NewRow({ group, style, actions, onDone }: NewRowProps) {
  const [title, setTitle] = useState("");
  return (
    <form
      className="row row-new"
      style={style}
      onSubmit={(event) => {
        event.preventDefault();
        if (!title.trim()) return;
        actions.create(title.trim(), group.status?.id ?? null);
        setTitle("");
      }}
    >
      <StatusGlyph category={group.status?.category} part={group.status?.part} />
      <input
        autoFocus
        value={title}
        aria-label="Title of the new task"
        placeholder="What needs doing? Enter adds it, escape ends."
        maxLength={500}
        onChange={(event) => setTitle(event.target.value)}
        onBlur={() => {
          if (!title.trim()) onDone();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onDone();
        }}
      />
    </form>
  );
}
