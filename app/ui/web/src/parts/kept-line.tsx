// A quiet line beside a field or form: what was typed before and never reached the server, and what can be done with it.
import "./typing.css";
import type { ReactNode } from "react";
import { clockOf } from "../lib/moments";

interface KeptLineProps {
  /** When it was typed last. */
  at: number;
  /** “Draft from”, “Not saved yet, from”. */
  said?: string;
  /** “not sent”. */
  why?: string;
  /** What was typed, where nothing else shows it. */
  words?: string;
  /** Beside a field that has little room. */
  isShort?: boolean;
  /** What can be done. */
  children: ReactNode;
}

export function KeptLine(props: KeptLineProps) {
  const { at, said = "Draft from", why = "", words, isShort = false, children } = props;
  return (
    <div className={isShort ? "kept is-short" : "kept"}>
      <p>
        {said} <span className="num">{clockOf(at)}</span>
        {why && `, ${why}`}
      </p>
      {children}
      {words !== undefined && (
        <div className="words" dir="auto">
          {words || "(empty)"}
        </div>
      )}
    </div>
  );
}

/** Pressing it must not end what is being typed. */
export function Act({ word, onClick }: { word: string; onClick: () => void }) {
  return (
    <button
      type="button"
      className="button quiet"
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {word}
    </button>
  );
}
