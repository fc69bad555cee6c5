// Which rows of a list fit what only the server can tell; of those known, only what changed since is asked for.
import type { Schema } from "../lib/payloads";
import { getJson } from "../lib/http";

/** After so long all rows are asked for again: days pass without a change. */
const GOOD_FOR_MS = 600_000;

interface Asked {
  listId: number;
  /** The filter as it stands in an address. */
  text: string;
}

/** The rows that fitted up to an event of the log; `at` is when all of them were asked for. */
export interface Fits extends Asked {
  ids: ReadonlySet<number>;
  version: number;
  at: number;
}

/** The rows that fit now; null where nothing is asked, so that all do. */
export async function fitting(
  asked: Asked,
  known: Fits | null,
  signal: AbortSignal,
): Promise<Fits | null> {
  const { listId, text } = asked;
  if (!text) return null;
  const now = Date.now();
  const isKnown = known?.listId === listId && known.text === text && now - known.at < GOOD_FOR_MS;
  const base = isKnown ? known : null;
  const since = base ? `&since=${base.version}` : "";
  const found = await getJson<Schema<"Fitting">>(
    `/api/v1/lists/${listId}/fitting?where=${text}${since}`,
    signal,
  );
  const whole = { ...asked, ids: new Set(found.ids), version: found.version, at: now };
  return base && found.among ? { ...whole, ids: joined(base, found), at: base.at } : whole;
}

/** What fitted, but for the rows looked at anew: those as they are now. */
function joined(base: Fits, found: Schema<"Fitting">): ReadonlySet<number> {
  const again = new Set(found.among);
  return new Set([...[...base.ids].filter((id) => !again.has(id)), ...found.ids]);
}
