// Pickers beyond one of a list: several of a list, a day, and any thing by its name.
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Calendar, Check, ChevronLeft, ChevronRight, Plus } from "lucide-react";
import { Avatar, KindIcon, usePlace } from "$/public/external/app/ui/components/js/kit.jsx";

// What every floating picker does: open at its button, close outside or on escape, give focus back.
function useFloat(onClose) {
  const [open, setOpen] = useState(false);
  const anchor = useRef(null);
  const box = useRef(null);
  const place = usePlace(open, anchor, box);
  const ending = useRef(onClose);
  ending.current = onClose;
  const close = (back = true) => { setOpen(false); ending.current?.(); if (back) anchor.current?.focus(); };
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event) => { if (!box.current?.contains(event.target) && !anchor.current?.contains(event.target)) close(false); };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  return { open, setOpen, anchor, box, place, close };
}

function Opener({ float, label, className, disabled, pick, children }) {
  return (
    <button ref={float.anchor} type="button" className={className} disabled={disabled} data-pick={pick} aria-haspopup="dialog"
      aria-expanded={float.open} aria-label={label || undefined} title={label || undefined}
      onClick={(event) => { event.preventDefault(); event.stopPropagation(); if (float.open) float.close(); else float.setOpen(true); }}>
      {children}
    </button>
  );
}

// Several of a list, by toggling: hands on {add, remove} once, when it closes.
// options: [{value, label, person?}]; with `creatable` a new word can be made.
export function MultiPicker({ options = [], values = [], label = "", placeholder = "Filter…", className = "chip", disabled = false,
  creatable = false, pick = "", children, onPick }) {
  const [words, setWords] = useState("");
  const [active, setActive] = useState(0);
  const [chosen, setChosen] = useState(() => new Set());
  const list = useId();
  const float = useFloat(() => {
    const before = new Set(values);
    const add = [...chosen].filter((one) => !before.has(one));
    const remove = [...before].filter((one) => !chosen.has(one));
    if (add.length || remove.length) onPick?.({ add, remove });
  });
  useEffect(() => { if (float.open) { setChosen(new Set(values)); setWords(""); setActive(0); } }, [float.open]);
  const found = useMemo(() => {
    const needle = words.trim().toLowerCase();
    const known = new Set(options.map((one) => one.value));
    const all = [...options, ...[...chosen].filter((one) => !known.has(one)).map((one) => ({ value: one, label: String(one) }))];
    const fitting = needle ? all.filter((one) => one.label.toLowerCase().includes(needle)) : all;
    const isNew = creatable && needle && !all.some((one) => one.label.toLowerCase() === needle);
    return isNew ? [...fitting, { value: words.trim(), label: words.trim(), isNew: true }] : fitting;
  }, [options, words, chosen, creatable]);
  const toggle = (one) => { if (one) { setChosen((old) => { const next = new Set(old); if (!next.delete(one.value)) next.add(one.value); return next; }); setWords(""); } };
  const keys = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); setActive((now) => (now + step + found.length) % Math.max(1, found.length)); }
    else if (event.key === "Enter") { event.preventDefault(); toggle(found[active]); if (event.ctrlKey || event.metaKey) float.close(); }
    else if (event.key === "Escape" || event.key === "Tab") { event.preventDefault(); event.stopPropagation(); float.close(); }
  };
  useEffect(() => { float.box.current?.querySelector('[data-active="true"]')?.scrollIntoView({ block: "nearest" }); }, [active, float.open]);
  return (
    <>
      <Opener float={float} label={label} className={className} disabled={disabled} pick={pick}>{children}</Opener>
      {float.open && createPortal(
        <div ref={float.box} className="menu" style={float.place} onKeyDown={keys} onClick={(event) => event.stopPropagation()}>
          <input className="menu-filter" autoFocus value={words} placeholder={placeholder} role="combobox" aria-label={label || placeholder}
            aria-controls={list} aria-expanded="true" onChange={(event) => { setWords(event.target.value); setActive(0); }} />
          <div className="menu-list" role="listbox" id={list} aria-multiselectable="true" aria-label={label || placeholder}>
            {found.map((one, index) => (
              <div key={String(one.value)} className="menu-item" role="option" aria-selected={chosen.has(one.value)} data-active={index === active}
                onPointerMove={() => setActive(index)} onClick={() => toggle(one)}>
                <span className={`menu-tick${chosen.has(one.value) ? " on" : ""}`} aria-hidden="true">{chosen.has(one.value) && <Check size={11} strokeWidth={3} />}</span>
                {one.person && <Avatar person={one.person} />}
                {one.isNew && <Plus size={13} aria-hidden="true" />}
                <span className="cut">{one.isNew ? `New: ${one.label}` : one.label}</span>
              </div>
            ))}
            {!found.length && <div className="menu-empty">{words ? `Nothing is called “${words}”.` : "Nothing to choose yet."}</div>}
          </div>
          <div className="menu-foot">Enter toggles, escape is done</div>
        </div>, document.body)}
    </>
  );
}

// -- a day -----------------------------------------------------------------------------------------

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const iso = (day) => `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
const fromIso = (text) => { const [y, m, d] = text.split("-").map(Number); return new Date(y, m - 1, d); };
const plus = (day, days) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
const long = (day) => day.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric" });

// “next fri”, “4 dec”, “in 2 weeks”, “+3d”: a day, or null. chrono reads it; it is fetched when first needed.
let chrono = null;
async function readDay(text) {
  const words = text.trim().toLowerCase();
  const short = words.match(/^\+\s*(\d{1,3})\s*([dwm]?)$/);
  if (short) {
    const count = Number(short[1]);
    const today = new Date();
    return short[2] === "m" ? new Date(today.getFullYear(), today.getMonth() + count, today.getDate()) : plus(today, count * (short[2] === "w" ? 7 : 1));
  }
  chrono ??= await import("chrono-node/en");
  return chrono.parseDate(words, new Date(), { forwardDate: true });
}

// A button that opens a field for words and a month; `onPick` gets an ISO day, or "" for none.
export function DatePicker({ value = "", label = "Date", className = "chip", disabled = false, pick = "", children, onPick }) {
  const float = useFloat();
  const [words, setWords] = useState("");
  const [read, setRead] = useState(null);
  const [at, setAt] = useState(new Date());
  useEffect(() => { if (float.open) { setWords(""); setRead(null); setAt(value ? fromIso(value) : new Date()); } }, [float.open]);
  useEffect(() => {
    let mine = true;
    if (!words.trim()) { setRead(null); return undefined; }
    readDay(words).then((day) => { if (mine) { setRead(day); if (day) setAt(day); } });
    return () => { mine = false; };
  }, [words]);
  const give = (day) => { float.close(); const next = day ? iso(day) : ""; if (next !== value) onPick?.(next); };
  const keys = (event) => {
    const step = { ArrowDown: 7, ArrowUp: -7, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const typing = words && ["ArrowLeft", "ArrowRight"].includes(event.key);
    if (step && !typing) { event.preventDefault(); setAt((day) => plus(day, step)); }
    else if (event.key === "PageDown" || event.key === "PageUp") { event.preventDefault(); setAt((day) => new Date(day.getFullYear(), day.getMonth() + (event.key === "PageDown" ? 1 : -1), 1)); }
    else if (event.key === "Enter") {
      event.preventDefault();
      if (/^(none|clear|no|never|-)$/i.test(words.trim())) give(null);
      else if (!words.trim()) give(at);
      else readDay(words).then((day) => { if (day) give(day); });
    } else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); float.close(); }
    else if (event.key === "Tab") float.close(false);
  };
  const today = new Date();
  const quick = [["Today", today], ["Tomorrow", plus(today, 1)], ["Next Monday", plus(today, ((8 - today.getDay()) % 7) || 7)], ["In a week", plus(today, 7)]];
  return (
    <>
      <Opener float={float} label={label} className={className} disabled={disabled} pick={pick}>{children}</Opener>
      {float.open && createPortal(
        <div ref={float.box} className="menu date-menu" role="dialog" aria-label={label} style={float.place} onKeyDown={keys} onClick={(event) => event.stopPropagation()}>
          <input className="menu-filter" autoFocus value={words} placeholder="next fri, 4 dec, in 2 weeks…" aria-label={`${label}, in words`} onChange={(event) => setWords(event.target.value)} />
          <p className="date-read" aria-live="polite">
            {words.trim() ? (read ? <><Calendar size={13} aria-hidden="true" /> {long(read)} <kbd className="kbd">enter</kbd></> : "No day yet: try “next fri” or “4 dec”.") : value ? `Now ${long(fromIso(value))}` : "No date"}
          </p>
          <Month at={at} value={value} onMonth={(by) => setAt(new Date(at.getFullYear(), at.getMonth() + by, 1))} onPick={give} />
          <div className="date-quick">
            {quick.map(([name, day]) => <button key={name} type="button" className="button quiet" onClick={() => give(day)}>{name}</button>)}
            {value && <button type="button" className="button quiet" onClick={() => give(null)}>No date</button>}
          </div>
        </div>, document.body)}
    </>
  );
}

function Month({ at, value, onMonth, onPick }) {
  const first = new Date(at.getFullYear(), at.getMonth(), 1);
  const start = plus(first, -((first.getDay() + 6) % 7)); // weeks begin on Monday
  const days = Array.from({ length: 42 }, (_, index) => plus(start, index));
  const today = iso(new Date());
  return (
    <div className="month">
      <div className="month-head">
        <button type="button" className="button quiet square" aria-label="Month before" onClick={() => onMonth(-1)}><ChevronLeft size={14} aria-hidden="true" /></button>
        <span aria-live="polite">{MONTHS[at.getMonth()]} {at.getFullYear()}</span>
        <button type="button" className="button quiet square" aria-label="Month after" onClick={() => onMonth(1)}><ChevronRight size={14} aria-hidden="true" /></button>
      </div>
      <div className="month-grid" role="grid" aria-label={`${MONTHS[at.getMonth()]} ${at.getFullYear()}`}>
        {["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].map((name) => <span key={name} className="month-name" aria-hidden="true">{name}</span>)}
        {days.map((day) => (
          <button key={iso(day)} type="button" tabIndex={-1} aria-label={long(day)} aria-pressed={iso(day) === value} onClick={() => onPick(day)}
            className={`month-day num${day.getMonth() !== at.getMonth() ? " other" : ""}${iso(day) === today ? " today" : ""}${iso(day) === iso(at) ? " at" : ""}${iso(day) === value ? " on" : ""}`}>
            {day.getDate()}
          </button>
        ))}
      </div>
    </div>
  );
}

// -- any thing by its name ---------------------------------------------------------------------------

// Finds tasks, goals, docs or lists by key or title; `kinds` says which. `onPick` gets the result.
export function Finder({ kinds = ["task"], label = "", placeholder = "Key or title…", className = "chip", disabled = false, pick = "", children, onPick }) {
  const float = useFloat();
  const [words, setWords] = useState("");
  const [found, setFound] = useState([]);
  const [active, setActive] = useState(0);
  const [state, setState] = useState("");
  const early = useRef(false);
  useEffect(() => { if (float.open) { setWords(""); setFound([]); setActive(0); setState(""); early.current = false; } }, [float.open]);
  useEffect(() => {
    if (!float.open) return undefined;
    let mine = true;
    setState("asking");
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/api/v1/goto?limit=40&q=${encodeURIComponent(words)}`, { credentials: "same-origin" });
        const { results } = await answer.json();
        const fitting = results.filter((one) => kinds.includes(one.kind)).slice(0, 12);
        // Enter pressed before the answer came means its first line.
        if (mine && early.current && fitting.length) return give(fitting[0]);
        if (mine) { setFound(fitting); setActive(0); setState("done"); early.current = false; }
      } catch { if (mine) setState("It can't be searched just now: check the connection and try again."); }
    }, words ? 90 : 0);
    return () => { mine = false; clearTimeout(timer); };
  }, [words, float.open]);
  const give = (one) => { if (one) { float.close(); onPick?.(one); } };
  const keys = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); setActive((now) => (now + step + found.length) % Math.max(1, found.length)); }
    else if (event.key === "Enter") { event.preventDefault(); if (state === "asking") early.current = true; else give(found[active]); }
    else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); float.close(); }
    else if (event.key === "Tab") float.close(false);
  };
  return (
    <>
      <Opener float={float} label={label} className={className} disabled={disabled} pick={pick}>{children}</Opener>
      {float.open && createPortal(
        <div ref={float.box} className="menu wide-menu" style={float.place} onKeyDown={keys} onClick={(event) => event.stopPropagation()}>
          <input className="menu-filter" autoFocus value={words} placeholder={placeholder} aria-label={label || placeholder} onChange={(event) => setWords(event.target.value)} />
          <div className="menu-list" role="listbox" aria-label={label || placeholder}>
            {found.map((one, index) => (
              <div key={`${one.kind}${one.id}`} className="menu-item" role="option" aria-selected={index === active} data-active={index === active} onPointerMove={() => setActive(index)} onClick={() => give(one)}>
                <KindIcon kind={one.kind} />
                {one.key && <span className="key">{one.key}</span>}
                <span className="cut" dir="auto">{one.title}</span>
                {one.place && <span className="hint cut" style={{ marginLeft: "auto" }}>{one.place}</span>}
              </div>
            ))}
            {!found.length && state && state !== "asking" && <div className="menu-empty">{state !== "done" ? state : words ? `Nothing is called “${words}”.` : "Type a key or some words of a title."}</div>}
          </div>
        </div>, document.body)}
    </>
  );
}

// Single keys that open a page's pickers, as in the list: s status, a people, d due …; e edits the title.
export function PickKeys({ keys = {} }) {
  useEffect(() => {
    const down = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable], [role=dialog], .menu") || document.querySelector(".menu")) return;
      const pick = keys[event.key];
      const target = pick ? document.querySelector(`main [data-pick="${pick}"]:enabled`) : event.key === "e" ? document.querySelector("main h1 textarea:not([readonly])") : null;
      if (!target) return;
      event.preventDefault();
      if (pick) { target.scrollIntoView({ block: "nearest" }); target.click(); }
      else { target.focus(); target.select(); }
    };
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, []);
  return null;
}
