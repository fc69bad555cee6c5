// A language model's wording of an answer that already stands; every sentence of it was checked.
import { Sparkles } from "lucide-react";
import { useEffect, useState } from "react";
import { useEvent } from "../lib/use-event";
import { SourceChips } from "../parts/source-chip";
import { BEGUN, FAILED, messagesOf, withMessage, type Wording } from "./stream";
import { many } from "../lib/numbers";

const STATES = {
  writing: "Wording it…",
  failed: "The model did not answer: the plain answer stands.",
  done: "Worded by the model; every number and source was checked.",
};
// Where the plain answer found nothing, the model may look with other words.
const REFUSED_STATES = {
  writing: "Looking further…",
  failed: "The model had nothing to add that could be proved.",
  done: "Found by the model, which looked further; every number and source was checked.",
};

interface WordedProps {
  worded: Wording;
  /** The plain answer found nothing. */
  refused?: boolean;
}

export function Worded({ worded, refused = false }: WordedProps) {
  const { state, text, looks, sentences, dropped } = worded;
  const lastLook = state === "writing" && !text ? looks.at(-1) : undefined;
  const head = lastLook ? `${lastLook}…` : (refused ? REFUSED_STATES : STATES)[state];
  return (
    <div className="worded">
      <p className="worded-head" title={looks.join("; ") || undefined}>
        <Sparkles size={13} aria-hidden="true" />
        <span dir="auto">
          {head}
          {droppedWords(dropped)}
        </span>
      </p>
      {state === "writing" && text && (
        <p className="sentence" dir="auto">
          {text}
          <span className="caret" />
        </p>
      )}
      {sentences.map((one, index) => (
        <p key={index} className="sentence">
          {one.text}
          <SourceChips sources={one.sources} />
        </p>
      ))}
      {state === "done" && looks.length > 0 && (
        <p className="quiet-text" dir="auto">
          It looked further: {looks.join("; ")}.
        </p>
      )}
    </div>
  );
}

function droppedWords(count: number): string {
  if (count === 0) return "";
  const [were, them] = count === 1 ? ["was", "it"] : ["were", "them"];
  return ` ${many(count, "sentence")} ${were} dropped: nothing supported ${them}.`;
}

interface WordedWeekProps {
  question?: string;
  fixed?: string[];
  /** The model's name; empty where none is set. */
  model?: string;
}

const NOT_FIXED: string[] = [];

/** The week of a summary in a model's words, above the numbers; nothing where no model is set. */
export function WordedWeek({ question = "", fixed = NOT_FIXED, model = "" }: WordedWeekProps) {
  const key = `${question}${fixed.join(";")}`;
  const worded = useWording({ question, fixed }, key, Boolean(model && question));
  return worded && worded.state !== "failed" ? <Worded worded={worded} /> : null;
}

interface Question {
  question: string;
  earlier?: string[];
  fixed: string[];
}

/** The plain answer is already there; its wording streams in above it. Null where none is wanted.
 *
 * Another `key` asks anew; what else changes of the same question does not.
 */
export function useWording(question: Question, key: string, isWanted: boolean): Wording | null {
  const [worded, setWorded] = useState<Wording | null>(null);
  const bodyNow = useEvent(() => JSON.stringify(question));
  useEffect(() => {
    setWorded(isWanted ? BEGUN : null);
    if (!isWanted) return undefined;
    const stop = new AbortController();
    read(bodyNow(), stop.signal, setWorded).catch(() => {
      if (!stop.signal.aborted) setWorded(FAILED);
    });
    return () => stop.abort();
  }, [key, isWanted, bodyNow]);
  return worded;
}

async function read(
  body: string,
  signal: AbortSignal,
  onWorded: (worded: Wording) => void,
): Promise<void> {
  const answer = await fetch("/api/v1/ask/stream", {
    method: "POST",
    signal,
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body,
  });
  if (!answer.ok || !answer.body) throw new Error("There is no stream.");
  let worded = BEGUN;
  for await (const message of messagesOf(answer.body)) {
    worded = withMessage(worded, message);
    onWorded(worded);
  }
  if (worded.state === "writing") throw new Error("The stream was cut off.");
}
