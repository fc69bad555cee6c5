// Words to read and to write: Markdown without raw HTML, descriptions and docs edited in place, discussions.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { Link } from "react-router";
import { Check, Copy, CornerDownRight } from "lucide-react";
import { Composer, Grow } from "$/public/external/app/ui/components/js/composer.jsx";
import { Avatar, Picker, spaceKeys } from "$/public/external/app/ui/components/js/kit.jsx";

const VERBATIM = /(```[\s\S]*?```|~~~[\s\S]*?~~~|`[^`\n]*`|!?\[[^\]]*\]\([^)\s]*\)|<https?:[^>]*>|https?:\/\/\S+)/;
const KEY = /(^|[^\w/-])#?([A-Z][A-Z0-9]{1,9})-(\d{1,7})(?![\w-])/g;
const AT = /(^|[^\w@.])@(?:"([^"\n]{1,80})"|([\p{L}\p{N}_][\p{L}\p{N}_.-]{0,60}))/gu;

// Names tasks and people as links before Markdown reads the text; code stays as it is.
function withNames(text) {
  return text.split(VERBATIM).map((part, index) => (index % 2 ? part : part
    .replace(KEY, (all, before, space, number) => (spaceKeys.has(space) ? `${before}[${space}-${number}](/tasks/${space}-${number})` : all))
    .replace(AT, (all, before, quoted, plain) => {
      const name = (quoted ?? plain).replace(/[.-]+$/, "");
      return `${before}[@${name}](/~person/${encodeURIComponent(name)})${quoted ? "" : plain.slice(name.length)}`;
    }))).join("");
}

const slug = (children) => String(Array.isArray(children) ? children.join("") : children ?? "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
const heading = (Tag) => ({ children }) => <Tag id={slug(children)}><a href={`#${slug(children)}`} className="anchor">{children}</a></Tag>;

function Anchor({ href = "", children }) {
  if (href.startsWith("/~person/")) return <span className="mention">{children}</span>;
  if (/^\/tasks\//.test(href)) return <Link to={href} className="task-ref">{children}</Link>;
  if (href.startsWith("/")) return <Link to={href}>{children}</Link>;
  if (href.startsWith("#")) return <a href={href}>{children}</a>;
  return <a href={href} target="_blank" rel="noopener noreferrer">{children}</a>;
}

function Code({ children }) {
  const [copied, setCopied] = useState(false);
  const box = useRef(null);
  const copy = async () => {
    await navigator.clipboard?.writeText(box.current?.innerText ?? "");
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <div className="code">
      <button type="button" className="button quiet square code-copy" aria-label="Copy" title="Copy" onClick={(event) => { event.stopPropagation(); copy(); }}>{copied ? <Check size={14} /> : <Copy size={14} />}</button>
      <pre ref={box} tabIndex={0}>{children}</pre>
    </div>
  );
}

const PARTS = {
  a: Anchor, pre: Code, h1: heading("h1"), h2: heading("h2"), h3: heading("h3"), h4: heading("h4"),
  // Nothing is fetched from elsewhere because somebody wrote its address.
  img: ({ src = "", alt = "" }) => (src.startsWith("/") ? <img src={src} alt={alt} loading="lazy" /> : <a href={src} target="_blank" rel="noopener noreferrer">{alt || src}</a>),
};

export function Prose({ text = "", small = false, className = "" }) {
  const shown = useMemo(() => withNames(text), [text]);
  return <div className={`prose${small ? " small" : ""} ${className}`} dir="auto"><Markdown remarkPlugins={[remarkGfm]} components={PARTS}>{shown}</Markdown></div>;
}

// A description: reads as prose, a click turns it into its Markdown; leaving saves.
export function TextBlock({ text = "", placeholder = "Add a description…", label = "Description", disabled = false, onSave }) {
  const [editing, setEditing] = useState(false);
  const [draft, setDraft] = useState(text);
  const area = useRef(null);
  useEffect(() => { if (!editing) setDraft(text); }, [text, editing]);
  useEffect(() => { if (editing) { area.current?.focus(); } }, [editing]);
  const leave = () => { setEditing(false); if (draft !== text) onSave?.(draft); };
  if (editing) {
    return (
      <div className="textblock">
        <Grow inner={area} className="prose small" value={draft} aria-label={label} onChange={setDraft} onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === "Escape") { event.stopPropagation(); setDraft(text); setEditing(false); }
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) leave();
          }} />
        <p className="hint">Markdown. @ names a person, ENG-12 a task. <span className="kbd">ctrl ↵</span> saves, <span className="kbd">esc</span> takes back.</p>
      </div>
    );
  }
  const open = (event) => { if (!disabled && !event.target.closest("a,button") && !window.getSelection()?.toString()) setEditing(true); };
  return (
    <div className={`textblock${disabled ? "" : " editable"}`} onClick={open} role={disabled ? undefined : "button"} tabIndex={disabled ? undefined : 0}
      aria-label={disabled ? undefined : `Edit: ${label}`} onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && setEditing(true)}>
      {text.trim() ? <Prose text={text} small /> : <p className="quiet-text">{disabled ? "No description." : placeholder}</p>}
    </div>
  );
}

const SAVE_AFTER_MS = 800;

// A doc: reading and writing on the same typography; saves by itself, never over somebody else's words.
// `saved` is {version, at, conflict}; onSave gets {text, based_on}.
export function DocText({ docId, text = "", version = 1, savedAt = "", conflict = "", disabled = false, onSave, onTakeTheirs }) {
  const [editing, setEditing] = useState(false);
  const [draft, setDraft] = useState(text);
  const [dirty, setDirty] = useState(false);
  const timer = useRef(0);
  const latest = useRef({ draft, version, dirty, text });
  latest.current = { draft, version, dirty, text };
  // What the draft grew from, and what was sent last: a newer version by somebody else is never taken for our own.
  const base = useRef(version);
  const sent = useRef(null);
  const area = useRef(null);
  useEffect(() => {
    clearTimeout(timer.current);
    base.current = version; sent.current = null;
    setEditing(false); setDirty(false); setDraft(text);
  }, [docId]);
  useEffect(() => {
    if (text === latest.current.draft) { setDirty(false); base.current = version; }
    else if (text === sent.current) base.current = version;
    else if (!latest.current.dirty) { setDraft(text); base.current = version; }
  }, [text, version]);
  const save = () => {
    clearTimeout(timer.current);
    const now = latest.current;
    if (!now.dirty || now.draft === now.text) return;
    sent.current = now.draft;
    onSave?.({ text: now.draft, based_on: base.current });
  };
  const write = (value) => { setDraft(value); setDirty(true); clearTimeout(timer.current); timer.current = setTimeout(save, SAVE_AFTER_MS); };
  useEffect(() => {
    const stay = (event) => { if (latest.current.dirty && latest.current.draft !== latest.current.text) { save(); event.preventDefault(); } };
    window.addEventListener("beforeunload", stay);
    return () => { window.removeEventListener("beforeunload", stay); save(); };
  }, []);
  useEffect(() => { if (editing) area.current?.focus({ preventScroll: true }); }, [editing]);
  const state = conflict ? "" : dirty && draft !== text ? "Saving…" : savedAt ? `Saved ${savedAt}` : "";
  return (
    <div className="doctext">
      {!disabled && (
        <div className="doc-bar no-print">
          <div className="choice" role="tablist" aria-label="Reading or writing">
            <button type="button" role="tab" aria-selected={!editing} onClick={() => { save(); setEditing(false); }}>Read</button>
            <button type="button" role="tab" aria-selected={editing} onClick={() => setEditing(true)}>Write</button>
          </div>
          <span className="hint num" role="status">{state}</span>
        </div>
      )}
      {conflict && (
        <div className="notice is-amber" role="alert">
          <p>{conflict}</p>
          <button type="button" className="button" onClick={() => { setDirty(false); latest.current.dirty = false; setDraft(text); base.current = version; onTakeTheirs?.(); }}>Take theirs</button>
          <button type="button" className="button" onClick={() => navigator.clipboard?.writeText(draft)}>Copy mine</button>
        </div>
      )}
      {editing
        ? <Grow inner={area} className="prose doc-area" value={draft} aria-label="The doc's text, in Markdown" onChange={write} onBlur={save} spellCheck
            placeholder="Write here. Markdown works: # heading, - list, **bold**, ``` code." />
        : draft.trim() ? <Prose text={draft} /> : <p className="quiet-text" style={{ fontSize: 16 }}>{disabled ? "This page is empty." : <button type="button" className="linklike" onClick={() => setEditing(true)}>Write the first words</button>}</p>}
    </div>
  );
}

// -- discussions -------------------------------------------------------------------------------------

// threads: [{id, author, text, at, at_exact, edited, assigned_to, is_resolved, resolved_by, is_mine, answers}]
export function Discussion({ threads = [], people = [], disabled = false, onSay, onEdit, onAssign, onResolve, onReopen, onDelete }) {
  const acts = { people, disabled, onSay, onEdit, onAssign, onResolve, onReopen, onDelete };
  return (
    <div className="discussion">
      {threads.map((one) => <Thread key={one.id} one={one} {...acts} />)}
      {!disabled && <Composer placeholder="Say something…" onSay={(words, to) => onSay?.({ text: words, parent_id: null, assigned_to: to })} people={people} canAsk />}
    </div>
  );
}

function Thread({ one, ...acts }) {
  const [answering, setAnswering] = useState(false);
  const [folded, setFolded] = useState(one.is_resolved);
  useEffect(() => setFolded(one.is_resolved), [one.is_resolved]);
  if (folded) {
    return (
      <div className="thread settled" id={`comment-${one.id}`}>
        <Check size={14} className="is-green" aria-hidden="true" />
        <button type="button" className="cut" onClick={() => setFolded(false)}>
          Settled{one.resolved_by ? ` by ${one.resolved_by.name}` : ""}: <span className="quiet-text">{one.text.replace(/\s+/g, " ").slice(0, 120)}</span>
        </button>
        {!acts.disabled && <button type="button" className="button quiet" onClick={() => acts.onReopen?.(one.id)}>Reopen</button>}
      </div>
    );
  }
  return (
    <div className="thread">
      <Comment one={one} first {...acts} onAnswer={() => setAnswering(true)} />
      {one.answers?.map((answer) => <Comment key={answer.id} one={answer} {...acts} />)}
      {answering && <Composer placeholder="Answer…" focus onSay={(words) => { acts.onSay?.({ text: words, parent_id: one.id, assigned_to: null }); setAnswering(false); }} onLeave={() => setAnswering(false)} />}
    </div>
  );
}

function Comment({ one, first = false, people, disabled, onAnswer, onEdit, onAssign, onResolve, onReopen, onDelete }) {
  const [editing, setEditing] = useState(false);
  const options = [{ value: 0, label: "Nobody" }, ...people.map((person) => ({ value: person.id, label: person.name, person }))];
  return (
    <article className={`comment${first ? "" : " answer"}`} id={`comment-${one.id}`}>
      {one.author ? <Avatar person={one.author} big={first} /> : <span className="avatar" style={{ "--hue": 0 }}>?</span>}
      <div className="comment-body">
        <header>
          <strong>{one.author?.name ?? "Somebody"}</strong>
          <a href={`#comment-${one.id}`} className="hint" title={one.at_exact}>{one.at}</a>
          {one.edited && <span className="hint">edited</span>}
          {one.assigned_to && <span className="chip">asks {one.assigned_to.name}</span>}
          {!disabled && (
            <span className="comment-acts">
              {first && <button type="button" className="button quiet square" aria-label="Answer" title="Answer" onClick={onAnswer}><CornerDownRight size={14} /></button>}
              {first && (one.is_resolved
                ? <button type="button" className="button quiet" onClick={() => onReopen?.(one.id)}>Reopen</button>
                : <button type="button" className="button quiet" onClick={() => onResolve?.(one.id)}>Settle</button>)}
              {first && !one.is_resolved && <Picker options={options} value={one.assigned_to?.id ?? 0} className="button quiet" label="Ask somebody to see to it" onPick={(to) => onAssign?.({ id: one.id, to: to || null })}>Ask</Picker>}
              {one.is_mine && <button type="button" className="button quiet" onClick={() => setEditing(true)}>Edit</button>}
              {one.is_mine && <button type="button" className="button quiet" onClick={() => onDelete?.(one.id)}>Delete</button>}
            </span>
          )}
        </header>
        {editing
          ? <Composer start={one.text} focus placeholder="Your words" word="Save" onLeave={() => setEditing(false)} onSay={(words) => { if (words !== one.text) onEdit?.({ id: one.id, text: words }); setEditing(false); }} />
          : <Prose text={one.text} small />}
      </div>
    </article>
  );
}
