// Many changes of one kind as one card: it says how many, opens into them, and takes one yes.
import { ArrowRight, Check, ChevronRight, TriangleAlert, Undo2, X } from "lucide-react";
import { Link } from "react-router";
import type { ProposedAct } from "../lib/page-state";

interface GroupCardProps {
  title: string;
  cards: ProposedAct[];
  isBusy: boolean;
  onYes: () => void;
  onNo: () => void;
  onTakeBack: () => void;
}

export function GroupCard({ title, cards, isBusy, onYes, onNo, onTakeBack }: GroupCardProps) {
  const isDone = cards.every((card) => card.done);
  const warned = cards.filter((card) => card.warning && !card.done).length;
  return (
    <article className={`act-card${isDone ? " is-done" : ""}`} aria-label={title}>
      <header>
        {isDone && <Check size={15} className="act-tick" aria-hidden="true" />}
        <p>{isDone ? `Done: ${lowered(title)}` : title}</p>
        {isDone && (
          <button type="button" className="button quiet" onClick={onTakeBack}>
            <Undo2 size={13} aria-hidden="true" />
            Undo
          </button>
        )}
      </header>
      <details className="act-group">
        <summary>
          <ChevronRight size={13} className="turn" aria-hidden="true" />
          All {cards.length}
        </summary>
        <ul>
          {cards.map((card) => (
            <GroupLine key={`${card.title}${card.target?.url ?? ""}`} card={card} />
          ))}
        </ul>
      </details>
      {warned > 0 && (
        <p className="act-warning">
          <TriangleAlert size={13} aria-hidden="true" />
          {warned === 1 ? "One of them comes" : `${warned} of them come`} with a warning: look
          inside.
        </p>
      )}
      {!isDone && (
        <footer>
          <button
            type="button"
            className="button primary"
            disabled={isBusy}
            aria-label={`Confirm: ${title}`}
            onClick={onYes}
          >
            Confirm {cards.length}
          </button>
          <button
            type="button"
            className="button quiet"
            aria-label={`Leave it: ${title}`}
            onClick={onNo}
          >
            <X size={13} aria-hidden="true" />
            Leave it
          </button>
        </footer>
      )}
    </article>
  );
}

function GroupLine({ card }: { card: ProposedAct }) {
  const named = card.done ?? card.target;
  return (
    <li>
      {named && (
        <Link to={named.url} className="act-open">
          <span className="cut" dir="auto">
            {named.title}
          </span>
        </Link>
      )}
      {card.lines.map((line) => (
        <span key={line.label} className="hint" dir="auto">
          {line.label}: {line.old && <del>{line.old}</del>}{" "}
          {line.old && <ArrowRight size={11} role="img" aria-label="becomes" />} {line.new}
        </span>
      ))}
      {card.warning && !card.done && <span className="act-warning">{card.warning}</span>}
    </li>
  );
}

function lowered(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}
