// What was asked to be done, exactly as it would change; nothing is done before somebody says yes.
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { ArrowRight, Check, Plus, TriangleAlert, Undo2, X } from "lucide-react";

export function Cards({ cards, onAct, onTakeBack }) {
  const [away, setAway] = useState([]);
  const [busy, setBusy] = useState([]);
  useEffect(() => setBusy([]), [cards]);
  const left = cards.map((_, index) => index).filter((index) => !cards[index].done && !away.includes(index));
  const confirm = (which) => {
    setBusy(which);
    onAct?.(which);
    setTimeout(() => setBusy([]), 2500);
  };
  return (
    <div className="cards" role="group" aria-label="Proposed changes">
      {cards.map((card, index) => away.includes(index) ? null : (
        <ActCard key={index} card={card} busy={busy.includes(index) && !card.done}
          onYes={() => confirm([index])} onNo={() => setAway([...away, index])} onTakeBack={() => onTakeBack?.(index)} />
      ))}
      {left.length > 1 && (
        <div className="cards-all">
          <button type="button" className="button primary" disabled={busy.length > 0} onClick={() => confirm(left)}><Check size={14} aria-hidden="true" />Confirm all {left.length}</button>
          <button type="button" className="button quiet" onClick={() => setAway([...away, ...left])}>Leave them</button>
          <span className="hint">All or none, and one undo.</span>
        </div>
      )}
      {away.length === cards.length && <p className="hint">Left as it is. Nothing was changed.</p>}
    </div>
  );
}

function ActCard({ card, busy, onYes, onNo, onTakeBack }) {
  const fresh = card.act.do === "create";
  const done = card.done;
  return (
    <article className={`act-card${done ? " is-done" : ""}`} aria-label={card.title}>
      <header>
        {done ? <Check size={15} className="act-tick" aria-hidden="true" /> : fresh ? <Plus size={15} aria-hidden="true" /> : null}
        {done
          ? <p><Link to={done.url} className="act-open"><span className="key">{done.key}</span><span className="cut" dir="auto">{done.title}</span></Link></p>
          : <p>{card.title}{card.target && <Link to={card.target.url} className="act-open" title={card.target.title}><span className="cut" dir="auto">{card.target.title}</span></Link>}</p>}
        {done && <button type="button" className="button quiet" onClick={onTakeBack}><Undo2 size={13} aria-hidden="true" />Undo</button>}
      </header>
      <dl>
        {card.lines.map((line) => (
          <div key={line.label}><dt>{line.label}</dt>
            <dd dir="auto">{line.old && <><del>{line.old}</del><ArrowRight size={12} role="img" aria-label="becomes" /></>}<ins>{line.new}</ins></dd></div>
        ))}
      </dl>
      {card.warning && !done && <p className="act-warning"><TriangleAlert size={13} aria-hidden="true" />{card.warning}</p>}
      {!done && (
        <footer>
          <button type="button" className="button primary" disabled={busy} aria-label={`Confirm: ${card.title}`} onClick={onYes}>{card.act.do === "delete" ? "Delete it" : fresh ? "Make it" : "Confirm"}</button>
          <button type="button" className="button quiet" aria-label={`Leave it: ${card.title}`} onClick={onNo}><X size={13} aria-hidden="true" />Leave it</button>
        </footer>
      )}
    </article>
  );
}
