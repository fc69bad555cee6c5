// Requests to this server, with the browser's cookie. A refusal is raised as the sentence to show.

import type { Schema } from "./payloads";

export const UNREACHABLE =
  "The server can't be reached. What you did is safe; check the connection, then try again.";

export class Refused extends Error {
  constructor(
    sentence: string,
    readonly status: number,
    readonly field = "",
    /** Both versions of a text, where somebody changed the same lines. */
    readonly clash?: Schema<"TextClash">,
  ) {
    super(sentence);
  }
}

interface Problem {
  detail?: string;
  title?: string;
  field?: string;
  clash?: Schema<"TextClash">;
}

/** Raises Refused where the server says no, TypeError where nobody answers. */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await fetch(url, { credentials: "same-origin", signal }));
}

/** Raises Refused where the server says no, TypeError where nobody answers. Sent again under its `key` it is done once. */
export async function postJson<T>(url: string, body: unknown, key?: string): Promise<T> {
  const once: Record<string, string> = key ? { "Idempotency-Key": key } : {};
  const answer = await fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", Accept: "application/json", ...once },
    body: JSON.stringify(body),
  });
  return read<T>(answer);
}

/** What to say about a request that failed. */
export function sentenceOf(error: unknown, unreachable = UNREACHABLE): string {
  return error instanceof Refused ? error.message : unreachable;
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
  const problem = (await answer.json().catch(() => ({}))) as Problem;
  const sentence = problem.detail || problem.title || "That did not work. Try again in a moment.";
  throw new Refused(sentence, answer.status, problem.field, problem.clash);
}

/** A name nobody else gives, also where the page is not served over TLS, which has no `randomUUID`. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
}
