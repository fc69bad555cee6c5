// Questions and their answers, as one conversation.
import "./ask.css";
import { ArrowUp, ChevronRight } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link, useNavigate } from "react-router";
import type { Conversation, Turn } from "../lib/page-state";
import { useKeptWords } from "../lib/use-kept-words";
import { Answer, type AnswerActions, type ReadingOptions } from "./answer";
import { Past } from "./past";

interface AskPageProps {
  turns?: Turn[];
  /** The question being answered; empty while none is. */
  busy?: string;
  examples?: string[];
  options?: ReadingOptions;
  model?: string;
  /** The id of the conversation; 0 before it has one. */
  conversation?: number;
  past?: Conversation[];
  onExpand?: (turn: number, sentence: number) => void;
  onRecheck?: () => void;
  onRate?: (turn: number, thumb: number) => void;
  onForget?: (conversation: number) => void;
  onTeach?: (words: string, ref: string) => void;
  onAct?: (turn: number, which: number[]) => void;
  onTakeBack?: (turn: number, card: number) => void;
}

export type Ask = (question: string, fixed?: string[]) => void;

const NO_OPTIONS: ReadingOptions = {};

export function AskPage(props: AskPageProps) {
  const { turns = [], busy = "", options = NO_OPTIONS, model = "" } = props;
  const ask = useAsk(props.conversation ?? 0, busy !== "");
  const end = useEndInView(turns.length);
  if (!turns.length && !busy) {
    return (
      <AskEmpty
        examples={props.examples ?? []}
        past={props.past ?? []}
        onAsk={ask}
        onForget={props.onForget}
      />
    );
  }
  const actionsOf = (turn: Turn, index: number): AnswerActions => ({
    onAsk: ask,
    onExpand: (sentence) => props.onExpand?.(index, sentence),
    onRecheck: () => props.onRecheck?.(),
    onRate: (thumb) => props.onRate?.(turn.id, thumb),
    onTeach: (words, ref) => props.onTeach?.(words, ref),
    onAct: (which) => props.onAct?.(turn.id, which),
    onTakeBack: (card) => props.onTakeBack?.(turn.id, card),
  });
  return (
    <div className="ask">
      {turns.map((turn, index) => {
        const isLast = index === turns.length - 1;
        return (
          <div key={turn.id} ref={isLast && !busy ? end : null}>
            <Answer
              turn={turn}
              isLast={isLast}
              options={options}
              model={model}
              actions={actionsOf(turn, index)}
            />
          </div>
        );
      })}
      {busy && (
        <section className="answer" aria-busy="true" ref={end}>
          <h1 dir="auto">{busy}</h1>
          <div className="bone" style={{ height: 22, width: "46%" }} />
          <div className="bone" style={{ height: 18, marginTop: 20 }} />
          <div className="bone" style={{ height: 18, width: "72%", marginTop: 10 }} />
        </section>
      )}
      <div className="ask-follow no-print">
        <AskBox
          place={`ask:${props.conversation ?? 0}`}
          onAsk={ask}
          busy={busy !== ""}
          placeholder="Ask on: “and last week?”, “only mine”, “who owns it?”"
        />
        <Link to="/ask" className="linklike">
          New conversation
        </Link>
      </div>
    </div>
  );
}

/** The address asks: the page answers what it says, also after a reload or for whom it is shared with. */
function useAsk(conversation: number, isBusy: boolean): Ask {
  const navigate = useNavigate();
  return (question, fixed = []) => {
    const clean = question.trim();
    if (!clean || isBusy) return;
    const query = new URLSearchParams();
    if (conversation) query.set("c", String(conversation));
    query.set("q", clean);
    if (fixed.length) query.set("fix", fixed.join(";"));
    navigate(`/ask?${query}`);
  };
}

/** Scrolls to the newest turn when there is one more. */
function useEndInView(count: number) {
  const end = useRef<HTMLDivElement>(null);
  const seen = useRef(count);
  useEffect(() => {
    if (count > seen.current && count > 1) {
      end.current?.scrollIntoView({ behavior: "smooth", block: "start" });
    }
    seen.current = count;
  }, [count]);
  return end;
}

interface AskEmptyProps {
  examples: string[];
  past: Conversation[];
  onAsk: Ask;
  onForget?: (conversation: number) => void;
}

function AskEmpty({ examples, past, onAsk, onForget }: AskEmptyProps) {
  return (
    <div className="ask-empty">
      <h1>What do you want to know?</h1>
      <p className="ask-lead">
        Ask about the work as you would ask a colleague. Every sentence of the answer opens the
        records it came from.
      </p>
      <AskBox onAsk={onAsk} autoFocus large />
      {past.length > 0 && <Past past={past} onForget={onForget} />}
      {examples.length > 0 && (
        <ul className="ask-examples" aria-label="Examples">
          {examples.map((one) => (
            <li key={one}>
              <button type="button" onClick={() => onAsk(one)}>
                <ChevronRight size={14} aria-hidden="true" />
                {one}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface AskBoxProps {
  /** Which question is typed here, as drafts name it. */
  place?: string;
  onAsk: Ask;
  autoFocus?: boolean;
  large?: boolean;
  busy?: boolean;
  placeholder?: string;
}

function AskBox(props: AskBoxProps) {
  const { onAsk, large = false, busy = false, placeholder = "Ask a question…" } = props;
  const { words, write, clear } = useKeptWords(props.place ?? "ask");
  return (
    <form
      className={`ask-box${large ? " large" : ""}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!words.trim() || busy) return;
        onAsk(words);
        clear();
      }}
    >
      <input
        value={words}
        onChange={(event) => write(event.target.value)}
        placeholder={placeholder}
        aria-label="Your question"
        autoFocus={props.autoFocus}
        autoComplete="off"
        maxLength={800}
        dir="auto"
      />
      <button
        type="submit"
        className="button primary square"
        disabled={!words.trim() || busy}
        aria-label="Ask"
      >
        <ArrowUp size={16} />
      </button>
    </form>
  );
}
