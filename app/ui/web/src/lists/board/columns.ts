// A board's columns, and where in them a card lands.
import type { TaskRow } from "../../lib/payloads";
import type { ListView, Place, ViewStatus } from "../view";

export interface ColumnRows {
  status: ViewStatus;
  rows: TaskRow[];
}

/** Where a held card would land: in a column before a card, or at the column's end. */
export interface Aim {
  to: number;
  before: string | null;
}

export function columnsOf(view: ListView, rows: TaskRow[]): ColumnRows[] {
  return view.statuses.map((status) => ({
    status,
    rows: rows
      .filter((row) => row.status_id === status.id)
      .sort((a, b) => (a.rank < b.rank ? -1 : 1)),
  }));
}

interface Landing {
  place: Place;
  status: ViewStatus;
  /** Counted from 1, and how many cards the column then has. */
  at: number;
  of: number;
}

/** The card's new neighbours; null where it would stay where it is. */
export function landing(columns: ColumnRows[], key: string, aim: Aim): Landing | null {
  const column = columns.find((one) => one.status.id === aim.to);
  if (!column || aim.before === key) return null;
  const others = column.rows.filter((row) => row.key !== key);
  const found = aim.before === null ? -1 : others.findIndex((row) => row.key === aim.before);
  const at = found < 0 ? others.length : found;
  if (column.rows[at]?.key === key) return null;
  return {
    place: {
      status_id: aim.to,
      before: others[at]?.key ?? null,
      after: others[at - 1]?.key ?? null,
    },
    status: column.status,
    at: at + 1,
    of: others.length + 1,
  };
}

/** Where alt and an arrow bring a card; null where it is at the edge. */
export function nudged(columns: ColumnRows[], key: string, arrow: string): Aim | null {
  const at = spotOf(columns, key);
  if (!at) return null;
  const side = { ArrowLeft: -1, ArrowRight: 1 }[arrow];
  if (side) {
    const to = columns[at.column + side];
    return to ? { to: to.status.id, before: to.rows[at.card]?.key ?? null } : null;
  }
  const own = columns[at.column];
  const isUp = arrow === "ArrowUp";
  if (!own || (isUp ? at.card === 0 : at.card === own.rows.length - 1)) return null;
  return { to: own.status.id, before: own.rows[isUp ? at.card - 1 : at.card + 2]?.key ?? null };
}

/** The card an arrow goes to; columns without cards are passed over. */
export function neighbour(columns: ColumnRows[], key: string, arrow: string): string | null {
  const at = spotOf(columns, key);
  if (!at) return null;
  const side = { ArrowLeft: -1, ArrowRight: 1 }[arrow];
  if (!side) {
    const next = at.card + (arrow === "ArrowUp" ? -1 : 1);
    return columns[at.column]?.rows[next]?.key ?? null;
  }
  let column = at.column + side;
  while (columns[column]?.rows.length === 0) column += side;
  const rows = columns[column]?.rows ?? [];
  return rows[Math.min(at.card, rows.length - 1)]?.key ?? null;
}

function spotOf(columns: ColumnRows[], key: string): { column: number; card: number } | null {
  for (const [column, { rows }] of columns.entries()) {
    const card = rows.findIndex((row) => row.key === key);
    if (card >= 0) return { column, card };
  }
  return null;
}
