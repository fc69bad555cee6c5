// The board: a column a status; cards move by pointer, by touch, and by keyboard.
import {
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
  type Announcements,
  type DragOverEvent,
} from "@dnd-kit/core";
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
} from "react";
import { isTaken } from "../../lib/keys";
import type { TaskRow } from "../../lib/payloads";
import { useEvent } from "../../lib/use-event";
import type { ListActions, ListView, PeopleById } from "../view";
import { aimOf, nextPlace, slotUnder, type DropData } from "./aiming";
import { Column } from "./column";
import { columnsOf, landing, neighbour, nudged, type Aim } from "./columns";

const MOUSE = { activationConstraint: { distance: 5 } };
// A finger scrolls unless it rests first.
const TOUCH = { activationConstraint: { delay: 250, tolerance: 5 } };
const KEYBOARD = {
  coordinateGetter: nextPlace,
  keyboardCodes: { start: ["Space"], cancel: ["Escape"], end: ["Space", "Enter"] },
};
const LANDING = { duration: 140, easing: "ease-out" };
const INSTRUCTIONS = {
  draggable:
    "Press space to take the card, arrows to move it, space again to put it down, escape to leave it where it was.",
};

interface BoardProps {
  view: ListView;
  rows: TaskRow[];
  people: PeopleById;
  actions: ListActions;
  canEdit: boolean;
}

export default function Board({ view, rows, people, actions, canEdit }: BoardProps) {
  const columns = useMemo(() => columnsOf(view, rows), [view, rows]);
  const [heldKey, setHeldKey] = useState("");
  const [aim, setAim] = useState<Aim | null>(null);
  const [spoken, setSpoken] = useState("");
  const { focusKey, setFocusKey, refocus } = useFocusedCard(columns);
  const sensors = useSensors(
    useSensor(MouseSensor, MOUSE),
    useSensor(TouchSensor, TOUCH),
    useSensor(KeyboardSensor, KEYBOARD),
  );

  const put = (key: string, to: Aim): string => {
    const found = landing(columns, key, to);
    if (!found) return `${key} stays where it is.`;
    actions.move(key, found.place);
    return `${key} is in ${found.status.name}, place ${found.at} of ${found.of}.`;
  };
  /** By a key of the card itself, which then keeps the focus. */
  const putAndStay = (key: string, to: Aim) => {
    refocus(key);
    setSpoken(put(key, to));
  };
  const onMoveTo = useEvent((key: string, statusId: number) =>
    putAndStay(key, { to: statusId, before: null }),
  );
  const onKey = useEvent((event: ReactKeyboardEvent, key: string): boolean => {
    if (event.altKey) {
      const to = canEdit ? nudged(columns, key, event.key) : null;
      if (to) putAndStay(key, to);
    } else {
      const next = neighbour(columns, key, event.key);
      if (next) refocus(next);
    }
    return true;
  });
  useFirstArrow(() => {
    const known = rows.some((row) => row.key === focusKey) ? focusKey : "";
    const first = columns.find((column) => column.rows.length)?.rows[0]?.key;
    const next = known || first;
    if (next) refocus(next);
  });
  const leave = () => {
    setHeldKey("");
    setAim(null);
  };
  const onDragOver = ({ over }: DragOverEvent) =>
    setAim(aimOf(over?.data.current as DropData | undefined));
  const held = rows.find((row) => row.key === heldKey);
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={slotUnder}
      accessibility={{
        announcements: announcementsFor(view),
        screenReaderInstructions: INSTRUCTIONS,
      }}
      onDragStart={({ active }) => setHeldKey(String(active.id))}
      onDragOver={onDragOver}
      onDragCancel={leave}
      onDragEnd={({ active, over, activatorEvent }) => {
        const to = aimOf(over?.data.current as DropData | undefined);
        const key = String(active.id);
        leave();
        if (!to) return;
        if ("key" in activatorEvent) refocus(key);
        setSpoken(put(key, to));
      }}
    >
      <div
        className="board"
        role="group"
        aria-label="Board: arrows move between cards, alt and arrows move a card"
      >
        {columns.map((column) => (
          <Column
            key={column.status.id}
            column={column}
            view={view}
            people={people}
            actions={actions}
            canEdit={canEdit}
            aim={aim?.to === column.status.id ? aim : null}
            heldKey={heldKey}
            focusKey={focusKey}
            onFocus={setFocusKey}
            onKey={onKey}
            onMoveTo={onMoveTo}
          />
        ))}
        <DragOverlay dropAnimation={LANDING}>{held && <HeldCard row={held} />}</DragOverlay>
        <span className="sr" aria-live="assertive">
          {spoken}
        </span>
      </div>
    </DndContext>
  );
}

function HeldCard({ row }: { row: TaskRow }) {
  return (
    <div className="card dragged" aria-hidden="true">
      <span className="card-title" dir="auto">
        {row.title}
      </span>
      <span className="card-foot">
        <span className="key">{row.key}</span>
      </span>
    </div>
  );
}

/** Which card has the focus; one that moves to another column, or is not drawn yet, gets it when it is. */
function useFocusedCard(drawn: unknown) {
  const [focusKey, setFocusKey] = useState("");
  const wanted = useRef("");
  useLayoutEffect(() => {
    if (!wanted.current) return;
    document.getElementById(`card-${wanted.current}`)?.focus();
    wanted.current = "";
  }, [drawn, focusKey]);
  const refocus = (key: string) => {
    wanted.current = key;
    setFocusKey(key);
  };
  return { focusKey, setFocusKey, refocus };
}

const ARROWS = ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "j", "k"];

/** An arrow pressed where nothing has the focus goes to the board. */
function useFirstArrow(onArrow: () => void): void {
  const down = useEvent((event: KeyboardEvent) => {
    const at = document.activeElement;
    const isFree = at === null || at === document.body || at.id === "content";
    if (!isFree || isTaken(event) || !ARROWS.includes(event.key)) return;
    event.preventDefault();
    onArrow();
  });
  useEffect(() => {
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, [down]);
}

function announcementsFor(view: ListView): Announcements {
  const nameOf = (data: DropData | undefined) =>
    view.statuses.find((one) => one.id === data?.statusId)?.name;
  return {
    onDragStart: ({ active }) => `${active.id} is taken.`,
    onDragOver: ({ active, over }) => {
      const data = over?.data.current as DropData | undefined;
      const name = nameOf(data);
      if (!name) return `${active.id} is over no column.`;
      return data?.key ? `In ${name}, before ${data.key}.` : `At the end of ${name}.`;
    },
    // Where it landed is said by the board itself.
    onDragEnd: () => undefined,
    onDragCancel: ({ active }) => `${active.id} stays where it was.`,
  };
}
