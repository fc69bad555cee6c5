// One's own conversations, the last used first; words find them.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { MessageSquare, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import type { Conversation } from "../lib/page-state";
import type { Schema } from "../lib/payloads";
import { getJson } from "../lib/http";
import { queries } from "../lib/query";
import { useDebounced } from "../lib/use-debounced";

const WAIT_MS = 150;
const MOST_LATELY = 8;
const MOST_FOUND = 30;

interface PastProps {
  past: Conversation[];
  onForget?: (conversation: number) => void;
}

export function Past({ past, onForget }: PastProps) {
  const [words, setWords] = useState("");
  const settled = useDebounced(words.trim(), WAIT_MS);
  const { data } = useQuery(
    {
      queryKey: ["conversations", settled],
      queryFn: ({ signal }) => find(settled, signal),
      enabled: settled !== "",
      placeholderData: keepPreviousData,
    },
    queries,
  );
  const shown = words.trim() && data ? data.slice(0, MOST_FOUND) : past.slice(0, MOST_LATELY);
  return (
    <section className="ask-past" aria-label="Your conversations">
      <header>
        <h2>Your conversations</h2>
        <input
          className="input"
          type="search"
          value={words}
          placeholder="Find…"
          aria-label="Find a conversation"
          onChange={(event) => setWords(event.target.value)}
        />
      </header>
      <ul>
        {shown.map((one) => (
          <li key={one.id} className="related-row">
            <Link to={`/ask?c=${one.id}`} className="visit">
              <MessageSquare size={14} aria-hidden="true" />
              <span className="cut" dir="auto">
                {one.title}
              </span>
              {one.at && <span className="hint">{one.at}</span>}
            </Link>
            <button
              type="button"
              className="button quiet square"
              aria-label={`Delete “${one.title}”`}
              title="Delete for good"
              onClick={() => onForget?.(one.id)}
            >
              <Trash2 size={13} />
            </button>
          </li>
        ))}
      </ul>
      {!shown.length && <p className="hint">No conversation says “{words}”.</p>}
    </section>
  );
}

async function find(words: string, signal: AbortSignal): Promise<Conversation[]> {
  const query = new URLSearchParams({ q: words });
  const answer = await getJson<Schema<"ConversationPage">>(
    `/api/v1/conversations?${query}`,
    signal,
  );
  return answer.items;
}
