// A language model's wording as it streams in.
import { EventSourceParserStream, type EventSourceMessage } from "eventsource-parser/stream";
import type { Schema, SourcedText } from "../lib/payloads";

export interface Wording {
  state: "writing" | "done" | "failed";
  text: string;
  /** What it looked at beyond the plain answer. */
  looks: string[];
  sentences: SourcedText[];
  /** How many of its sentences nothing supported. */
  dropped: number;
}

export const BEGUN: Wording = {
  state: "writing",
  text: "",
  looks: [],
  sentences: [],
  dropped: 0,
};

export const FAILED: Wording = { ...BEGUN, state: "failed" };

/** The API's description says nothing of the events of a stream; their parts are those of answers. */
type Payload = Partial<
  SourcedText & { sentences: SourcedText[] } & Pick<Schema<"Answer">, "dropped">
>;

/** The wording after one more message of the stream. */
export function withMessage(now: Wording, { event, data }: EventSourceMessage): Wording {
  const { text = "", sentences = [], dropped = 0 } = payloadOf(data);
  switch (event) {
    case "look":
      return { ...now, looks: [...now.looks, text] };
    case "word":
      return { ...now, text: now.text + text };
    case "worded":
      return { ...now, state: sentences.length ? "done" : "failed", sentences, dropped };
    default:
      return now;
  }
}

function payloadOf(data: string): Payload {
  try {
    return JSON.parse(data) as Payload;
  } catch {
    return {};
  }
}

/** Every message of an answer's stream, as it comes. */
export async function* messagesOf(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<EventSourceMessage> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
