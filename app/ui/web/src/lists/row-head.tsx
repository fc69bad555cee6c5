// A group's head, with how much is in it.
import { ChevronDown, ChevronRight, Plus } from "lucide-react";
import type { CSSProperties } from "react";
import { shownNumber } from "../lib/numbers";
import { PriorityGlyph, StatusGlyph } from "../parts/glyphs";
import { Avatar } from "../parts/people";
import type { Group } from "./grouping";

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
          {points > 0 && <span className="hint num">{shownNumber(points)} pt</span>}
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
