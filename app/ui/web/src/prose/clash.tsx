// Two people changed the same lines: both versions, and what to do. Nothing is overwritten before somebody chose.
import type { Clash } from "../lib/outbox";
import { clockOf } from "../lib/moments";
import type { Written } from "./use-written";

interface TextClashProps {
  clash: Clash;
  written: Written;
}

export function TextClash({ clash, written }: TextClashProps) {
  const { mine, theirs, together } = clash;
  return (
    <Versions
      clash={clash}
      onMine={() => written.settle(mine)}
      onTheirs={() => written.settle(theirs.text)}
      onBoth={() =>
        written.begin({ text: together ?? `${theirs.text} ${mine}`, base: theirs.version })
      }
    />
  );
}

interface VersionsProps {
  clash: Clash;
  onMine: () => void;
  onTheirs: () => void;
  onBoth: () => void;
}

export function Versions({ clash, onMine, onTheirs, onBoth }: VersionsProps) {
  const { mine, theirs } = clash;
  const who = theirs.author ?? "Somebody";
  const at = theirs.at ? ` at ${clockOf(Date.parse(theirs.at))}` : "";
  return (
    <section className="clash" role="alert" aria-label="Two versions of this text">
      <p>
        {who} changed the same words{at}. Nothing was overwritten; yours is kept here. What should
        stay?
      </p>
      <div className="clash-sides">
        <Side title="Yours" text={mine} other={theirs.text} />
        <Side title={who} text={theirs.text} other={mine} />
      </div>
      <div className="clash-acts">
        <button type="button" className="button" onClick={onMine}>
          Keep mine
        </button>
        <button type="button" className="button" onClick={onTheirs}>
          Keep {theirs.author ? `${theirs.author.split(" ")[0]}’s` : "theirs"}
        </button>
        <button type="button" className="button primary" onClick={onBoth}>
          Edit both together
        </button>
      </div>
    </section>
  );
}

/** A version, with the lines marked that the other has not. */
function Side({ title, text, other }: { title: string; text: string; other: string }) {
  const theirs = new Set(other.split("\n"));
  return (
    <div className="clash-side">
      <h4>{title}</h4>
      {/* It scrolls, also by keys. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="clash-text" dir="auto" tabIndex={0} role="group" aria-label={title}>
        {text.split("\n").map((line, at) => (
          <span key={at}>
            {at > 0 && "\n"}
            {theirs.has(line) ? line : <mark>{line}</mark>}
          </span>
        ))}
      </div>
    </div>
  );
}
