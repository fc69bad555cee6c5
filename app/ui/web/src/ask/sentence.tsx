// One sentence of an answer: its count opens the records, its chips their places.
import { useState } from "react";
import { Link } from "react-router";
import type { CountedLine, Sentence } from "../lib/page-state";
import { KindIcon } from "../parts/kind-icon";
import { StatusGlyph } from "../parts/glyphs";
import { SourceChips } from "../parts/source-chip";

const VERDICTS: Record<string, string> = {
  changed: "This changed since it was said",
  gone: "Its source is gone since it was said",
};

export function SentenceLine({ one, onExpand }: { one: Sentence; onExpand: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const isCountable = one.all > 0;
  const turn = () => {
    if (!isOpen && !one.lines) onExpand();
    setOpen(!isOpen);
  };
  const verdict = VERDICTS[one.verdict ?? ""];
  const [before, count, after] = isCountable ? splitAtCount(one.text, one.all) : [one.text];
  return (
    <div className={`sentence-block${verdict ? " no-longer" : ""}`} title={verdict}>
      <p className="sentence">
        {before}
        {count && (
          <button type="button" className="count-link num" aria-expanded={isOpen} onClick={turn}>
            {count}
          </button>
        )}
        {after}
        <SourceChips sources={one.sources} />
        {isCountable && one.all > one.sources.length && (
          <button type="button" className="all-link" aria-expanded={isOpen} onClick={turn}>
            {isOpen ? "fold" : `all ${one.all}`}
          </button>
        )}
      </p>
      {isOpen &&
        (one.lines ? (
          <Counted lines={one.lines} all={one.all} opens={one.opens ?? ""} />
        ) : (
          <Bone />
        ))}
    </div>
  );
}

/** The text before the count, the count as it is written, and the text after it. */
export function splitAtCount(text: string, count: number): [string, string?, string?] {
  const written = `${count}|${count.toLocaleString("en")}`;
  const found = new RegExp(`(?<!\\d)(?:${written})(?!\\d)`).exec(text);
  if (!found) return [text];
  const end = found.index + found[0].length;
  return [text.slice(0, found.index), found[0], text.slice(end)];
}

function Bone() {
  return <div className="bone" style={{ height: 20, margin: "8px 0" }} />;
}

interface CountedProps {
  lines: CountedLine[];
  all: number;
  opens: string;
}

function Counted({ lines, all, opens }: CountedProps) {
  return (
    <ul className="counted">
      {lines.map((line) => (
        <li key={line.key}>
          <Link to={line.url}>
            {line.is_goal ? (
              <KindIcon kind="goal" />
            ) : (
              <>
                <StatusGlyph category={line.category} part={line.part} title={line.status} />
                <span className="key">{line.key}</span>
              </>
            )}
            <span className="cut" title={line.title} dir="auto">
              {line.title}
            </span>
            <span className={`counted-due num ${line.tone}`} title={line.due_tip}>
              {line.due}
            </span>
          </Link>
        </li>
      ))}
      {lines.length < all && (
        <li className="hint">{all - lines.length} more are not shown here.</li>
      )}
      {opens && (
        <li>
          <Link to={opens} className="linklike">
            Open all {all} on a page
          </Link>
        </li>
      )}
    </ul>
  );
}
