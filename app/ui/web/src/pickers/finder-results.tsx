// What is found by a key or some words of a title, best first.
import { useEffect, useState } from "react";
import type { Found } from "../lib/payloads";
import { sentenceOf } from "../lib/http";
import { useGoto } from "../lib/goto";
import { KindIcon } from "../parts/kind-icon";
import { MenuItem, MenuList } from "./menu-list";

const MOST_SHOWN = 12;
const ASKED = { limit: 40, waitMs: 90 };

interface FinderResultsProps {
  kinds: string[];
  label: string;
  placeholder: string;
  onPick: (found: Found) => void;
}

export default function FinderResults({ kinds, label, placeholder, onPick }: FinderResultsProps) {
  const [words, setWords] = useState("");
  const [isEarly, setEarly] = useState(false);
  const { found, isBehind, error } = useGoto(words, { ...ASKED, isWanted: true });
  const fitting = found.filter((one) => kinds.includes(one.kind)).slice(0, MOST_SHOWN);
  const [best] = fitting;
  // Enter pressed before the answer came means its first line.
  useEffect(() => {
    if (!isEarly || isBehind) return;
    setEarly(false);
    if (best) onPick(best);
  }, [isEarly, isBehind, best, onPick]);
  return (
    <div
      role="presentation"
      onKeyDownCapture={(event) => {
        if (event.key !== "Enter" || !isBehind) return;
        event.preventDefault();
        event.stopPropagation();
        setEarly(true);
      }}
    >
      <MenuList label={label} placeholder={placeholder} words={words} onWords={setWords}>
        {fitting.map((one) => (
          <MenuItem
            key={`${one.kind}${one.id}`}
            value={`${one.kind}${one.id}`}
            onSelect={() => onPick(one)}
          >
            <KindIcon kind={one.kind} />
            {one.key && <span className="key">{one.key}</span>}
            <span className="cut" dir="auto">
              {one.title}
            </span>
            {one.place && (
              <span className="hint cut" style={{ marginLeft: "auto" }}>
                {one.place}
              </span>
            )}
          </MenuItem>
        ))}
        {!fitting.length && !isBehind && (
          <div className="menu-empty">{error ? unsearched(error) : nothing(words)}</div>
        )}
      </MenuList>
    </div>
  );
}

const unsearched = (error: Error) =>
  sentenceOf(error, "It can't be searched just now: check the connection and try again.");

const nothing = (words: string) =>
  words ? `Nothing is called “${words}”.` : "Type a key or some words of a title.";
