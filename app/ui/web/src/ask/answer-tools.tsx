// What can be done with an answer: check it again, share how it was read, say whether it helped.
import {
  Copy,
  Link as LinkIcon,
  RefreshCw,
  ThumbsDown,
  ThumbsUp,
  type LucideIcon,
} from "lucide-react";
import { useState } from "react";
import { addressOf, answerText } from "../lib/copying";
import type { Turn } from "../lib/page-state";
import { CopyButton } from "../parts/copy-button";
import type { ReadingOptions } from "./answer";

const THUMBS: [number, LucideIcon, string][] = [
  [1, ThumbsUp, "It helped"],
  [-1, ThumbsDown, "It did not help"],
];

interface ToolsProps {
  turn: Turn;
  onRecheck: () => void;
  onRate: (thumb: number) => void;
}

export function Tools({ turn, onRecheck, onRate }: ToolsProps) {
  return (
    <div className="answer-tools no-print">
      <button
        type="button"
        className="button quiet"
        onClick={onRecheck}
        title="Run every sentence's claim again"
      >
        <RefreshCw size={13} aria-hidden="true" />
        {turn.checked ? `Checked ${turn.checked}` : "Re-check"}
      </button>
      <CopyButton
        className="button quiet"
        tip="Copy the answer with its sources, as Markdown"
        text={answerText(turn)}
      >
        <Copy size={13} aria-hidden="true" /> Copy
      </CopyButton>
      <CopyButton
        className="button quiet"
        tip="Copy a link to this question as it was read"
        text={addressOf(turn)}
      >
        <LinkIcon size={13} aria-hidden="true" /> Link
      </CopyButton>
      {THUMBS.map(([thumb, Icon, word]) => {
        const isOn = turn.thumb === thumb;
        return (
          <button
            key={thumb}
            type="button"
            className={`button quiet square${isOn ? " on" : ""}`}
            aria-pressed={isOn}
            aria-label={word}
            title={word}
            onClick={() => onRate(isOn ? 0 : thumb)}
          >
            <Icon size={13} />
          </button>
        );
      })}
    </div>
  );
}

interface LearnProps {
  turn: Turn;
  options: ReadingOptions;
  onTeach: (words: string, ref: string) => void;
}

/** A corrected name can be remembered: next time the same words mean the same thing. */
export function Learn({ turn, options, onTeach }: LearnProps) {
  const [isDone, setDone] = useState(false);
  const lesson = lessonOf(turn.fixed);
  if (!lesson || isDone) return null;
  const [words, ref] = lesson;
  const named = Object.values(options)
    .flatMap((some) => some ?? [])
    .find((one) => one.value === ref);
  if (!named) return null;
  const remember = () => {
    onTeach(words, ref);
    setDone(true);
  };
  return (
    <p className="learn">
      Should “{words}” always mean <strong>{named.label}</strong>?{" "}
      <button type="button" className="linklike" onClick={remember}>
        Remember it
      </button>{" "}
      <button type="button" className="linklike" onClick={() => setDone(true)}>
        No
      </button>
    </p>
  );
}

const LESSON = "learn=";

/** The words that were corrected, and what they stand for. */
function lessonOf(fixed: string[]): [string, string] | null {
  const fix = fixed.find((one) => one.startsWith(LESSON));
  const [words, ref] = fix?.slice(LESSON.length).split("→") ?? [];
  return words && ref ? [words, ref] : null;
}
