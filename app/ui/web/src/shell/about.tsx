// What stands beside a task, list, space, goal or doc: its summary, what is in its way, what is like it.
import "./about.css";
import "../parts/near.css";
import { useQuery } from "@tanstack/react-query";
import { ArrowUp, X } from "lucide-react";
import { useLayoutEffect, useRef, type FormEvent } from "react";
import { Link, useNavigate } from "react-router";
import type { Schema, Source, SourcedText } from "../lib/payloads";
import { getJson, sentenceOf } from "../lib/http";
import { titleOf, type Item, type ItemKind } from "../lib/items";
import { queries } from "../lib/query";
import { useKeptWords } from "../lib/use-kept-words";
import { KindIcon } from "../parts/kind-icon";
import { SourceChips } from "../parts/source-chip";

const NOUNS: Record<ItemKind, string> = {
  task: "task",
  list: "list",
  space: "space",
  goal: "goal",
  doc: "page",
};
const MOST_SOURCES = 4;
const UNREADABLE = "This could not be read: check the connection, then open it again.";

interface AboutPanelProps extends Item {
  label: string;
  onClose: () => void;
}

export default function AboutPanel({ kind, item, label, onClose }: AboutPanelProps) {
  const { data, error } = useQuery(
    {
      queryKey: ["about", kind, item],
      queryFn: ({ signal }) => getJson<Schema<"About">>(`/api/v1/about/${kind}/${item}`, signal),
      gcTime: 0,
    },
    queries,
  );
  const box = useRef<HTMLElement>(null);
  // Before it is gone from the page, while it is known where the focus is.
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const panel = box.current;
    panel?.focus();
    // Whoever closes it from inside is back where they were.
    return () => {
      const isInside = panel?.contains(document.activeElement);
      if (isInside && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const name = `About this ${NOUNS[kind]}`;
  return (
    // Escape closes it from anywhere inside.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      className="about"
      aria-label={name}
      ref={box}
      tabIndex={-1}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <header>
        <h2>{name}</h2>
        {data && <span className="hint num">as of {data.as_of}</span>}
        <button
          type="button"
          className="button quiet square"
          aria-label="Close"
          title="Close  Esc"
          onClick={onClose}
        >
          <X size={15} />
        </button>
      </header>
      {error && <p className="hint">{sentenceOf(error, UNREADABLE)}</p>}
      {!data && !error && <Bones />}
      {data && (
        <>
          <Part
            title="In short"
            own={`/${kind}s/${item}`}
            sentences={data.summary}
            empty="There is nothing to sum up yet."
          />
          <Part
            title="In its way"
            own={`/${kind}s/${item}`}
            sentences={data.in_the_way}
            empty="Nothing is in its way."
          />
          {kind !== "list" && kind !== "space" && <Alike alike={data.alike} />}
          <AskHere kind={kind} item={item} label={label} />
        </>
      )}
    </aside>
  );
}

function Bones() {
  return (
    <div aria-busy="true">
      {[92, 70, 84].map((width) => (
        <div
          key={width}
          className="bone"
          style={{ height: 14, width: `${width}%`, marginTop: 12 }}
        />
      ))}
    </div>
  );
}

interface PartProps {
  title: string;
  /** The page's own record is left out of its sources: one is looking at it. */
  own: string;
  sentences: SourcedText[];
  empty: string;
}

function Part({ title, own, sentences, empty }: PartProps) {
  return (
    <section>
      <h3>{title}</h3>
      {sentences.map(({ text, sources }, index) => (
        <p key={index} dir="auto">
          {text}
          <SourceChips
            sources={sources.filter((source) => source.url !== own)}
            most={MOST_SOURCES}
          />
        </p>
      ))}
      {!sentences.length && <p className="hint">{empty}</p>}
    </section>
  );
}

function Alike({ alike }: { alike: Source[] }) {
  return (
    <section>
      <h3>Like it</h3>
      {alike.length ? (
        <ul>
          {alike.map((one) => (
            <li key={`${one.kind}${one.id}`}>
              <Link to={one.url} className="near">
                <KindIcon kind={one.kind} />
                {one.key && <span className="key">{one.key}</span>}
                <span className="cut" title={one.title} dir="auto">
                  {titleOf(one)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p className="hint">Nothing reads like it.</p>
      )}
    </section>
  );
}

function AskHere({ kind, item, label }: Item & { label: string }) {
  const navigate = useNavigate();
  const { words, write, clear } = useKeptWords(`ask:${kind}:${item}`);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!words.trim()) return;
    const query = new URLSearchParams({ q: words.trim(), fix: `near=${kind}:${item}` });
    clear();
    navigate(`/ask?${query}`);
  };
  return (
    <form className="about-ask" onSubmit={send}>
      <input
        className="input"
        value={words}
        onChange={(event) => write(event.target.value)}
        placeholder="Ask about it, or say what to do…"
        aria-label={`Ask about ${label || "this"}`}
        maxLength={500}
        autoComplete="off"
        dir="auto"
      />
      <button
        type="submit"
        className="button primary square"
        disabled={!words.trim()}
        aria-label="Ask"
      >
        <ArrowUp size={15} />
      </button>
    </form>
  );
}
