// How a held card finds its place: by the pointer's height in a column, or by arrow keys.
import {
  KeyboardCode,
  type ClientRect,
  type CollisionDetection,
  type KeyboardCoordinateGetter,
  type UniqueIdentifier,
} from "@dnd-kit/core";
import type { Aim } from "./columns";

const COLUMN = "column:";

export const columnId = (statusId: number): string => `${COLUMN}${statusId}`;

/** What a droppable's data says of it; a column itself stands for its end. */
export interface DropData {
  statusId: number;
  key: string | null;
}

export function aimOf(data: DropData | undefined): Aim | null {
  return data ? { to: data.statusId, before: data.key } : null;
}

interface Slot {
  id: UniqueIdentifier;
  data: DropData;
  rect: ClientRect;
}

type Droppables = Parameters<CollisionDetection>[0]["droppableContainers"];
type Rects = Parameters<CollisionDetection>[0]["droppableRects"];

function slotsOf(containers: Droppables, rects: Rects, held: UniqueIdentifier): Slot[] {
  return containers.flatMap(({ id, data }) => {
    const rect = rects.get(id);
    const known = data.current as DropData | undefined;
    return rect && known && known.key !== held ? [{ id, data: known, rect }] : [];
  });
}

const middle = (rect: ClientRect): number => rect.top + rect.height / 2;

/** The column under the point, and in it the first card whose middle is below the point. */
export const slotUnder: CollisionDetection = (args) => {
  const { active, collisionRect, droppableContainers, droppableRects, pointerCoordinates } = args;
  const x = pointerCoordinates?.x ?? collisionRect.left + collisionRect.width / 2;
  const y = pointerCoordinates?.y ?? collisionRect.top;
  const slots = slotsOf(droppableContainers, droppableRects, active.id);
  const column = slots.find(
    ({ data, rect }) => data.key === null && rect.left <= x && x <= rect.right,
  );
  if (!column) return [];
  const next = cardsOf(slots, column.data.statusId).find(({ rect }) => y < middle(rect));
  return [{ id: (next ?? column).id }];
};

function cardsOf(slots: Slot[], statusId: number): Slot[] {
  return slots
    .filter(({ data }) => data.key !== null && data.statusId === statusId)
    .sort((a, b) => a.rect.top - b.rect.top);
}

/** Arrows bring a held card to the next place in its column, or to the same height of the next column. */
export const nextPlace: KeyboardCoordinateGetter = (event, { context }) => {
  const { active, over, droppableContainers, droppableRects } = context;
  if (!active || !over) return undefined;
  const slots = slotsOf(droppableContainers.getEnabled(), droppableRects, active.id);
  const here = over.data.current as DropData;
  const columns = slots
    .filter(({ data }) => data.key === null)
    .sort((a, b) => a.rect.left - b.rect.left);
  const at = columns.findIndex(({ data }) => data.statusId === here.statusId);
  const side = { [KeyboardCode.Left as string]: -1, [KeyboardCode.Right as string]: 1 }[event.code];
  const way = { [KeyboardCode.Up as string]: -1, [KeyboardCode.Down as string]: 1 }[event.code];
  const column = columns[at + (side ?? 0)];
  if (!column || (!side && !way)) return undefined;
  event.preventDefault();
  const places = [...cardsOf(slots, column.data.statusId).map(({ rect }) => rect.top)];
  const last = cardsOf(slots, column.data.statusId).at(-1);
  places.push(last ? last.rect.bottom : column.rect.top + FIRST_CARD_AT);
  const place = cardsOf(slots, here.statusId).findIndex(({ data }) => data.key === here.key);
  const from = place < 0 ? places.length - 1 : place;
  const to = Math.min(places.length - 1, Math.max(0, from + (way ?? 0)));
  return { x: column.rect.left, y: places[to] ?? column.rect.top };
};

/** Below a column's head, in pixels. */
const FIRST_CARD_AT = 48;
