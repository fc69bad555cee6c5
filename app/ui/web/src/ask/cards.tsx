// What was asked to be done, exactly as it would change; nothing is done before somebody says yes.
import { ArrowRight, Check, Plus, TriangleAlert, Undo2, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import type { ProposedAct } from "../lib/page-state";
import { GroupCard } from "./group-card";
import { grouped } from "./grouping";

/** A refused confirmation changes no card: its button comes back after this. */
const BUSY_MS = 2500;

interface CardsProps {
  cards: ProposedAct[];
  onAct: (which: number[]) => void;
  onTakeBack: (card: number) => void;
}

export function Cards({ cards, onAct, onTakeBack }: CardsProps) {
  const [away, setAway] = useState<number[]>([]);
  const [busy, setBusy] = useState<number[]>([]);
  useEffect(() => setBusy([]), [cards]);
  const left = [...cards.keys()].filter((at) => !cards[at]?.done && !away.includes(at));
  // A group is one choice, however many it holds.
  const choices = grouped(cards, away).filter((one) =>
    one.places.some((at) => left.includes(at)),
  ).length;
  const leave = (which: number[]) => setAway((now) => [...now, ...which]);
  const confirm = (which: number[]) => {
    setBusy(which);
    onAct(which);
    setTimeout(() => setBusy([]), BUSY_MS);
  };
  return (
    <div className="cards" role="group" aria-label="Proposed changes">
      {grouped(cards, away).map((one) => {
        const [at] = one.places;
        const card = at === undefined ? undefined : cards[at];
        if (at === undefined || !card) return null;
        if (one.title) {
          return (
            <GroupCard
              key={`group-${at}`}
              title={one.title}
              cards={one.places.flatMap((place) => cards[place] ?? [])}
              isBusy={one.places.some((place) => busy.includes(place) && !cards[place]?.done)}
              onYes={() => confirm(one.places.filter((place) => !cards[place]?.done))}
              onNo={() => leave(one.places)}
              onTakeBack={() => onTakeBack(at)}
            />
          );
        }
        return (
          <ActCard
            key={at}
            card={card}
            isBusy={busy.includes(at) && !card.done}
            onYes={() => confirm([at])}
            onNo={() => leave([at])}
            onTakeBack={() => onTakeBack(at)}
          />
        );
      })}
      {choices > 1 && (
        <div className="cards-all">
          <button
            type="button"
            className="button primary"
            disabled={busy.length > 0}
            onClick={() => confirm(left)}
          >
            <Check size={14} aria-hidden="true" />
            Confirm all {choices}
          </button>
          <button type="button" className="button quiet" onClick={() => leave(left)}>
            Leave them
          </button>
          <span className="hint">All or none, and one undo.</span>
        </div>
      )}
      {away.length === cards.length && <p className="hint">Left as it is. Nothing was changed.</p>}
    </div>
  );
}

interface ActCardProps {
  card: ProposedAct;
  isBusy: boolean;
  onYes: () => void;
  onNo: () => void;
  onTakeBack: () => void;
}

function ActCard({ card, isBusy, onYes, onNo, onTakeBack }: ActCardProps) {
  return (
    <article className={`act-card${card.done ? " is-done" : ""}`} aria-label={card.title}>
      <ActHead card={card} onTakeBack={onTakeBack} />
      <dl>
        {card.lines.map((line) => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            <dd dir="auto">
              {line.old && (
                <>
                  <del>{line.old}</del>
                  <ArrowRight size={12} role="img" aria-label="becomes" />
                </>
              )}
              <ins>{line.new}</ins>
            </dd>
          </div>
        ))}
      </dl>
      {card.warning && !card.done && (
        <p className="act-warning">
          <TriangleAlert size={13} aria-hidden="true" />
          {card.warning}
        </p>
      )}
      {!card.done && (
        <footer>
          <button
            type="button"
            className="button primary"
            disabled={isBusy}
            aria-label={`Confirm: ${card.title}`}
            onClick={onYes}
          >
            {YES[card.act.do] ?? "Confirm"}
          </button>
          <button
            type="button"
            className="button quiet"
            aria-label={`Leave it: ${card.title}`}
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

const YES: Record<string, string> = { delete: "Delete it", create: "Make it" };

function ActHead({ card, onTakeBack }: { card: ProposedAct; onTakeBack: () => void }) {
  const { done, target } = card;
  if (done) {
    return (
      <header>
        <Check size={15} className="act-tick" aria-hidden="true" />
        <p>
          <Link to={done.url} className="act-open">
            <span className="key">{done.key}</span>
            <span className="cut" dir="auto">
              {done.title}
            </span>
          </Link>
        </p>
        <button type="button" className="button quiet" onClick={onTakeBack}>
          <Undo2 size={13} aria-hidden="true" />
          Undo
        </button>
      </header>
    );
  }
  return (
    <header>
      {card.act.do === "create" && <Plus size={15} aria-hidden="true" />}
      <p>
        {card.title}
        {target && (
          <Link to={target.url} className="act-open" title={target.title}>
            <span className="cut" dir="auto">
              {target.title}
            </span>
          </Link>
        )}
      </p>
    </header>
  );
}
