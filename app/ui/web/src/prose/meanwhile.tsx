// A quiet line below what is being typed: somebody changed the same text, and what they made of it.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { getJson } from "../lib/http";
import { later, Nothing } from "../lib/later";
import { agoOf } from "../lib/moments";
import type { Schema } from "../lib/payloads";
import { queries } from "../lib/query";
import { Act } from "../parts/kept-line";
import { placeOf, type TextOf } from "./use-written";

// Wanted only where somebody opens it: a list's titles need no Markdown.
const Prose = later(async () => ({ default: (await import("./prose")).Prose }), Nothing);

const TICK_MS = 5000;

interface MeanwhileProps {
  of: TextOf;
  /** The version what is typed grew from. */
  base: number;
  /** The text as it was when typing began. */
  from: string;
}

export function Meanwhile({ of, base, from }: MeanwhileProps) {
  const [isOpen, setOpen] = useState(false);
  const hasChanged = of.text !== from;
  const { data } = useQuery(
    {
      queryKey: ["meanwhile", placeOf(of), of.version],
      queryFn: ({ signal }) => asked(of, base, signal),
      enabled: hasChanged,
    },
    queries,
  );
  const now = useNow(hasChanged);
  if (!hasChanged || !data?.is_changed) return null;
  const when = data.at ? ` ${agoOf(Date.parse(data.at), now)}` : "";
  return (
    <div className="kept is-amber" role="status">
      <p>
        {data.author ?? "Somebody"} changed this{when}. What you type is not touched.
      </p>
      <Act word={isOpen ? "Hide it" : "See it"} onClick={() => setOpen(!isOpen)} />
      {isOpen && (
        <div className="words">
          <Prose text={data.text} small />
        </div>
      )}
    </div>
  );
}

function asked({ noun, item, field }: TextOf, since: number, signal: AbortSignal) {
  const query = new URLSearchParams({ noun, id: String(item), field, since: String(since) });
  return getJson<Schema<"TextSince">>(`/api/v1/texts?${query}`, signal);
}

function useNow(isWanted: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isWanted) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [isWanted]);
  return now;
}
