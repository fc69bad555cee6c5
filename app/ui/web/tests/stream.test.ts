// A model's wording, however the network cuts it into pieces.
import { expect, test } from "bun:test";
import { BEGUN, messagesOf, withMessage } from "../src/ask/stream";

const DONE = { text: "Done.", sources: [], items: [], all: 0, claim: null, opens: "" };
const EVENTS =
  'event: look\r\ndata: {"text": "Searching “Übergabe”"}\r\n\r\n' +
  ": still here\n\n" +
  'event: word\ndata: {"text": "Half "}\n\n' +
  'event: word\ndata: {"text": "done."}\n\n' +
  `event: worded\ndata: {"sentences": [${JSON.stringify(DONE)}],\ndata: "dropped": 1}\n\n`;

async function worded(text: string, pieceBytes: number) {
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        controller.enqueue(bytes.slice(at, at + pieceBytes));
      }
      controller.close();
    },
  });
  let now = BEGUN;
  for await (const message of messagesOf(body)) now = withMessage(now, message);
  return now;
}

test.each([1, 2, 7, 64, 10_000])("pieces of %d bytes give the same wording", async (pieceBytes) => {
  expect(await worded(EVENTS, pieceBytes)).toEqual({
    state: "done",
    text: "Half done.",
    looks: ["Searching “Übergabe”"],
    sentences: [DONE],
    dropped: 1,
  });
});

test("a wording without a proved sentence has failed", async () => {
  expect((await worded('event: worded\ndata: {"dropped": 2}\n\n', 5)).state).toBe("failed");
});

test("what is cut off is still being written", async () => {
  expect((await worded('event: word\ndata: {"text": "Ha"}\n\nevent: wor', 5)).state).toBe(
    "writing",
  );
});

test("a message that can't be read changes nothing but is passed over", () => {
  expect(withMessage(BEGUN, { event: "word", data: "{", id: undefined })).toEqual(BEGUN);
});
