// Pieces that look and behave the same everywhere: glyphs, people, bars, pickers, sources.
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Link, useLocation } from "react-router";
import { Check, CircleDashed, FileText, List, MessageSquare, Target, User } from "lucide-react";

// The keys of the spaces open here, so that a text's “ENG-12” is a link and “UTF-8” is not.
export const spaceKeys = new Set();

const RING = { fill: "none", stroke: "currentColor", strokeWidth: 1.6 };

// A task's status as a 14 px ring: dashed, empty, part-filled, tick or slash.
export function StatusGlyph({ category = "unstarted", part = 0.5, title = "", size = 14 }) {
  const props = { className: "status", "data-category": category, width: size, height: size,
    viewBox: "0 0 14 14", role: title ? "img" : undefined, "aria-label": title || undefined,
    "aria-hidden": title ? undefined : true };
  const share = Math.min(0.92, Math.max(0.08, part));
  const angle = share * 2 * Math.PI;
  const slice = `M7 7 L7 3.4 A3.6 3.6 0 ${share > 0.5 ? 1 : 0} 1 ${7 + 3.6 * Math.sin(angle)} ${7 - 3.6 * Math.cos(angle)} Z`;
  return (
    <svg {...props}>
      {title && <title>{title}</title>}
      {category === "backlog" && <circle cx="7" cy="7" r="6" {...RING} strokeDasharray="2.2 2.2" />}
      {category === "unstarted" && <circle cx="7" cy="7" r="6" {...RING} />}
      {category === "started" && <><circle cx="7" cy="7" r="6" {...RING} /><path d={slice} fill="currentColor" /></>}
      {category === "done" && <><circle cx="7" cy="7" r="6.8" fill="currentColor" /><path d="M4.2 7.2 6.2 9.2 9.9 5.2" fill="none" stroke="var(--surface)" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" /></>}
      {category === "cancelled" && <><circle cx="7" cy="7" r="6" {...RING} /><path d="M4.2 9.8 9.8 4.2" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" /></>}
    </svg>
  );
}

const PRIORITIES = ["No priority", "Urgent", "High", "Normal", "Low"];
const BARS = [0, 0, 3, 2, 1];

// Urgent is a red mark, the others are one to three bars.
export function PriorityGlyph({ priority = 0 }) {
  const name = PRIORITIES[priority] ?? PRIORITIES[0];
  if (priority === 1) {
    return (
      <svg width="14" height="14" viewBox="0 0 14 14" role="img" aria-label={name} className="is-red">
        <title>{name}</title>
        <rect x="1" y="1" width="12" height="12" rx="3" fill="currentColor" />
        <path d="M7 3.6v4" stroke="var(--surface)" strokeWidth="1.8" strokeLinecap="round" />
        <circle cx="7" cy="10.2" r="1.05" fill="var(--surface)" />
      </svg>
    );
  }
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" role="img" aria-label={name}>
      <title>{name}</title>
      {[0, 1, 2].map((i) => (
        <rect key={i} x={1 + i * 4.5} y={9 - i * 3.5} width="3" height={4 + i * 3.5} rx="1"
          fill={i < (BARS[priority] ?? 0) ? "var(--ink-2)" : "var(--track)"} />
      ))}
    </svg>
  );
}

export function Avatar({ person, big = false }) {
  if (!person) return null;
  return (
    <span className={`avatar${big ? " big" : ""}${person.is_active === false ? " gone" : ""}`}
      style={{ "--hue": person.hue }} title={person.name}>
      <span aria-hidden="true">{person.initials}</span>
      <span className="sr">{person.name}</span>
    </span>
  );
}

export function Avatars({ people = [] }) {
  const shown = people.slice(0, 3);
  return (
    <span style={{ display: "inline-flex", gap: 2 }}>
      {shown.map((person) => <Avatar key={person.id} person={person} />)}
      {people.length > 3 && (
        <span className="hint" title={people.slice(3).map((p) => p.name).join(", ")}>+{people.length - 3}</span>
      )}
    </span>
  );
}

const HEALTH = { on_track: "On track", at_risk: "At risk", off_track: "Off track", no_data: "No data", no_period: "No period",
  achieved: "Achieved", missed: "Missed", dropped: "Dropped", planned: "Planned" };

export function Health({ health = "no_data" }) {
  const word = HEALTH[health] ?? HEALTH.no_data;
  return (
    <span className="health" data-health={health}>
      <svg width="9" height="9" viewBox="0 0 10 10" aria-hidden="true">
        {health === "off_track" || health === "missed" ? <rect x="1" y="1" width="8" height="8" rx="1" fill="currentColor" />
          : health === "at_risk" ? <path d="M5 .8 9.4 9H.6Z" fill="currentColor" />
            : health === "on_track" || health === "achieved" ? <circle cx="5" cy="5" r="4.2" fill="currentColor" />
              : <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2 1.6" />}
      </svg>
      {word}
    </span>
  );
}

// Fill is where it is, the tick where it should be today.
export function GoalBar({ actual = null, expected = null, health = "no_data", label = "", small = false }) {
  const none = actual === null || actual === undefined;
  const at = (value) => `${Math.min(100, Math.max(0, value))}%`;
  return (
    <span className={`goalbar${small ? " small" : ""}${none ? " goalbar-none" : ""}`} data-health={health}
      role="img" aria-label={label || (none ? "no data" : `${Math.round(actual)} %`)}>
      <span className="goalbar-track">
        {!none && <span className="goalbar-fill" style={{ width: at(actual) }} />}
        {expected !== null && expected !== undefined && <span className="goalbar-tick" style={{ left: at(expected) }} />}
      </span>
      {label && <span className="goalbar-label" aria-hidden="true">{label}</span>}
    </span>
  );
}

// -- what floats ---------------------------------------------------------------------------------

// Keeps a floating box beside its button and inside the window.
export function usePlace(open, anchor, box) {
  const [place, setPlace] = useState({ top: -9999, left: -9999 });
  useLayoutEffect(() => {
    if (!open || !anchor.current || !box.current) return undefined;
    const put = () => {
      const from = anchor.current.getBoundingClientRect();
      const own = box.current.getBoundingClientRect();
      const below = from.bottom + 4;
      const fits = below + own.height <= window.innerHeight - 8;
      setPlace({
        top: fits ? below : Math.max(8, from.top - own.height - 4),
        left: Math.max(8, Math.min(from.left, window.innerWidth - own.width - 8)),
      });
    };
    put();
    window.addEventListener("scroll", put, true);
    window.addEventListener("resize", put);
    return () => {
      window.removeEventListener("scroll", put, true);
      window.removeEventListener("resize", put);
    };
  }, [open, anchor, box]);
  return place;
}

// A button that opens a menu at itself: filter as you type, arrows, enter, escape.
// options: [{value, label, hint?, category?, part?, person?}]
export function Picker({ options = [], value = null, label = "", placeholder = "Filter…", className = "chip",
  disabled = false, pick = "", children, onPick }) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const [active, setActive] = useState(0);
  const anchor = useRef(null);
  const box = useRef(null);
  const list = useId();
  const place = usePlace(open, anchor, box);
  const found = useMemo(() => {
    const needle = words.trim().toLowerCase();
    return needle ? options.filter((one) => one.label.toLowerCase().includes(needle)) : options;
  }, [options, words]);

  useEffect(() => {
    if (!open) return undefined;
    setWords("");
    setActive(Math.max(0, options.findIndex((one) => one.value === value)));
    const outside = (event) => {
      if (!box.current?.contains(event.target) && !anchor.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  useEffect(() => {
    box.current?.querySelector('[data-active="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active, open]);

  const close = () => { setOpen(false); anchor.current?.focus(); };
  const give = (one) => { close(); if (one && one.value !== value) onPick?.(one.value); };
  const keys = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); setActive((now) => (now + step + found.length) % Math.max(1, found.length)); }
    else if (event.key === "Enter") { event.preventDefault(); give(found[active]); }
    else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
    else if (event.key === "Tab") setOpen(false);
  };
  return (
    <>
      <button ref={anchor} type="button" className={className} disabled={disabled} data-pick={pick || undefined} aria-haspopup="listbox"
        aria-expanded={open} aria-label={label || undefined} title={label || undefined}
        onClick={(event) => { event.preventDefault(); event.stopPropagation(); setOpen(!open); }}>
        {children}
      </button>
      {open && createPortal(
        <div ref={box} className="menu" style={place} onKeyDown={keys}>
          <input className="menu-filter" autoFocus value={words} placeholder={placeholder} role="combobox"
            aria-label={label || placeholder} aria-controls={list} aria-expanded="true"
            onChange={(event) => { setWords(event.target.value); setActive(0); }} />
          <div className="menu-list" role="listbox" id={list} aria-label={label || placeholder}>
            {found.map((one, index) => (
              <div key={String(one.value)} className="menu-item" role="option" aria-selected={one.value === value}
                data-active={index === active} onPointerMove={() => setActive(index)}
                onClick={(event) => { event.stopPropagation(); give(one); }}>
                {one.category && <StatusGlyph category={one.category} part={one.part} />}
                {one.person && <Avatar person={one.person} />}
                <span className="cut">{one.label}</span>
                {one.hint && <span className="hint">{one.hint}</span>}
                {one.value === value && <Check size={14} style={{ marginLeft: one.hint ? 0 : "auto" }} aria-hidden="true" />}
              </div>
            ))}
            {!found.length && <div className="menu-empty">Nothing is called “{words}”.</div>}
          </div>
        </div>, document.body)}
    </>
  );
}

export const KINDS = { task: CircleDashed, comment: MessageSquare, doc: FileText, goal: Target, list: List, user: User, person: User };

export function KindIcon({ kind, size = 14 }) {
  const Icon = KINDS[kind] ?? FileText;
  return <Icon size={size} strokeWidth={1.75} aria-hidden="true" />;
}

// Where a sentence comes from: opens the exact place; hover or focus shows the quoted words.
export function SourceChip({ source }) {
  const [open, setOpen] = useState(false);
  const anchor = useRef(null);
  const box = useRef(null);
  const timer = useRef(0);
  const id = useId();
  const place = usePlace(open, anchor, box);
  const later = (value, wait) => { clearTimeout(timer.current); timer.current = setTimeout(() => setOpen(value), wait); };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <span className="source" onPointerEnter={() => later(true, 90)} onPointerLeave={() => later(false, 120)}>
      <Link ref={anchor} to={source.url} className="source-chip" aria-describedby={open ? id : undefined}
        onFocus={() => setOpen(true)} onBlur={() => setOpen(false)}
        onKeyDown={(event) => event.key === "Escape" && setOpen(false)}>
        <KindIcon kind={source.kind} size={11} />
        <span className="cut">{source.key || source.title}</span>
      </Link>
      {open && createPortal(
        <span ref={box} id={id} role="tooltip" className="source-card" style={place}
          onPointerEnter={() => later(true, 0)} onPointerLeave={() => later(false, 120)}>
          <span className="source-card-head">
            {source.key && <span className="key">{source.key}</span>}
            <span>{source.key && source.title.startsWith(`${source.key} `) ? source.title.slice(source.key.length + 1) : source.title}</span>
          </span>
          {source.quote && <blockquote>{source.quote}</blockquote>}
          {(source.author || source.at) && (
            <span className="source-card-foot">
              {source.author && <span>{source.author}</span>}
              {source.at && <span className="quiet-text">{source.at}</span>}
            </span>
          )}
        </span>, document.body)}
    </span>
  );
}

// -- the page itself -----------------------------------------------------------------------------

// A link inside the app.
export function Go({ to, children, ...rest }) {
  return <Link to={to} {...rest}>{children}</Link>;
}

// Sets the window's title, and calls back when `version` rises.
export function Watch({ title = "", version = 0, touched = [], topics = [], seldom = [], frame = [], onChange, onFrame }) {
  useEffect(() => { if (title) document.title = `${title} · Goalward`; }, [title]);
  useTouched({ version, touched, topics, wait: SOON, run: onChange });
  useTouched({ version, touched, topics: seldom, wait: SELDOM, run: onChange });
  useTouched({ version, touched, topics: frame, wait: SOON, run: onFrame });
  return null;
}

// Milliseconds between two readings of what a page shows, and of what it only sums up.
const SOON = 250;
const SELDOM = 20000;

// Whatever a page shows, these may have changed it.
export const isTouched = (touched, topics) => touched.some((one) => one === "all" || one === "access" || topics.includes(one));

// Runs once for changes that come close together, and for a page nobody looks at when it is looked at again.
export function useTouched({ version, touched, topics, wait, run }) {
  const seen = useRef(version);
  const last = useRef(0);
  const timer = useRef(0);
  const job = useRef(run);
  job.current = run;
  const due = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = 0;
    if (document.hidden) { document.addEventListener("visibilitychange", due, { once: true }); return; }
    const left = last.current + wait - Date.now();
    if (left > 0) { timer.current = setTimeout(due, left); return; }
    last.current = Date.now();
    job.current?.();
  }, [wait]);
  useEffect(() => () => { clearTimeout(timer.current); document.removeEventListener("visibilitychange", due); }, [due]);
  useEffect(() => {
    if (version === seen.current) return;
    seen.current = version;
    if (topics.length && isTouched(touched, topics)) due();
  }, [version]);
}

// Scrolls to what the address names (#comment-99) once it is there, and lets it flash once.
export function FlashHash({ ready = true }) {
  const { hash, pathname } = useLocation();
  const done = useRef("");
  useEffect(() => {
    const id = decodeURIComponent(hash.slice(1));
    if (!ready || !id || done.current === pathname + hash) return undefined;
    let tries = 0;
    const timer = setInterval(() => {
      const place = document.getElementById(id);
      tries += 1;
      if (place) {
        done.current = pathname + hash;
        place.scrollIntoView({ block: "center" });
        place.classList.add("flash");
        setTimeout(() => place.classList.remove("flash"), 1700);
      }
      if (place || tries > 20) clearInterval(timer);
    }, 100);
    return () => clearInterval(timer);
  }, [hash, pathname, ready]);
  return null;
}

// Text that turns into a field where it stands; enter or leaving saves, escape takes it back.
export function InlineText({ value = "", label = "", placeholder = "", className = "", disabled = false, onSave }) {
  const [draft, setDraft] = useState(value);
  const field = useRef(null);
  const fit = useCallback(() => {
    if (!field.current) return;
    field.current.style.height = "auto";
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, []);
  useEffect(() => { if (document.activeElement !== field.current) setDraft(value); }, [value]);
  useLayoutEffect(fit, [draft, fit]);
  useEffect(() => { document.fonts?.ready.then(fit); window.addEventListener("resize", fit); return () => window.removeEventListener("resize", fit); }, [fit]);
  const save = () => {
    const words = draft.replace(/\s+/g, " ").trim();
    if (!words) setDraft(value);
    else if (words !== value) onSave?.(words);
  };
  return (
    <textarea ref={field} rows={1} className={`inline-text ${className}`} value={draft} aria-label={label} dir="auto"
      placeholder={placeholder} readOnly={disabled} spellCheck onChange={(event) => setDraft(event.target.value)} onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") { event.preventDefault(); field.current.blur(); }
        if (event.key === "Escape") { setDraft(value); setTimeout(() => field.current?.blur()); }
      }} />
  );
}
