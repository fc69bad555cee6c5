// What stands beside a task, list, space, goal or doc: its summary, what is in its way, what is like it.
import { useEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { ArrowUp, X } from "lucide-react";
import { KindIcon, SourceChip } from "$/public/external/app/ui/components/js/kit.jsx";

const NOUN = { task: "task", list: "list", space: "space", goal: "goal", doc: "page" };
const MOST_SOURCES = 4;

// Which item the page shows, as the API names it; null where it shows none.
export function itemOf(pathname) {
  const found = /^\/(tasks|lists|spaces|goals|docs)\/([A-Za-z0-9-]+)$/.exec(pathname);
  return found && found[2] !== "new" ? { kind: found[1].slice(0, -1), item: found[2] } : null;
}

// A source's title may begin with its key, which stands beside it.
const titleOf = (one) => (one.key && one.title.startsWith(`${one.key} `) ? one.title.slice(one.key.length + 1) : one.title);

export function AboutPanel({ kind, item, label, near, onClose }) {
  const [about, setAbout] = useState(null);
  const [wrong, setWrong] = useState("");
  const box = useRef(null);
  const here = `/${kind}s/${item}`;
  useEffect(() => { box.current?.focus(); }, []);
  useEffect(() => {
    const stop = new AbortController();
    setAbout(null);
    setWrong("");
    fetch(`/api/v1/about/${kind}/${item}`, { credentials: "same-origin", signal: stop.signal })
      .then(async (answer) => { const body = await answer.json(); if (answer.ok) setAbout(body); else setWrong(body.detail); })
      .catch(() => { if (!stop.signal.aborted) setWrong("This could not be read: check the connection, then open it again."); });
    return () => stop.abort();
  }, [kind, item]);
  return (
    <aside className="about" aria-label={`About this ${NOUN[kind]}`} ref={box} tabIndex={-1} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <header><h2>About this {NOUN[kind]}</h2>
        {about && <span className="hint num">as of {about.as_of}</span>}
        <button type="button" className="button quiet square" aria-label="Close" title="Close  Esc" onClick={onClose}><X size={15} /></button></header>
      {wrong && <p className="hint">{wrong}</p>}
      {!about && !wrong && <div aria-busy="true">{[92, 70, 84].map((width) => <div key={width} className="bone" style={{ height: 14, width: `${width}%`, marginTop: 12 }} />)}</div>}
      {about && <>
        <Part title="In short" own={here} sentences={about.summary} empty="There is nothing to sum up yet." />
        <Part title="In its way" own={here} sentences={about.in_the_way} empty="Nothing is in its way." />
        {kind !== "list" && kind !== "space" && <section><h3>Like it</h3>
          {about.alike.length
            ? <ul>{about.alike.map((one) => (
              <li key={`${one.kind}${one.id}`}><Link to={one.url} className="near"><KindIcon kind={one.kind} />{one.key && <span className="key">{one.key}</span>}<span className="cut" title={one.title} dir="auto">{titleOf(one)}</span></Link></li>))}</ul>
            : <p className="hint">Nothing reads like it.</p>}</section>}
        <AskHere kind={kind} item={item} label={label} near={near} />
      </>}
    </aside>
  );
}

// The page's own record is left out of its sources: one is looking at it.
function Part({ title, own, sentences, empty }) {
  return (
    <section><h3>{title}</h3>
      {sentences.map((one, index) => (
        <p key={index} dir="auto">{one.text}
          {one.sources.filter((source) => source.url !== own).slice(0, MOST_SOURCES).map((source, at) => <SourceChip key={`${source.kind}${source.id}${at}`} source={source} />)}</p>
      ))}
      {!sentences.length && <p className="hint">{empty}</p>}
    </section>
  );
}

function AskHere({ kind, item, label, near }) {
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const send = (event) => {
    event.preventDefault();
    if (!words.trim()) return;
    const query = new URLSearchParams({ q: words.trim(), fix: near || `near=${kind}:${item}` });
    navigate(`/ask?${query}`);
  };
  return (
    <form className="about-ask" onSubmit={send}>
      <input className="input" value={words} onChange={(event) => setWords(event.target.value)} placeholder="Ask about it, or say what to do…" aria-label={`Ask about ${label || "this"}`} maxLength={500} autoComplete="off" dir="auto" />
      <button type="submit" className="button primary square" disabled={!words.trim()} aria-label="Ask"><ArrowUp size={15} /></button>
    </form>
  );
}
