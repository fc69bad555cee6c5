// Questions and their answers: how it was read, sentences with sources, and how it was found.
import { useEffect, useMemo, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { ArrowUp, ChevronRight, Sparkles, X } from "lucide-react";
import { KindIcon, Picker, SourceChip, StatusGlyph } from "$/public/external/app/ui/components/js/kit.jsx";

const MODES = {
  computed: "Computed from the records, without a language model",
  retrieved: "Found in what was written, without a language model",
  model: "Worded by a language model from the records found",
  none: "Nothing found",
};
const PREPOSITION = { place: "in", person: "of", goal: "for", task: "about", period: "", filter: "" };

export function AskPage({ turns = [], busy = "", examples = [], options = {}, model = "", onExpand }) {
  const navigate = useNavigate();
  const end = useRef(null);
  const count = useRef(turns.length);
  const ask = (question) => {
    const clean = question.trim();
    if (!clean || busy) return;
    // The address asks: the page answers what it says, also after a reload or for whom it is shared with.
    navigate(`/ask?q=${encodeURIComponent(clean)}`);
  };
  useEffect(() => {
    if (turns.length > count.current && turns.length > 1) end.current?.scrollIntoView({ behavior: "smooth", block: "start" });
    count.current = turns.length;
  }, [turns.length, busy]);

  if (!turns.length && !busy) {
    return (
      <div className="ask-empty">
        <h1>What do you want to know?</h1>
        <p className="ask-lead">Ask about the work as you would ask a colleague. Every sentence of the answer opens the records it came from.</p>
        <AskBox onAsk={ask} autoFocus large />
        {examples.length > 0 && <ul className="ask-examples" aria-label="Examples">
          {examples.map((one) => <li key={one}><button type="button" onClick={() => ask(one)}><ChevronRight size={14} aria-hidden="true" />{one}</button></li>)}
        </ul>}
      </div>
    );
  }
  return (
    <div className="ask">
      {turns.map((turn, index) => (
        <div key={turn.id} ref={index === turns.length - 1 && !busy ? end : null}>
          <Answer turn={turn} last={index === turns.length - 1} options={options} model={model} onAsk={ask} onExpand={(place) => onExpand?.(index, place)} />
        </div>
      ))}
      {busy && <section className="answer" aria-busy="true" ref={end}>
        <h1 dir="auto">{busy}</h1>
        <div className="bone" style={{ height: 22, width: "46%" }} /><div className="bone" style={{ height: 18, marginTop: 20 }} /><div className="bone" style={{ height: 18, width: "72%", marginTop: 10 }} />
      </section>}
      <div className="ask-follow no-print"><AskBox onAsk={ask} busy={Boolean(busy)} placeholder="Ask something else…" /></div>
    </div>
  );
}

function AskBox({ onAsk, autoFocus = false, large = false, busy = false, placeholder = "Ask a question…" }) {
  const [words, setWords] = useState("");
  const send = () => { if (words.trim() && !busy) { onAsk(words); setWords(""); } };
  return (
    <form className={`ask-box${large ? " large" : ""}`} onSubmit={(event) => { event.preventDefault(); send(); }}>
      <input value={words} onChange={(event) => setWords(event.target.value)} placeholder={placeholder} aria-label="Your question" autoFocus={autoFocus} autoComplete="off" maxLength={800} dir="auto" />
      <button type="submit" className="button primary square" disabled={!words.trim() || busy} aria-label="Ask"><ArrowUp size={16} /></button>
    </form>
  );
}

function Answer({ turn, last, options, model, onAsk, onExpand }) {
  const worded = useWording(turn, last && Boolean(model));
  const seconds = turn.took_ms >= 1000 ? `${(turn.took_ms / 1000).toFixed(1)} s` : `${Math.max(1, Math.round(turn.took_ms))} ms`;
  const nothing = !turn.sentences.length && !turn.candidates.length;
  return (
    <section className="answer" aria-live="polite">
      <h1 dir="auto">{turn.question}</h1>
      <Reading turn={turn} options={options} onAsk={onAsk} />
      {worded && (
        <div className="worded">
          <p className="worded-head"><Sparkles size={13} aria-hidden="true" />{worded.state === "writing" ? "Wording it…" : worded.state === "failed" ? "The model did not answer: the plain answer stands." : "Worded by the model; every number and source was checked."}{worded.dropped > 0 && ` ${worded.dropped} ${worded.dropped === 1 ? "sentence was" : "sentences were"} dropped: nothing supported ${worded.dropped === 1 ? "it" : "them"}.`}</p>
          {worded.sentences ? worded.sentences.map((one, index) => <Sentence key={index} one={one} />) : worded.text && <p className="sentence" dir="auto">{worded.text}<span className="caret" /></p>}
        </div>
      )}
      <div className={worded && worded.state !== "failed" ? "plain beside-worded" : "plain"}>
        {turn.sentences.map((one, index) => <Sentence key={index} one={one} onExpand={() => onExpand(index)} />)}
      </div>
      {nothing && (
        <div className="nothing">
          <p>Nothing here answers this.</p>
          {turn.looked_at.length > 0 && <p className="quiet-text">Looked at {turn.looked_at.join("; ")}.</p>}
          <p className="hint">Name a person, a list, a goal or a task as it is written here, or ask for one thing at a time.</p>
        </div>
      )}
      {turn.candidates.length > 0 && (
        <div className="candidates"><p className="quiet-text">Which one do you mean?</p>
          {turn.candidates.map((one) => <button key={one.question} type="button" className="chip" onClick={() => onAsk(one.question)}>{one.label}</button>)}
        </div>
      )}
      {turn.nearest.length > 0 && (
        <div className="nearest"><h2>Nearest to it</h2>
          <ul>{turn.nearest.map((one) => (
            <li key={`${one.kind}${one.id}`}><Link to={one.url} className="near"><KindIcon kind={one.kind} />{one.key && <span className="key">{one.key}</span>}<span className="cut">{one.title}</span></Link>
              {one.quote && <p className="near-quote" dir="auto">{one.quote}</p>}</li>
          ))}</ul>
        </div>
      )}
      <details className="found">
        <summary><ChevronRight size={13} className="turn" aria-hidden="true" />How this was found <span className="quiet-text">· {MODES[turn.mode] ?? turn.mode} · <span className="num">{seconds}</span></span></summary>
        <ul>{!nothing && turn.looked_at.map((line, index) => <li key={index}>{line}</li>)}<li>True as of {turn.as_of_text}.</li></ul>
      </details>
    </section>
  );
}

function Reading({ turn, options, onAsk }) {
  const chips = turn.chips.filter((chip) => chip.kind !== "as_of");
  return (
    <div className="reading-as">
      {chips.length > 0 && <span className="quiet-text">read as</span>}
      {chips.map((chip, index) => <Chip key={`${chip.kind}${index}`} chip={chip} question={turn.question} options={options[chip.kind]} onAsk={onAsk} />)}
      <span className="chip still num" title={turn.as_of_text}>as of {turn.as_of_clock}</span>
    </div>
  );
}

function Chip({ chip, question, options, onAsk }) {
  const shown = <span className="cut">{chip.label}</span>;
  const less = rewrite(question, chip, "");
  const removable = chip.kind !== "intent" && less !== question && less.trim();
  return (
    <span className="chip-pair">
      {options?.length
        ? <Picker options={options} value={chip.label} className="chip" label={`Change: ${chip.label}`} onPick={(value) => onAsk(rewrite(question, chip, value))}>{shown}</Picker>
        : <span className="chip still" title={chip.label}>{shown}</span>}
      {removable && <button type="button" className="chip-x" aria-label={`Without ${chip.label}`} title={`Ask without “${chip.label}”`} onClick={() => onAsk(less)}><X size={11} /></button>}
    </span>
  );
}

const escaped = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// The question with one of its parts exchanged or taken out, in words, so that the link still says all.
export function rewrite(question, chip, other) {
  const names = [chip.said, chip.value, chip.label].filter((name) => typeof name === "string" && name.trim());
  const ending = /[?.!]*$/.exec(question.trim())[0];
  const body = question.trim().slice(0, question.trim().length - ending.length);
  for (const name of names) {
    const found = other
      ? new RegExp(`(^|[^\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, "iu")
      : new RegExp(`(^|\\s)(?:(?:in|of|for|by|on|from|about|to|with)\\s+)?(?:the\\s+)?${escaped(name)}(?![\\p{L}\\p{N}])`, "iu");
    if (found.test(body)) return `${body.replace(found, other ? `$1${other}` : "$1").replace(/\s+/g, " ").trim()}${ending}`;
  }
  if (!other) return question;
  const word = PREPOSITION[chip.kind];
  return `${body}${word ? ` ${word}` : ""} ${other}${ending}`;
}

function Sentence({ one, onExpand }) {
  const [open, setOpen] = useState(false);
  const countable = one.all > 0 && onExpand;
  const turn = () => { if (!open && !one.lines) onExpand(); setOpen(!open); };
  const parts = useMemo(() => {
    if (!countable) return [one.text];
    const found = new RegExp(`(^|[^\\d])(${one.all}|${one.all.toLocaleString("en")})(?!\\d)`).exec(one.text);
    if (!found) return [one.text];
    const at = found.index + found[1].length;
    return [one.text.slice(0, at), found[2], one.text.slice(at + found[2].length)];
  }, [one.text, one.all, countable]);
  return (
    <div className="sentence-block">
      <p className="sentence">
        {parts.length === 3 ? <>{parts[0]}<button type="button" className="count-link num" aria-expanded={open} onClick={turn}>{parts[1]}</button>{parts[2]}</> : parts[0]}
        {one.sources.map((source, index) => <SourceChip key={`${source.kind}${source.id}${index}`} source={source} />)}
        {countable && one.all > one.sources.length && <button type="button" className="all-link" aria-expanded={open} onClick={turn}>{open ? "fold" : `all ${one.all}`}</button>}
      </p>
      {open && (one.lines
        ? <ul className="counted">{one.lines.map((line) => (
          <li key={line.key}><Link to={line.url}><StatusGlyph category={line.category} part={line.part} title={line.status} /><span className="key">{line.key}</span><span className="cut" title={line.title} dir="auto">{line.title}</span>
            <span className={`counted-due num ${line.tone}`} title={line.due_tip}>{line.due}</span></Link></li>))}
          {one.lines.length < one.all && <li className="hint">{one.all - one.lines.length} more are not shown here.</li>}</ul>
        : <div className="bone" style={{ height: 20, margin: "8px 0" }} />)}
    </div>
  );
}

// With a model configured, its wording streams in above the plain answer, which is already there.
function useWording(turn, wanted) {
  const [worded, setWorded] = useState(null);
  useEffect(() => {
    if (!wanted || turn.mode === "none" || !turn.sentences.length) return undefined;
    const stop = new AbortController();
    const read = async () => {
      setWorded({ state: "writing", text: "" });
      const answer = await fetch("/api/v1/ask/stream", { method: "POST", signal: stop.signal, credentials: "same-origin", headers: { "Content-Type": "application/json", Accept: "text/event-stream" }, body: JSON.stringify({ question: turn.question }) });
      if (!answer.ok || !answer.body) throw new Error("no stream");
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      let finished = false;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        rest += value.replaceAll("\r", "");
        let cut = rest.indexOf("\n\n");
        while (cut >= 0) {
          const { name, data } = anEvent(rest.slice(0, cut));
          rest = rest.slice(cut + 2);
          cut = rest.indexOf("\n\n");
          if (name === "word") setWorded((now) => ({ ...now, text: now.text + (data.text ?? "") }));
          if (name === "worded") { finished = true; setWorded(data.sentences?.length ? { state: "done", sentences: data.sentences, dropped: data.dropped ?? 0 } : { state: "failed", dropped: data.dropped ?? 0 }); }
        }
      }
      if (!finished) throw new Error("cut off");
    };
    read().catch(() => { if (!stop.signal.aborted) setWorded({ state: "failed", dropped: 0 }); });
    return () => stop.abort();
  }, [turn.id, wanted]);
  return worded;
}

function anEvent(block) {
  let name = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).trim());
  }
  try { return { name, data: JSON.parse(data.join("\n") || "{}") }; } catch { return { name: "", data: {} }; }
}
