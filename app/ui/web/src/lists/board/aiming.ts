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
export const nextPlace: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
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
  const places = placesOf(slots, column);
  // Columns are scrolled each for itself, and draw only what shows: heights compare, numbers don't.
  const from = side
    ? nearest(places, currentCoordinates.y)
    : cardsOf(slots, here.statusId).findIndex(({ data }) => data.key === here.key);
  const own = from < 0 ? places.length - 1 : from;
  const to = Math.min(places.length - 1, Math.max(0, own + (way ?? 0)));
  return { x: column.rect.left, y: places[to] ?? column.rect.top };
};

function nearest(places: number[], y: number): number {
  const far = places.map((place) => Math.abs(place - y));
  return far.indexOf(Math.min(...far));
}

/** The heights at which a card can be put into a column: at each card's top, and at the end. */
function placesOf(slots: Slot[], column: Slot): number[] {
  const cards = cardsOf(slots, column.data.statusId);
  const end = cards.at(-1)?.rect.bottom ?? column.rect.top + FIRST_CARD_AT;
  return [...cards.map(({ rect }) => rect.top), end];
}

/** Below a column's head, in pixels. */
const FIRST_CARD_AT = 48;
