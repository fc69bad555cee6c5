// One task as a card that can be taken and put elsewhere.
import { useDraggable, useDroppable } from "@dnd-kit/core";
import { ArrowRightLeft } from "lucide-react";
import { memo, useCallback, type KeyboardEvent, type SyntheticEvent } from "react";
import { useNavigate } from "react-router";
import { many, shortNumber } from "../../lib/numbers";
import type { TaskRow } from "../../lib/payloads";
import { Avatars } from "../../parts/people";
import { Picker } from "../../pickers/picker";
import { Blocked, Due, PriorityEditor, Subtasks, TagWords } from "../editors";
import {
  peopleOf,
  statusOptions,
  type ListActions,
  type ListView,
  type PeopleById,
  type ViewStatus,
} from "../view";
import type { DropData } from "./aiming";

export interface CardProps {
  row: TaskRow;
  /** In its column, counted from 1. */
  place: { at: number; of: number };
  status: ViewStatus;
  view: ListView;
  people: PeopleById;
  actions: ListActions;
  canEdit: boolean;
  onFocus: (key: string) => void;
  onKey: (event: KeyboardEvent, key: string) => boolean;
  onMoveTo: (key: string, statusId: number) => void;
}

/** The key that opens each picker of a card; a status is a column here. */
const PICKS: Record<string, string> = { m: "move", s: "move", p: "priority" };
const CONTROLS = "button, a, input, .menu";
const isOnControl = (event: SyntheticEvent) => (event.target as Element).closest(CONTROLS) !== null;

export function Card(props: CardProps) {
  const { row, place, canEdit, onFocus, onKey, ...face } = props;
  const navigate = useNavigate();
  const data: DropData = { statusId: row.status_id, key: row.key };
  const disabled = !canEdit;
  const drag = useDraggable({ id: row.key, data, disabled });
  const drop = useDroppable({ id: row.key, data });
  const node = useBothRefs(drag.setNodeRef, drop.setNodeRef);
  const take = (name: string) => (event: SyntheticEvent) => {
    if (!isOnControl(event)) drag.listeners?.[name]?.(event);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || drag.isDragging) return;
    if (event.key === "Enter") navigate(`/tasks/${row.key}`);
    else if (canEdit && PICKS[event.key]) openPick(event.currentTarget, PICKS[event.key] ?? "");
    else if (!event.key.startsWith("Arrow") || !onKey(event, row.key)) {
      drag.listeners?.onKeyDown?.(event);
      return;
    }
    event.preventDefault();
  };
  return (
    // Arrows go from card to card, so a card takes the focus as a whole; its controls come after it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      ref={node}
      id={`card-${row.key}`}
      data-card={row.key}
      className={`card${drag.isDragging ? " held" : ""}`}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={`${row.key} ${row.title}`}
      aria-posinset={place.at}
      aria-setsize={place.of}
      aria-describedby={canEdit ? drag.attributes["aria-describedby"] : undefined}
      aria-keyshortcuts="m s p"
      onFocus={() => onFocus(row.key)}
      onMouseDown={take("onMouseDown")}
      onTouchStart={take("onTouchStart")}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (!isOnControl(event)) navigate(`/tasks/${row.key}`);
      }}
    >
      <CardFace {...face} row={row} canEdit={canEdit} />
    </article>
  );
}

type SetNode = (node: HTMLElement | null) => void;

/** One ref that stays the same, so that a card is not measured anew at each drawing. */
function useBothRefs(one: SetNode, other: SetNode): SetNode {
  return useCallback(
    (node: HTMLElement | null) => {
      one(node);
      other(node);
    },
    [one, other],
  );
}

function openPick(card: HTMLElement, pick: string): void {
  card.querySelector<HTMLElement>(`[data-pick="${pick}"]`)?.click();
}

type CardFaceProps = Omit<CardProps, "place" | "onFocus" | "onKey">;

/** Everything a card shows; drawn anew only when its task changes, not while cards are dragged. */
const CardFace = memo(function CardFace(props: CardFaceProps) {
  const { row, status, view, people, actions, canEdit, onMoveTo } = props;
  return (
    <>
      <span className="card-title" dir="auto" title={row.title}>
        {row.title}
      </span>
      {row.tags.length > 0 && (
        <span className="row-tags">
          <TagWords tags={row.tags} most={3} />
        </span>
      )}
      <span className="card-foot">
        <span className="key">{row.key}</span>
        <Picker
          options={statusOptions(view)}
          value={row.status_id}
          label="Move to…  m"
          isWhole
          pick="move"
          className="card-move"
          placeholder="Move to…"
          disabled={!canEdit}
          onPick={(value) => onMoveTo(row.key, value)}
        >
          <ArrowRightLeft size={12} aria-hidden="true" />
        </Picker>
        {row.priority > 0 && (
          <PriorityEditor
            row={row}
            disabled={!canEdit}
            onPick={(value) => actions.set([row.key], "priority", value)}
          />
        )}
        <Due row={row} status={status} />
        <span className="card-people">
          <Blocked row={row} />
          <Subtasks row={row} />
          {row.points !== null && (
            <span className="row-fact num quiet-fact" title={many(row.points, "point")}>
              {shortNumber(row.points)} pt
            </span>
          )}
          <Avatars people={peopleOf(row, people)} />
        </span>
      </span>
    </>
  );
});
