// The board: a column a status; cards move by pointer, by touch, and by keyboard.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { ArrowRightLeft, Plus } from "lucide-react";
import { Picker, StatusGlyph } from "$/public/external/app/ui/components/js/kit.jsx";
import { Due, Facts, PriorityPicker } from "$/public/external/app/ui/lists/rows.jsx";

const FIRST = 50; // cards a column draws at once; more when it is scrolled to its end
const SLIP = 5; // pixels before a press becomes a drag

export function Board({ view, rows, people, act, canEdit }) {
  const [drag, setDrag] = useState(null); // {key, x, y, dx, dy, width, to, before}
  const [said, setSaid] = useState("");
  const grid = useRef(null);
  const columns = useMemo(() => view.statuses.map((status) => ({ status, rows: rows.filter((r) => r.status_id === status.id).sort((a, b) => (a.rank < b.rank ? -1 : 1)) })), [view, rows]);
  useFlip(grid, columns, drag);

  // Put a card into a column before another one (null: at its end), at once and on the server.
  const drop = (key, status, before) => {
    const card = view.rows.find((r) => r.key === key);
    const column = columns.find((c) => c.status.id === status.id).rows.filter((r) => r.key !== key);
    const at = before ? column.findIndex((r) => r.key === before) : column.length;
    const prior = column[at - 1]?.key ?? null;
    const same = card.status_id === status.id && columns.find((c) => c.status.id === status.id).rows.findIndex((r) => r.key === key) === at;
    if (same) return;
    const lower = column[at - 1]?.rank ?? "";
    // A rank that sorts right after the card above until the server says its own.
    act.place(view.rows.map((r) => (r.key === key ? { ...r, status_id: status.id, rank: `${lower}0` } : r)));
    act.move(key, status.id, before, prior);
    setSaid(`${key} is in ${status.name}, place ${at + 1} of ${column.length + 1}.`);
  };

  const press = (event, card) => {
    if (!canEdit || event.button !== 0 || event.target.closest("button, .menu")) return;
    const box = event.currentTarget.getBoundingClientRect();
    const start = { x: event.clientX, y: event.clientY };
    const offset = { dx: event.clientX - box.left, dy: event.clientY - box.top };
    let held = false;
    let aim = null;
    const wait = event.pointerType === "touch" ? 250 : 0; // a touch scrolls unless it rests first
    const began = Date.now();
    const move = (e) => {
      if (!held) {
        if (Math.hypot(e.clientX - start.x, e.clientY - start.y) < SLIP) return;
        if (Date.now() - began < wait) return end();
        held = true;
        document.body.classList.add("dragging");
      }
      e.preventDefault();
      aim = aimed(e.clientX, e.clientY, card.key);
      setDrag({ key: card.key, x: e.clientX, y: e.clientY, ...offset, width: box.width, ...aim });
    };
    const end = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("touchmove", hold);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", escape, true);
      document.body.classList.remove("dragging");
      setDrag(null);
    };
    const up = () => {
      const target = held && aim ? columns.find((c) => c.status.id === aim.to) : null;
      end();
      if (held) {
        const swallow = (e) => { e.stopPropagation(); e.preventDefault(); };
        window.addEventListener("click", swallow, { capture: true, once: true });
        setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
      }
      if (target) drop(card.key, target.status, aim.before);
    };
    const escape = (e) => { if (e.key === "Escape") { e.stopPropagation(); end(); } };
    window.addEventListener("pointermove", move);
    // A finger that rested first holds the card: from then on the page must not scroll under it.
    const hold = (e) => { if (held || (wait && Date.now() - began >= wait)) e.preventDefault(); };
    window.addEventListener("touchmove", hold, { passive: false });
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", escape, true);
  };

  // alt+arrows move the focused card; plain arrows move the focus.
  const keys = (event, card, columnAt, cardAt) => {
    const focus = (c, r) => { const next = columns[c]?.rows[Math.min(r, columns[c].rows.length - 1)]; if (next) document.getElementById(`card-${next.key}`)?.focus(); };
    if (event.key === "m" && event.target === event.currentTarget && canEdit) {
      event.preventDefault();
      event.currentTarget.querySelector('[data-pick="move"]')?.click();
      return;
    }
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!side && !way) return;
    event.preventDefault();
    if (event.altKey && canEdit) {
      if (side) { const to = columns[columnAt + side]; if (to) { drop(card.key, to.status, to.rows[cardAt]?.key ?? null); setTimeout(() => document.getElementById(`card-${card.key}`)?.focus(), 60); } }
      else { const own = columns[columnAt].rows; const before = own[way < 0 ? cardAt - 1 : cardAt + 2]; if ((way < 0 && cardAt > 0) || (way > 0 && cardAt < own.length - 1)) { drop(card.key, columns[columnAt].status, before?.key ?? null); setTimeout(() => document.getElementById(`card-${card.key}`)?.focus(), 60); } }
    } else if (side) {
      let c = columnAt + side;
      while (columns[c] && !columns[c].rows.length) c += side;
      focus(c, cardAt);
    } else focus(columnAt, cardAt + way);
  };

  // To the end of another column, by its name.
  const move = (key, statusId) => {
    drop(key, view.statuses.find((one) => one.id === statusId), null);
    setTimeout(() => document.getElementById(`card-${key}`)?.focus(), 60);
  };
  const held = drag && view.rows.find((r) => r.key === drag.key);
  return (
    <div className="board" ref={grid} role="group" aria-label="Board: arrows move between cards, alt and arrows move a card">
      {columns.map((column, index) => (
        <Column key={column.status.id} column={column} index={index} view={view} move={move} people={people} drag={drag} act={act} canEdit={canEdit} press={press} keys={keys} />
      ))}
      {held && (
        <div className="card dragged" style={{ left: drag.x - drag.dx, top: drag.y - drag.dy, width: drag.width }} aria-hidden="true">
          <span className="card-title" dir="auto">{held.title}</span>
          <span className="card-foot"><span className="key">{held.key}</span></span>
        </div>
      )}
      <span className="sr" aria-live="assertive">{said}</span>
    </div>
  );
}

// The column and the card before which a held card would land.
function aimed(x, y, key) {
  const column = document.elementsFromPoint(x, y).map((el) => el.closest("[data-column]")).find(Boolean);
  if (!column) return null;
  const cards = [...column.querySelectorAll("[data-card]")].filter((el) => el.dataset.card !== key);
  const next = cards.find((el) => { const box = el.getBoundingClientRect(); return y < box.top + box.height / 2; });
  return { to: Number(column.dataset.column), before: next?.dataset.card ?? null };
}

function Column({ column, index, view, people, drag, act, move, canEdit, press, keys }) {
  const { status, rows } = column;
  const [most, setMost] = useState(FIRST);
  const [adding, setAdding] = useState(false);
  const [title, setTitle] = useState("");
  const points = rows.reduce((sum, row) => sum + (row.points ?? 0), 0);
  const over = status.wip_limit && rows.length > status.wip_limit;
  const here = drag?.to === status.id;
  return (
    <section className={`column${here ? " aimed" : ""}`} data-column={status.id} aria-label={`${status.name}, ${rows.length} tasks`}>
      <header className="column-head">
        <StatusGlyph category={status.category} part={status.part} />
        <h2 className="cut" title={status.name}>{status.name}</h2>
        <span className={`count num${over ? " is-amber" : ""}`}>{rows.length}{status.wip_limit ? ` / ${status.wip_limit}` : ""}</span>
        {over && <span className="is-amber hint">over its limit</span>}
        {points > 0 && <span className="hint num">{points} pt</span>}
        {canEdit && <button type="button" className="button quiet square" aria-label={`New task in ${status.name}`} onClick={() => setAdding(true)}><Plus size={14} aria-hidden="true" /></button>}
      </header>
      <div className="column-cards" onScroll={(event) => { const el = event.currentTarget; if (el.scrollTop + el.clientHeight > el.scrollHeight - 400 && most < rows.length) setMost(most + FIRST); }}>
        {adding && (
          <form className="card" onSubmit={(event) => { event.preventDefault(); if (title.trim()) { act.create(title.trim(), status.id); setTitle(""); } }}>
            <input autoFocus className="card-input" value={title} placeholder="What needs doing?" aria-label="Title of the new task" maxLength={500} onChange={(event) => setTitle(event.target.value)}
              onBlur={() => { if (!title.trim()) setAdding(false); }} onKeyDown={(event) => { if (event.key === "Escape") { setAdding(false); setTitle(""); } }} />
          </form>
        )}
        {rows.slice(0, most).map((row, at) => (
          <div key={row.key}>
            {here && drag.before === row.key && drag.key !== row.key && <div className="drop-line" />}
            <Card row={row} category={status.category} people={people} canEdit={canEdit} held={drag?.key === row.key} view={view} move={move} act={act}
              onPointerDown={(event) => press(event, row)} onKeyDown={(event) => keys(event, row, index, at)} />
          </div>
        ))}
        {here && !drag.before && <div className="drop-line" />}
        {rows.length > most && <button type="button" className="button quiet" onClick={() => setMost(most + FIRST)}>{rows.length - most} more</button>}
        {!rows.length && !adding && <p className="column-empty hint">Nothing here.</p>}
      </div>
    </section>
  );
}

function Card({ row, view, category, people, canEdit, held, act, move, onPointerDown, onKeyDown }) {
  const navigate = useNavigate();
  return (
    <article id={`card-${row.key}`} data-card={row.key} data-flip={row.key} className={`card${held ? " held" : ""}`} tabIndex={0} aria-label={`${row.key} ${row.title}`} aria-keyshortcuts="m"
      onPointerDown={onPointerDown}
      onKeyDown={(event) => { if (event.key === "Enter" && event.target === event.currentTarget) navigate(`/tasks/${row.key}`); else onKeyDown(event); }}
      onClick={(event) => { if (!event.target.closest("button, .menu")) navigate(`/tasks/${row.key}`); }}>
      <span className="card-title" dir="auto" title={row.title}>{row.title}</span>
      {row.tags.length > 0 && <span className="row-tags">{row.tags.slice(0, 3).map((tag) => <span key={tag} className="tag">{tag}</span>)}{row.tags.length > 3 && <span className="hint">+{row.tags.length - 3}</span>}</span>}
      <span className="card-foot">
        <span className="key">{row.key}</span>
        <Picker options={view.statuses.map((s) => ({ value: s.id, label: s.name, category: s.category, part: s.part }))} value={row.status_id} label="Move to…  m" pick="move"
          className="card-move" placeholder="Move to…" disabled={!canEdit} onPick={(value) => move(row.key, value)}><ArrowRightLeft size={12} aria-hidden="true" /></Picker>
        {row.priority > 0 && <PriorityPicker row={row} disabled={!canEdit} onPick={(value) => act.set([row.key], "priority", value)} />}
        <Due row={row} category={category} />
        <span className="card-people"><Facts row={row} people={people} compact /></span>
      </span>
    </article>
  );
}

// Cards glide to where they now are, instead of jumping.
function useFlip(grid, columns, drag) {
  const places = useRef(new Map());
  useLayoutEffect(() => {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const next = new Map();
    grid.current?.querySelectorAll("[data-flip]").forEach((el) => {
      const box = el.getBoundingClientRect();
      next.set(el.dataset.flip, box);
      const old = places.current.get(el.dataset.flip);
      if (!old || still || drag) return;
      const [dx, dy] = [old.left - box.left, old.top - box.top];
      if ((dx || dy) && Math.abs(dx) < 2000 && Math.abs(dy) < 2000) el.animate([{ transform: `translate(${dx}px, ${dy}px)` }, { transform: "none" }], { duration: 180, easing: "ease-out" });
    });
    places.current = next;
  }, [columns]);
  useEffect(() => () => document.body.classList.remove("dragging"), []);
}
