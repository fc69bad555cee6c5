// Where a sentence comes from: opens the exact place; hover or focus shows the quoted words.
import * as Tooltip from "@radix-ui/react-tooltip";
import { Link } from "react-router";
import type { Source } from "../lib/payloads";
import { titleOf } from "../lib/items";
import { KindIcon } from "./kind-icon";

const OPEN_AFTER_MS = 90;

export function SourceChip({ source }: { source: Source }) {
  return (
    <span className="source">
      <Tooltip.Provider delayDuration={OPEN_AFTER_MS} skipDelayDuration={0}>
        <Tooltip.Root>
          <Tooltip.Trigger asChild>
            <Link to={source.url} className="source-chip">
              <KindIcon kind={source.kind} size={11} />
              <span className="cut">{source.key || source.title}</span>
            </Link>
          </Tooltip.Trigger>
          <Tooltip.Portal>
            <Tooltip.Content
              className="source-card"
              side="bottom"
              align="start"
              sideOffset={4}
              collisionPadding={8}
            >
              <SourceCard source={source} />
            </Tooltip.Content>
          </Tooltip.Portal>
        </Tooltip.Root>
      </Tooltip.Provider>
    </span>
  );
}

function SourceCard({ source }: { source: Source }) {
  return (
    <>
      <span className="source-card-head">
        {source.key && <span className="key">{source.key}</span>}
        <span>{titleOf(source)}</span>
      </span>
      {source.quote && <blockquote>{source.quote}</blockquote>}
      {(source.author || source.at) && (
        <span className="source-card-foot">
          {source.author && <span>{source.author}</span>}
          {source.at && <span className="quiet-text">{source.at}</span>}
        </span>
      )}
    </>
  );
}

/** A chip a source, at most `most` of them. */
export function SourceChips({ sources, most = Infinity }: { sources: Source[]; most?: number }) {
  return sources
    .slice(0, most)
    .map((source, at) => <SourceChip key={`${source.kind}${source.id}${at}`} source={source} />);
}
