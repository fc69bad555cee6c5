// What a chip opens: its leaf, or its alternatives; turned round, joined by “or”, taken away.
import { useState } from "react";
import { sentenceOf } from "../lib/http";
import AddMenu from "./add-menu";
import { LeafEditor } from "./leaf-editor";
import { alternativesOf, anyOf, EVERYTHING, isLeaf, opposite, type Filter } from "./tree";
import { useVocabulary, useWords } from "./vocabulary";

interface PartEditorProps {
  part: Filter;
  listId?: number;
  onChange: (part: Filter | null) => void;
  onDone: () => void;
}

export default function PartEditor({ part, listId, onChange, onDone }: PartEditorProps) {
  const isTurned = "not" in part;
  const ways = alternativesOf(isTurned ? part.not : part);
  // The alternative in hand; beyond the last one for another, null for none.
  const [at, setAt] = useState<number | null>(ways.length === 1 ? 0 : null);
  const put = (place: number, way: Filter | null) => {
    const next = [...ways];
    next.splice(place, 1, ...(way ? [way] : []));
    const whole = next.length ? anyOf(next) : null;
    onChange(whole && isTurned ? { not: whole } : whole);
  };
  const own = { listId, onDone };
  return (
    <>
      {at === null ? (
        <ul className="leaf-ways">
          {ways.map((way, place) => (
            <li key={place}>
              <WayLine way={way} isFirst={place === 0} onOpen={() => setAt(place)} />
            </li>
          ))}
        </ul>
      ) : (
        <Way key={at} {...own} way={ways[at] ?? null} onChange={(way) => put(at, way)} />
      )}
      <div className="menu-foot leaf-foot">
        {ways.length > 1 && at !== null && (
          <button type="button" className="button quiet" onClick={() => setAt(null)}>
            All of it
          </button>
        )}
        <button type="button" className="button quiet" onClick={() => onChange(opposite(part))}>
          Opposite
        </button>
        <button type="button" className="button quiet" onClick={() => setAt(ways.length)}>
          Or…
        </button>
        <button type="button" className="button quiet" onClick={() => onChange(null)}>
          Take away
        </button>
      </div>
    </>
  );
}

interface WayProps {
  /** Null for one that is still to be put together. */
  way: Filter | null;
  listId?: number;
  onChange: (way: Filter | null) => void;
  onDone: () => void;
}

function Way({ way, listId, onChange, onDone }: WayProps) {
  const { data: vocabulary, error } = useVocabulary(listId, true);
  const [isNew] = useState(way === null);
  const { words } = useWords(way ?? EVERYTHING, "…");
  if (error) return <div className="menu-empty">{sentenceOf(error)}</div>;
  if (!vocabulary) return <div className="menu-empty">One moment…</div>;
  const leaf = way && isLeaf(way) ? way : null;
  if (isNew) {
    return (
      <AddMenu where={EVERYTHING} leaf={leaf} listId={listId} onLeaf={onChange} onDone={onDone} />
    );
  }
  const field = vocabulary.fields.find((one) => one.name === leaf?.field);
  if (!leaf || !field) return <div className="menu-empty">{words}</div>;
  return (
    <LeafEditor
      field={field}
      leaf={leaf}
      vocabulary={vocabulary}
      onChange={onChange}
      onDone={onDone}
    />
  );
}

interface WayLineProps {
  way: Filter;
  isFirst: boolean;
  onOpen: () => void;
}

function WayLine({ way, isFirst, onOpen }: WayLineProps) {
  const { words } = useWords(way, "…");
  return (
    <button type="button" className="menu-item" onClick={onOpen}>
      {!isFirst && <span className="hint-word">or</span>}
      <span className="cut">{words}</span>
    </button>
  );
}
