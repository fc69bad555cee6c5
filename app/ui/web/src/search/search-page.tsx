// All that a line finds, grouped by record; the line and what narrows it stand in the address.
import "./search.css";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { getJson, sentenceOf } from "../lib/http";
import type { SpacePlace } from "../lib/page-state";
import type { Schema } from "../lib/payloads";
import { queries } from "../lib/query";
import { useDebounced } from "../lib/use-debounced";
import { useSuggestions } from "../lib/suggestions";
import { Choice } from "../parts/choice";
import { addressOf, apiAddressOf, askedOf, KINDS, SINCE, type Asked, type Since } from "./address";
import { Names, Records } from "./found";

const REST_MS = 250;
const NAMED = ["person", "list", "space"];
const NO_SPACES: SpacePlace[] = [];

export function SearchPage({ spaces = NO_SPACES }: { spaces?: SpacePlace[] }) {
  const { search } = useLocation();
  const navigate = useNavigate();
  const asked = askedOf(search);
  // On what the address says now: it may be newer than what is drawn.
  const ask = (change: Partial<Asked>) =>
    void navigate(addressOf({ ...askedOf(window.location.search), ...change }), { replace: true });
  return (
    <div className="search">
      <h1 className="sr">Search</h1>
      <Line asked={asked} onAsk={ask} />
      <Narrowing asked={asked} spaces={spaces} onAsk={ask} />
      {asked.words ? <Found asked={asked} /> : <Hint />}
    </div>
  );
}

interface AskedProps {
  asked: Asked;
  onAsk: (change: Partial<Asked>) => void;
}

function Line({ asked, onAsk }: AskedProps) {
  const [words, setWords] = useState(asked.words);
  const settled = useDebounced(words, REST_MS);
  const field = useRef<HTMLInputElement>(null);
  // Back and forward, or a link, ask something else; our own words come back while others are typed.
  const sent = useRef(asked.words);
  useEffect(() => {
    if (asked.words !== sent.current) setWords(asked.words);
    sent.current = asked.words;
  }, [asked.words]);
  useEffect(() => field.current?.focus(), []);
  const isTyped = settled === words && settled.trim() !== asked.words;
  useEffect(() => {
    if (!isTyped) return;
    sent.current = settled.trim();
    onAsk({ words: sent.current });
    // Only what is typed asks: the address may change for other reasons.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  return (
    <input
      ref={field}
      className="input search-line"
      type="search"
      value={words}
      onChange={(event) => setWords(event.target.value)}
      placeholder="Words, a “quoted phrase”, or filters like is:open"
      aria-label="Search for"
      maxLength={400}
      autoComplete="off"
      spellCheck={false}
      dir="auto"
    />
  );
}

function Narrowing({ asked, spaces, onAsk }: AskedProps & { spaces: SpacePlace[] }) {
  const isNames = asked.kind === "name";
  return (
    <div className="search-bar">
      <Choice
        label="What to show"
        options={KINDS}
        value={asked.kind}
        onPick={(kind) => onAsk({ kind: kind as Asked["kind"] })}
      />
      {!isNames && (
        <div className="search-selects">
          <select
            className="input"
            aria-label="In which space"
            value={asked.space}
            onChange={(event) => onAsk({ space: event.target.value })}
          >
            <option value="">All spaces</option>
            {spaces.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
          <select
            className="input"
            aria-label="Written when"
            value={asked.since}
            onChange={(event) => onAsk({ since: event.target.value as Since })}
          >
            {SINCE.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}

function Found({ asked }: { asked: Asked }) {
  const { words, kind, space, since } = asked;
  const address = apiAddressOf(asked);
  const isOfNames = kind === "name";
  const { data, error, isFetching, isPlaceholderData } = useQuery(
    {
      queryKey: ["search", address],
      queryFn: ({ signal }) => getJson<Schema<"Hits">>(address, signal),
      enabled: !isOfNames,
      placeholderData: keepPreviousData,
    },
    queries,
  );
  const isWide = !space && !since && (!kind || isOfNames);
  const { results, isBehind } = useSuggestions(words, isWide);
  const names = results.filter((one) => NAMED.includes(one.kind));
  if (error) return <p role="alert">{sentenceOf(error, "It can't be searched just now.")}</p>;
  const isWaiting = isBehind || (!isOfNames && (isFetching || isPlaceholderData));
  const hits = isOfNames ? [] : (data?.results ?? []);
  return (
    <div className="search-found" aria-busy={isWaiting}>
      <Said
        words={words}
        found={isOfNames ? undefined : data}
        isEmpty={!isWaiting && !hits.length && !names.length}
      />
      <Names names={names} words={words} />
      <Records hits={hits} words={words} />
    </div>
  );
}

interface SaidProps {
  words: string;
  found?: Schema<"Hits">;
  isEmpty: boolean;
}

/** Filters that mean nothing, that meaning is not searched yet, and that nothing was found. */
function Said({ words, found, isEmpty }: SaidProps) {
  const { unknown = [], unread = [], by_meaning = true } = found ?? {};
  return (
    <div role="status">
      {unknown.map((one) => (
        <p key={one}>“{one}” names nothing here.</p>
      ))}
      {unread.map((one) => (
        <p key={one}>“{one}” is no filter: it is looked for as words.</p>
      ))}
      {!by_meaning && <p className="hint">By words alone: the search by meaning is not ready.</p>}
      {isEmpty && !unknown.length && (
        <p>
          Nothing you can see holds “{words}”. Fewer words find more; or{" "}
          <Link to={`/ask?q=${encodeURIComponent(words)}`}>ask it as a question</Link>.
        </p>
      )}
    </div>
  );
}

function Hint() {
  return (
    <p className="quiet-text">
      Type what it says, or what it is about. “Quoted words” must stand there as they are; is:open,
      owner:me, in:ENG or due:&lt;today+7 narrow it to tasks.
    </p>
  );
}
