// Questions and their answers: how it was read, sentences with sources, and how it was found.
import { useEffect, useMemo, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { ArrowUp, ChevronRight, History, Link as LinkIcon, MessageSquare, Plus, RefreshCw, ThumbsDown, ThumbsUp, Trash2, X } from "lucide-react";
import { Cards } from "$/public/external/app/ui/ask/page/cards.jsx";
import { Worded, useWording } from "$/public/external/app/ui/components/js/wording.jsx";
import { KindIcon, Picker, SourceChip, StatusGlyph } from "$/public/external/app/ui/components/js/kit.jsx";

const MODES = {
  computed: "Computed from the records, without a language model",
  retrieved: "Found in what was written, without a language model",
  model: "Worded by a language model from the records found",
  none: "Nothing found",
};

export function AskPage({ turns = [], busy = "", examples = [], options = {}, model = "", conversation = 0, past = [], onExpand, onRecheck, onJudge, onForget, onTeach, onAct, onTakeBack }) {
  const navigate = useNavigate();
  const end = useRef(null);
  const count = useRef(turns.length);
  // The address asks: the page answers what it says, also after a reload or for whom it is shared with.
  const ask = (question, fixed = []) => {
    const clean = question.trim();
    if (!clean || busy) return;
    const query = new URLSearchParams();
    if (conversation) query.set("c", conversation);
    query.set("q", clean);
    if (fixed.length) query.set("fix", fixed.join(";"));
    navigate(`/ask?${query}`);
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
        {past.length > 0 && <Past past={past} onForget={onForget} />}
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
          <Answer turn={turn} last={index === turns.length - 1} options={options} model={model} onAsk={ask} onExpand={(place) => onExpand?.(index, place)}
            onRecheck={onRecheck} onJudge={onJudge} onTeach={onTeach}
            onAct={(which) => onAct?.(turn.id, which)} onTakeBack={(card) => onTakeBack?.(turn.id, card)} />
        </div>
      ))}
      {busy && <section className="answer" aria-busy="true" ref={end}>
        <h1 dir="auto">{busy}</h1>
        <div className="bone" style={{ height: 22, width: "46%" }} /><div className="bone" style={{ height: 18, marginTop: 20 }} /><div className="bone" style={{ height: 18, width: "72%", marginTop: 10 }} />
      </section>}
      <div className="ask-follow no-print"><AskBox onAsk={ask} busy={Boolean(busy)} placeholder="Ask on: “and last week?”, “only mine”, “who owns it?”" />
        <Link to="/ask" className="linklike">New conversation</Link></div>
    </div>
  );
}

// One's own conversations, the last used first; words find them.
function Past({ past, onForget }) {
  const [words, setWords] = useState("");
  const [found, setFound] = useState(null);
  useEffect(() => {
    if (!words.trim()) { setFound(null); return undefined; }
    const timer = setTimeout(async () => {
      const answer = await fetch(`/api/v1/conversations?q=${encodeURIComponent(words)}`, { credentials: "same-origin" }).catch(() => null);
      if (answer?.ok) setFound((await answer.json()).items);
    }, 150);
    return () => clearTimeout(timer);
  }, [words]);
  const shown = found ?? past;
  return (
    <section className="ask-past" aria-label="Your conversations">
      <header><h2>Your conversations</h2><input className="input" type="search" value={words} placeholder="Find…" aria-label="Find a conversation" onChange={(event) => setWords(event.target.value)} /></header>
      <ul>{shown.slice(0, words ? 30 : 8).map((one) => (
        <li key={one.id} className="related-row"><Link to={`/ask?c=${one.id}`} className="visit"><MessageSquare size={14} aria-hidden="true" /><span className="cut" dir="auto">{one.title}</span>{one.at && <span className="hint">{one.at}</span>}</Link>
          <button type="button" className="button quiet square" aria-label={`Delete “${one.title}”`} title="Delete for good" onClick={() => onForget?.(one.id)}><Trash2 size={13} /></button></li>
      ))}</ul>
      {!shown.length && <p className="hint">No conversation says “{words}”.</p>}
    </section>
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

function Answer({ turn, last, options, model, onAsk, onExpand, onRecheck, onJudge, onTeach, onAct, onTakeBack }) {
  const worded = useWording(
    { question: turn.question, earlier: turn.earlier ?? [], fixed: turn.fixed ?? [] }, turn.id,
    last && Boolean(model) && !turn.cards?.length && !turn.saved && !turn.candidates.length && !turn.note,
  );
  const seconds = turn.took_ms >= 1000 ? `${(turn.took_ms / 1000).toFixed(1)} s` : `${Math.max(1, Math.round(turn.took_ms))} ms`;
  const refused = !turn.sentences.length && !turn.candidates.length && !turn.note;
  // The plain answer found nothing; a model that looks further may.
  const nothing = refused && worded?.state !== "done";
  return (
    <section className="answer" aria-live="polite">
      <h1 dir="auto">{turn.question}</h1>
      <Reading turn={turn} options={options} onAsk={onAsk} />
      <Learn turn={turn} options={options} onTeach={onTeach} />
      {turn.changed > 0 && (
        <p className="changed" role="status"><History size={14} aria-hidden="true" /> {turn.changed} of these sentences no longer {turn.changed === 1 ? "holds" : "hold"}: the work changed since. <button type="button" className="linklike" onClick={() => onAsk(turn.question, turn.fixed)}>Ask anew</button></p>
      )}
      {worded && <Worded worded={worded} refused={refused} />}
      <div className={worded && worded.state !== "failed" ? "plain beside-worded" : "plain"}>
        {turn.sentences.map((one, index) => <Sentence key={index} one={one} onExpand={() => onExpand(index)} />)}
      </div>
      {turn.cards?.length > 0 && <Cards cards={turn.cards} onAct={onAct} onTakeBack={onTakeBack} />}
      {turn.note && <p className="sentence">{turn.note}</p>}
      {nothing && (
        <div className="nothing">
          <p>Nothing here answers this.</p>
          {turn.looked_at.length > 0 && <p className="quiet-text">Looked at {turn.looked_at.join("; ")}.</p>}
          <p className="hint">Name a person, a list, a goal or a task as it is written here, or ask for one thing at a time.</p>
        </div>
      )}
      {turn.candidates.length > 0 && (
        <div className="candidates">{!turn.note && <p className="quiet-text">{turn.unknown?.length ? `Nothing you can see is called “${turn.unknown.join("”, “")}”. Do you mean one of these?` : "Which one do you mean?"}</p>}
          {turn.candidates.map((one) => <button key={one.question} type="button" className="chip" onClick={() => onAsk(one.question)}>{one.label}</button>)}
        </div>
      )}
      {turn.nearest.length > 0 && (
        <div className="nearest"><h2>Nearest to it</h2>
          <ul>{turn.nearest.map((one) => (
            <li key={`${one.kind}${one.id}`}><Link to={one.url} className="near"><KindIcon kind={one.kind} />{one.key && <span className="key">{one.key}</span>}<span className="cut">{one.key && one.title.startsWith(`${one.key} `) ? one.title.slice(one.key.length + 1) : one.title}</span></Link>
              {one.quote && !one.title.endsWith(one.quote.trim()) && <p className="near-quote" dir="auto">{withoutMarks(one.quote)}</p>}</li>
          ))}</ul>
        </div>
      )}
      {!nothing && !turn.note && <Tools turn={turn} onRecheck={onRecheck} onJudge={onJudge} />}
      {!turn.note && <details className="found">
        <summary><ChevronRight size={13} className="turn" aria-hidden="true" />How this was found <span className="quiet-text">· {MODES[refused && !nothing ? "model" : turn.mode] ?? turn.mode} · <span className="num">{seconds}</span></span></summary>
        <ul>{!nothing && turn.looked_at.map((line, index) => <li key={index}>{line}</li>)}<li>True as of {turn.as_of_text}.</li></ul>
      </details>}
    </section>
  );
}

// A quoted line as it reads, not as it was typed.
function withoutMarks(text) {
  return text.replace(/(^|\s)(#{1,6}|>|[-*+])\s+/g, "$1").replace(/\*\*|__|`/g, "").replace(/(^|\W)[*_](\S(?:[^*_\n]*\S)?)[*_](?=\W|$)/g, "$1$2").slice(0, 320);
}

// Check it again, share how it was read, say whether it helped.
function Tools({ turn, onRecheck, onJudge }) {
  const [copied, setCopied] = useState(false);
  const share = () => {
    const query = new URLSearchParams({ q: turn.question });
    if (turn.fixed.length) query.set("fix", turn.fixed.join(";"));
    navigator.clipboard?.writeText(`${window.location.origin}/ask?${query}`).then(() => { setCopied(true); setTimeout(() => setCopied(false), 1600); });
  };
  return (
    <div className="answer-tools no-print">
      <button type="button" className="button quiet" onClick={() => onRecheck?.()} title="Run every sentence's claim again"><RefreshCw size={13} aria-hidden="true" />{turn.checked ? `Checked ${turn.checked}` : "Re-check"}</button>
      <button type="button" className="button quiet" onClick={share} title="Copy a link to this question as it was read"><LinkIcon size={13} aria-hidden="true" />{copied ? "Copied" : "Link"}</button>
      {[[1, ThumbsUp, "It helped"], [-1, ThumbsDown, "It did not help"]].map(([thumb, Icon, word]) => (
        <button key={thumb} type="button" className={`button quiet square${turn.thumb === thumb ? " on" : ""}`} aria-pressed={turn.thumb === thumb} aria-label={word} title={word} onClick={() => onJudge?.(turn.id, turn.thumb === thumb ? 0 : thumb)}><Icon size={13} /></button>
      ))}
    </div>
  );
}

// A corrected name can be remembered: next time the same words mean the same thing.
function Learn({ turn, options, onTeach }) {
  const [done, setDone] = useState(false);
  const fix = turn.fixed.find((one) => one.startsWith("learn="));
  const [words, ref] = fix ? fix.slice(6).split("→") : [];
  if (!words || done) return null;
  const named = Object.values(options).flat().find((one) => one.value === ref);
  if (!named) return null;
  return (
    <p className="learn">Should “{words}” always mean <strong>{named.label}</strong>? <button type="button" className="linklike" onClick={() => { onTeach?.(words, ref); setDone(true); }}>Remember it</button> <button type="button" className="linklike" onClick={() => setDone(true)}>No</button></p>
  );
}

// Sets of tasks, which filters narrow.
const NARROWED = ["open", "overdue", "due", "unassigned", "blocked", "stale", "count", "work", "unaligned", "aged", "next", "waiting", "blockers"];
const SLOT = { intent: "intent", person: "person", place: "place", goal: "goal", period: "period" };

function Reading({ turn, options, onAsk }) {
  const asked = turn.fixed.filter((one) => !one.startsWith("learn="));
  const add = (value) => onAsk(turn.question, [...asked, `with=${value}`]);
  const fix = (chip, value) => {
    if (chip.kind === "filter") { onAsk(turn.question, [...asked, `without=${chip.value}`, `with=${value}`]); return; }
    const slot = SLOT[chip.kind];
    const kept = turn.fixed.filter((one) => !one.startsWith(`${slot}=`) && !one.startsWith("learn="));
    const learn = chip.words && ["person", "place", "goal"].includes(chip.kind) ? [`learn=${chip.words}→${value}`] : [];
    onAsk(turn.question, [...kept, `${slot}=${value}`, ...learn]);
  };
  const drop = (chip) => {
    const whole = ["period", "goal", "person", "place"].includes(chip.kind) && !String(chip.value).startsWith("as-of");
    onAsk(turn.question, [...asked, whole ? `${SLOT[chip.kind]}=` : `without=${chip.value}`]);
  };
  return (
    <div className="reading-as">
      {turn.chips.length > 0 && <span className="quiet-text">{turn.follows ? "following on, read as" : "read as"}</span>}
      {turn.chips.map((chip, index) => <Chip key={`${chip.kind}${index}`} chip={chip} options={options[chip.kind]} onFix={(value) => fix(chip, value)} onDrop={() => drop(chip)} />)}
      {NARROWED.includes(turn.chips[0]?.value) && options.filter?.length > 0 && <Picker options={options.filter} className="chip add" label="Add a filter" onPick={add}><Plus size={12} aria-hidden="true" />filter</Picker>}
      <span className="chip still num" title={turn.as_of_text}>as of {turn.as_of_clock}</span>
    </div>
  );
}

function Chip({ chip, options, onFix, onDrop }) {
  const shown = <span className="cut">{chip.label}</span>;
  return (
    <span className="chip-pair">
      {options?.length
        ? <Picker options={options} value={chip.value} className="chip" label={`Change: ${chip.label}`} onPick={onFix}>{shown}</Picker>
        : <span className="chip still" title={chip.label}>{shown}</span>}
      {!["intent", "task"].includes(chip.kind) && <button type="button" className="chip-x" aria-label={`Without ${chip.label}`} title={`Without “${chip.label}”`} onClick={onDrop}><X size={11} /></button>}
    </span>
  );
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
    <div className={`sentence-block${["changed", "gone"].includes(one.verdict) ? " no-longer" : ""}`} title={one.verdict === "changed" ? "This changed since it was said" : one.verdict === "gone" ? "Its source is gone since it was said" : undefined}>
      <p className="sentence">
        {parts.length === 3 ? <>{parts[0]}<button type="button" className="count-link num" aria-expanded={open} onClick={turn}>{parts[1]}</button>{parts[2]}</> : parts[0]}
        {one.sources.map((source, index) => <SourceChip key={`${source.kind}${source.id}${index}`} source={source} />)}
        {countable && one.all > one.sources.length && <button type="button" className="all-link" aria-expanded={open} onClick={turn}>{open ? "fold" : `all ${one.all}`}</button>}
      </p>
      {open && (one.lines
        ? <ul className="counted">{one.lines.map((line) => (
          <li key={line.key}><Link to={line.url}>{line.is_goal ? <KindIcon kind="goal" /> : <><StatusGlyph category={line.category} part={line.part} title={line.status} /><span className="key">{line.key}</span></>}<span className="cut" title={line.title} dir="auto">{line.title}</span>
            <span className={`counted-due num ${line.tone}`} title={line.due_tip}>{line.due}</span></Link></li>))}
          {one.lines.length < one.all && <li className="hint">{one.all - one.lines.length} more are not shown here.</li>}</ul>
        : <div className="bone" style={{ height: 20, margin: "8px 0" }} />)}
    </div>
  );
}
