// A list as it was, with the rows that changed since in their places.
import type { ListDelta, ListPayload, TaskRow } from "../lib/payloads";

export function merged(
  known: ListPayload | undefined,
  fresh: ListPayload | ListDelta,
): ListPayload {
  if (fresh.full) return fresh;
  if (!known) throw new Error("Changes came for a list that was never read.");
  const replaced = new Set([...fresh.gone, ...fresh.rows.map((row) => row.id)]);
  const kept = known.rows.filter((row) => !replaced.has(row.id));
  const tags = new Set([...known.tags, ...fresh.rows.flatMap((row) => row.tags)]);
  return {
    ...known,
    rows: [...kept, ...fresh.rows].sort(byHand),
    tags: [...tags].sort((a, b) => a.localeCompare(b)),
    version: fresh.version,
  };
}

function byHand(a: TaskRow, b: TaskRow): number {
  if (a.rank === b.rank) return a.id - b.id;
  return a.rank < b.rank ? -1 : 1;
}
