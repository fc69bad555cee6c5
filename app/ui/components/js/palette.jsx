// The palette: go anywhere, do anything, or ask; and the list of keys.
import { useEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useLocation, useNavigate } from "react-router";
import { CornerDownLeft, MessageCircleQuestion, Zap } from "lucide-react";
import { KindIcon } from "$/public/external/app/ui/components/js/kit.jsx";

const ICON = { size: 15, strokeWidth: 1.75, "aria-hidden": true };
const WORDS = { task: "Tasks", goal: "Goals", doc: "Docs", list: "Lists", space: "Spaces", person: "People", user: "People", page: "Pages" };
const lately = () => { try { return JSON.parse(localStorage.getItem("goalward.visits")) ?? []; } catch { return []; } };

// What is called so, as somebody types.
function useFound(needle) {
  const [found, setFound] = useState([]);
  useEffect(() => {
    if (!needle) { setFound([]); return undefined; }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/api/v1/goto?limit=24&q=${encodeURIComponent(needle)}`, { signal: stop.signal, credentials: "same-origin" });
        if (answer.ok) setFound((await answer.json()).results ?? []);
      } catch { /* a newer search took over, or the server is away: what is shown stays */ }
    }, 60);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [needle]);
  return found;
}

// Every word of the needle begins a word of the action.
function fits(action, needle) {
  const words = `${action.name} ${action.words ?? ""}`.toLowerCase().split(/\s+/);
  return needle.toLowerCase().split(/\s+/).every((part) => words.some((word) => word.startsWith(part)));
}

export function Palette({ onClose, pages = [], actions = [], here = null }) {
  const [words, setWords] = useState("");
  const [active, setActive] = useState(0);
  const [step, setStep] = useState(null); // {list?} while a new task is being named
  const [wrong, setWrong] = useState("");
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const list = useRef(null);
  const back = useRef(document.activeElement);
  const needle = words.trim();
  const found = useFound(step?.list ? "" : needle);

  useEffect(() => () => back.current?.focus?.(), []);
  useEffect(() => setActive(0), [needle, step]);
  const items = useMemo(() => {
    if (step?.list) return [];
    if (step) {
      const lists = needle ? found.filter((one) => one.kind === "list") : lately().filter((one) => one.path.startsWith("/lists/")).map((one) => ({ kind: "list", id: Number(one.path.split("/")[2]), title: one.label, url: one.path }));
      return lists.map((one) => ({ ...one, group: "In which list?", run: () => { setStep({ list: one }); setWords(""); } }));
    }
    const doing = actions.filter((one) => !needle || fits(one, needle)).map((one) => ({ ...one, kind: "action", title: one.name, group: "Actions" }));
    if (!needle) {
      const recent = lately().slice(0, 5).map((one) => ({ kind: one.path.split("/")[1].replace(/s$/, ""), url: one.path, title: one.label, group: "Lately" }));
      return [...recent, ...doing.slice(0, 4), ...pages.map((page) => ({ ...page, group: "Pages" }))];
    }
    const hits = found.slice(0, 12).map((one) => ({ ...one, group: WORDS[one.kind] ?? "Found" }));
    const ask = { kind: "ask", title: needle, url: `/ask?q=${encodeURIComponent(needle)}`, group: "Ask" };
    // On a list's or a goal's page a question is about it first; everything is one line below.
    if (here?.label) ask.place = "everywhere";
    const there = here?.label ? [{ kind: "ask", title: needle, url: `${ask.url}&fix=${encodeURIComponent(here.fix)}`, group: "Ask", place: `about ${here.label}` }] : [];
    const asks = /\?$|^(what|who|how|when|which|why|where|is|are|did|does)\s/i.test(needle);
    return asks ? [...there, ask, ...hits, ...doing] : [...doing.slice(0, 4), ...hits, ...there, ask];
  }, [needle, found, step, pages, here?.fix, pathname]);
  useEffect(() => { list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" }); }, [active, items]);

  const begin = () => {
    const here = /^\/lists\/(\d+)/.exec(pathname);
    setWords("");
    setStep(here ? { list: { id: Number(here[1]), title: "this list" } } : {});
  };
  const make = async () => {
    const answer = await fetch("/api/v1/tasks", { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ list_id: step.list.id, title: needle }) });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) { setWrong(told.detail ?? "It could not be made. What you typed is still here: try again."); return; }
    onClose();
    navigate(`/tasks/${told.key}`);
  };
  const open = (one, aside) => {
    if (step?.list) { if (needle) make(); return; }
    if (!one) return;
    if (one.step === "task") begin();
    else if (one.run) { if (one.kind === "action") onClose(); one.run(); }
    else { onClose(); if (aside) window.open(one.url, "_blank"); else navigate(one.url); }
  };
  const keys = (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (way) { event.preventDefault(); setActive((now) => (now + way + items.length) % Math.max(1, items.length)); }
    else if (event.key === "Enter") { event.preventDefault(); open(items[active], event.ctrlKey || event.metaKey); }
    else if (event.key === "Escape") { event.preventDefault(); if (words) setWords(""); else if (step) setStep(null); else onClose(); }
    else if (event.key === "Backspace" && !words && step) setStep(null);
    else if (event.key === "Tab") event.preventDefault();
  };
  const asked = step?.list ? `Title of the new task in ${step.list.title}` : step ? "Which list does the task belong in?" : "Ask a question, go anywhere, or do something…";
  return createPortal(
    <div className="veil" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div className="sheet" role="dialog" aria-modal="true" aria-label="Go to, do or ask" onKeyDown={keys}>
        <input className="palette-input" autoFocus value={words} onChange={(event) => { setWords(event.target.value); setWrong(""); }} spellCheck={false}
          placeholder={asked} role="combobox" aria-expanded="true" aria-controls="palette-list" maxLength={500}
          aria-activedescendant={items[active] ? `palette-${active}` : undefined} aria-label={step ? asked : "Ask or search"} />
        <div className="palette-list" id="palette-list" role="listbox" ref={list} aria-label="Results">
          {step?.list && <p className="palette-note">{wrong || (needle ? <><CornerDownLeft {...ICON} /> makes the task “{needle}”.</> : "What needs doing?")}</p>}
          {step && !step.list && !items.length && <p className="palette-note">{needle ? `No list is called “${needle}”.` : "Type the name of a list."}</p>}
          {items.map((one, index) => (
            <div key={`${one.group}${one.url ?? one.title}${index}`} role="presentation">
              {one.group !== items[index - 1]?.group && <div className="palette-group" role="presentation">{one.group}</div>}
              <div id={`palette-${index}`} className="palette-item" role="option" aria-selected={index === active}
                onPointerMove={() => setActive(index)} onClick={(event) => open(one, event.ctrlKey || event.metaKey)}>
                {one.kind === "ask" ? <MessageCircleQuestion {...ICON} /> : one.kind === "action" ? <Zap {...ICON} /> : <KindIcon kind={one.kind} size={15} />}
                {one.key && <span className="key">{one.key}</span>}
                <span className="cut">{one.title}</span>
                {one.place && <span className="where cut">{one.place}</span>}
                {one.hint && <span className="where"><span className="kbd">{one.hint}</span></span>}
              </div>
            </div>
          ))}
        </div>
        <div className="palette-foot"><span><span className="kbd">↑</span> <span className="kbd">↓</span> choose</span><span><span className="kbd">↵</span> {step?.list ? "make it" : "open"}</span>{!step && <span><span className="kbd">ctrl ↵</span> new tab</span>}<span><span className="kbd">esc</span> {step ? "back" : "close"}</span></div>
      </div>
    </div>, document.body);
}

const KEYS = [
  ["Everywhere", [["ctrl k", "Go anywhere, do anything"], ["/", "Ask or search"], ["[", "Fold the sidebar"], ["]", "About this page"], ["g h", "Home"], ["g i", "Inbox"], ["g g", "Goals"], ["g d", "Docs"], ["g a", "Ask"], ["g s", "Summaries"], ["?", "These keys"]]],
  ["In a list", [["j k", "Next, previous task"], ["enter", "Open it"], ["c", "New task"], ["x", "Select it"], ["f", "Filter"], ["e", "Rename"]]],
  ["On a task, or on what is selected", [["s", "Status"], ["p", "Priority"], ["a", "People"], ["d", "Due date: “next fri”"], ["t", "Tags"]]],
  ["On the board", [["arrows", "Next card"], ["alt arrows", "Move the card"], ["m", "Move to a column"]]],
];

export function Shortcuts({ onClose }) {
  const box = useRef(null);
  const back = useRef(document.activeElement);
  useEffect(() => { box.current?.focus(); return () => back.current?.focus?.(); }, []);
  return createPortal(
    <div className="veil" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div ref={box} className="sheet shortcuts" role="dialog" aria-modal="true" aria-label="Keyboard shortcuts" tabIndex={-1}
        onKeyDown={(event) => { if (["Escape", "?", "Enter"].includes(event.key)) { event.preventDefault(); event.stopPropagation(); onClose(); } if (event.key === "Tab") event.preventDefault(); }}>
        <h2>Keyboard shortcuts</h2>
        <div className="shortcut-groups">
          {KEYS.map(([group, lines]) => (
            <section key={group}><h3>{group}</h3>
              <dl>{lines.map(([key, words]) => <div key={key}><dt>{key.split(" ").map((one) => <kbd key={one} className="kbd">{one}</kbd>)}</dt><dd>{words}</dd></div>)}</dl>
            </section>
          ))}
        </div>
      </div>
    </div>, document.body);
}
