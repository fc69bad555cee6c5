// Where people write to each other: names and tasks complete as they type, and nothing typed is lost.
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { Avatar, KindIcon, Picker } from "$/public/external/app/ui/components/js/kit.jsx";

// A text area as tall as its words, so that nothing scrolls inside a page that scrolls.
export function Grow({ value, onChange, inner, className = "", ...rest }) {
  const own = useRef(null);
  const ref = inner ?? own;
  useLayoutEffect(() => {
    const area = ref.current;
    if (!area) return;
    area.style.height = "0";
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [value]);
  return <textarea ref={ref} dir="auto" className={`grow ${className}`} value={value} onChange={(event) => onChange(event.target.value)} {...rest} />;
}

// What is being named at the caret: “@pri”, “#ENG-1”; null when nothing is.
function naming(text, caret) {
  const found = /(^|[\s(])([@#])([\p{L}\p{N}._-]{0,40})$/u.exec(text.slice(0, caret));
  return found ? { sign: found[2], words: found[3], from: caret - found[3].length - 1 } : null;
}

const draftKey = (placeholder) => `goalward.draft:${window.location.pathname}:${placeholder}`;
const drafted = (key) => { try { return localStorage.getItem(key) ?? ""; } catch { return ""; } };
const draft = (key, text) => { try { if (text) localStorage.setItem(key, text); else localStorage.removeItem(key); } catch { /* a full store loses a convenience only */ } };

// `people` complete after @ when given; #… completes from everything one can see.
export function Composer({ start = "", placeholder, word = "Say it", focus = false, canAsk = false, people = [], onSay, onLeave }) {
  const keeps = !onLeave && !start;
  const [words, setWords] = useState(start);
  const [to, setTo] = useState(0);
  const [at, setAt] = useState(null);
  const [found, setFound] = useState([]);
  const [active, setActive] = useState(0);
  const area = useRef(null);
  const list = useId();
  useEffect(() => { if (focus) area.current?.focus(); }, [focus]);
  useEffect(() => { if (keeps) setWords(drafted(draftKey(placeholder))); }, []);
  const write = (text) => { setWords(text); if (keeps) draft(draftKey(placeholder), text.trim() ? text : ""); };
  const look = () => setAt(naming(area.current.value, area.current.selectionStart));

  useEffect(() => {
    setActive(0);
    if (!at) { setFound([]); return undefined; }
    if (at.sign === "@") {
      const needle = at.words.toLowerCase();
      const fits = (person) => person.handle.startsWith(needle) || person.name.toLowerCase().split(/\s+/).some((part) => part.startsWith(needle));
      setFound(people.filter(fits).slice(0, 7).map((person) => ({ id: person.id, person, label: person.name, hint: `@${person.handle}`, text: `@${person.handle} ` })));
      return undefined;
    }
    let mine = true;
    const timer = setTimeout(async () => {
      if (!at.words) { setFound([]); return; }
      try {
        const answer = await fetch(`/api/v1/goto?limit=20&q=${encodeURIComponent(at.words)}`, { credentials: "same-origin" });
        const { results } = await answer.json();
        if (mine) setFound(results.filter((one) => one.kind === "task").slice(0, 7).map((one) => ({ id: one.id, kind: "task", label: one.title, hint: one.key, text: `${one.key} ` })));
      } catch { /* without the server nothing completes; what is typed stays */ }
    }, 80);
    return () => { mine = false; clearTimeout(timer); };
  }, [at?.sign, at?.words]);

  const take = (one) => {
    const caret = at.from + one.text.length;
    write(`${words.slice(0, at.from)}${one.text}${words.slice(at.from + 1 + at.words.length).replace(/^ /, "")}`);
    setAt(null);
    setTimeout(() => { area.current?.focus(); area.current?.setSelectionRange(caret, caret); });
  };
  const send = () => { const clean = words.trim(); if (!clean) return; onSay?.(clean, to || null); write(""); setTo(0); };
  const keys = (event) => {
    if (at && found.length) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); setActive((now) => (now + step + found.length) % found.length); return; }
      if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") { event.preventDefault(); take(found[active]); return; }
      if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); setAt(null); return; }
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(); }
    if (event.key === "Escape" && onLeave) { event.stopPropagation(); onLeave(); }
  };
  const options = [{ value: 0, label: "Nobody in particular" }, ...people.map((person) => ({ value: person.id, label: person.name, person }))];
  return (
    <div className="composer">
      <Grow inner={area} value={words} onChange={(text) => { write(text); setTimeout(look); }} placeholder={placeholder} aria-label={placeholder} rows={1}
        role="combobox" aria-expanded={Boolean(at && found.length)} aria-controls={list} aria-autocomplete="list" onKeyDown={keys} onBlur={() => setTimeout(() => setAt(null), 120)} onClick={look} />
      {at && found.length > 0 && (
        <div className="menu completing" role="listbox" id={list} aria-label={at.sign === "@" ? "People" : "Tasks"}>
          {found.map((one, index) => (
            <div key={one.id} className="menu-item" role="option" aria-selected={index === active} data-active={index === active}
              onPointerMove={() => setActive(index)} onPointerDown={(event) => { event.preventDefault(); take(one); }}>
              {one.person ? <Avatar person={one.person} /> : <KindIcon kind={one.kind} />}
              <span className="cut">{one.label}</span><span className="hint">{one.hint}</span>
            </div>
          ))}
        </div>
      )}
      <div className="composer-foot">
        <span className="hint">Markdown · <span className="kbd">@</span> people · <span className="kbd">#</span> tasks · <span className="kbd">ctrl ↵</span></span>
        {canAsk && words.trim() && <Picker options={options} value={to} className="chip" label="Ask somebody to see to it" onPick={setTo}>{to ? `asks ${people.find((person) => person.id === to)?.name}` : "Ask somebody"}</Picker>}
        {onLeave && <button type="button" className="button quiet" onClick={onLeave}>Cancel</button>}
        <button type="button" className="button" disabled={!words.trim()} onClick={send}>{word}</button>
      </div>
    </div>
  );
}
