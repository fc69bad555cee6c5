// One question and its answer: how it was read, sentences with sources, and how it was found.
import "../parts/near.css";
import { ChevronRight, History } from "lucide-react";
import { Link } from "react-router";
import type { Turn } from "../lib/page-state";
import type { Source } from "../lib/payloads";
import { titleOf } from "../lib/items";
import { KindIcon } from "../parts/kind-icon";
import type { Option } from "../pickers/options";
import { Tools, Learn } from "./answer-tools";
import type { Ask } from "./ask-page";
import { Cards } from "./cards";
import { Reading } from "./reading";
import { SentenceLine } from "./sentence";
import { useWording, Worded } from "./wording";

/** What each kind of chip can be changed to. */
export type ReadingOptions = Record<string, Option<string>[] | undefined>;

export interface AnswerActions {
  onAsk: Ask;
  /** Asks for the records behind a sentence's count. */
  onExpand: (sentence: number) => void;
  onRecheck: () => void;
  onRate: (thumb: number) => void;
  onTeach: (words: string, ref: string) => void;
  onAct: (which: number[]) => void;
  onTakeBack: (card: number) => void;
}

interface AnswerProps {
  turn: Turn;
  isLast: boolean;
  options: ReadingOptions;
  model: string;
  actions: AnswerActions;
}

export function Answer({ turn, isLast, options, model, actions }: AnswerProps) {
  const isPlain = !turn.cards?.length && !turn.saved && !turn.candidates.length && !turn.note;
  const worded = useWording(
    { question: turn.question, earlier: turn.earlier ?? [], fixed: turn.fixed },
    String(turn.id),
    isLast && model !== "" && isPlain,
  );
  const refused = !turn.sentences.length && !turn.candidates.length && !turn.note;
  // The plain answer found nothing; a model that looks further may.
  const nothing = refused && worded?.state !== "done";
  const isBeside = worded !== null && worded.state !== "failed";
  return (
    <section className="answer" aria-live="polite">
      <h1 dir="auto">{turn.question}</h1>
      <Reading turn={turn} options={options} onAsk={actions.onAsk} />
      <Learn turn={turn} options={options} onTeach={actions.onTeach} />
      {turn.changed > 0 && <Changed turn={turn} onAsk={actions.onAsk} />}
      {worded && <Worded worded={worded} refused={refused} />}
      <div className={isBeside ? "plain beside-worded" : "plain"}>
        {turn.sentences.map((one, index) => (
          <SentenceLine key={index} one={one} onExpand={() => actions.onExpand(index)} />
        ))}
      </div>
      {turn.cards && turn.cards.length > 0 && (
        <Cards cards={turn.cards} onAct={actions.onAct} onTakeBack={actions.onTakeBack} />
      )}
      {turn.note && <p className="sentence">{turn.note}</p>}
      {nothing && <Nothing lookedAt={turn.looked_at} />}
      {turn.candidates.length > 0 && <Candidates turn={turn} onAsk={actions.onAsk} />}
      {turn.nearest.length > 0 && <Nearest nearest={turn.nearest} />}
      {!nothing && !turn.note && (
        <Tools turn={turn} onRecheck={actions.onRecheck} onRate={actions.onRate} />
      )}
      {!turn.note && (
        <HowFound
          turn={turn}
          mode={refused && !nothing ? "model" : turn.mode}
          lookedAt={nothing ? [] : turn.looked_at}
        />
      )}
    </section>
  );
}

function Changed({ turn, onAsk }: { turn: Turn; onAsk: Ask }) {
  return (
    <p className="changed" role="status">
      <History size={14} aria-hidden="true" /> {turn.changed} of these sentences no longer{" "}
      {turn.changed === 1 ? "holds" : "hold"}: the work changed since.{" "}
      <button type="button" className="linklike" onClick={() => onAsk(turn.question, turn.fixed)}>
        Ask anew
      </button>
    </p>
  );
}

function Nothing({ lookedAt }: { lookedAt: string[] }) {
  return (
    <div className="nothing">
      <p>Nothing here answers this.</p>
      {lookedAt.length > 0 && <p className="quiet-text">Looked at {lookedAt.join("; ")}.</p>}
      <p className="hint">
        Name a person, a list, a goal or a task as it is written here, or ask for one thing at a
        time.
      </p>
    </div>
  );
}

function Candidates({ turn, onAsk }: { turn: Turn; onAsk: Ask }) {
  const unknown = turn.unknown ?? [];
  const question = unknown.length
    ? `Nothing you can see is called “${unknown.join("”, “")}”. Do you mean one of these?`
    : "Which one do you mean?";
  return (
    <div className="candidates">
      {!turn.note && <p className="quiet-text">{question}</p>}
      {turn.candidates.map((one) => (
        <button
          key={one.question}
          type="button"
          className="chip"
          onClick={() => onAsk(one.question)}
        >
          {one.label}
        </button>
      ))}
    </div>
  );
}

function Nearest({ nearest }: { nearest: Source[] }) {
  return (
    <div className="nearest">
      <h2>Nearest to it</h2>
      <ul>
        {nearest.map((one) => (
          <li key={`${one.kind}${one.id}`}>
            <Link to={one.url} className="near">
              <KindIcon kind={one.kind} />
              {one.key && <span className="key">{one.key}</span>}
              <span className="cut">{titleOf(one)}</span>
            </Link>
            {one.quote && !one.title.endsWith(one.quote.trim()) && (
              <p className="near-quote" dir="auto">
                {withoutMarks(one.quote)}
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

const LONGEST_QUOTE = 320;

/** A quoted line as it reads, not as it was typed. */
export function withoutMarks(text: string): string {
  return text
    .replace(/(^|\s)(#{1,6}|>|[-*+])\s+/g, "$1")
    .replace(/\*\*|__|`/g, "")
    .replace(/(^|\W)[*_](\S(?:[^*_\n]*\S)?)[*_](?=\W|$)/g, "$1$2")
    .slice(0, LONGEST_QUOTE);
}

const MODES: Record<string, string> = {
  computed: "Computed from the records, without a language model",
  retrieved: "Found in what was written, without a language model",
  model: "Worded by a language model from the records found",
  none: "Nothing found",
};

interface HowFoundProps {
  turn: Turn;
  mode: string;
  lookedAt: string[];
}

function HowFound({ turn, mode, lookedAt }: HowFoundProps) {
  const took =
    turn.took_ms >= 1000
      ? `${(turn.took_ms / 1000).toFixed(1)} s`
      : `${Math.max(1, Math.round(turn.took_ms))} ms`;
  return (
    <details className="found">
      <summary>
        <ChevronRight size={13} className="turn" aria-hidden="true" />
        How this was found{" "}
        <span className="quiet-text">
          · {MODES[mode] ?? mode} · <span className="num">{took}</span>
        </span>
      </summary>
      <ul>
        {lookedAt.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
        <li>True as of {turn.as_of_text}.</li>
      </ul>
    </details>
  );
}
