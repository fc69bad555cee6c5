// What is copied and what a toast says.
import { expect, test } from "bun:test";
import { addressOf, answerText, withWholeAddresses } from "../src/lib/copying";
import { counted, undoing } from "../src/lib/calls";
import type { Turn } from "../src/lib/page-state";

const HERE = "https://work.example";

test.each([
  ["see [ENG-1](/tasks/ENG-1).", `see [ENG-1](${HERE}/tasks/ENG-1).`],
  ["![](/files/3)", `![](${HERE}/files/3)`],
  ['<a href="/docs/2">', `<a href="${HERE}/docs/2">`],
  ["[1]: /docs/2", `[1]: ${HERE}/docs/2`],
  ["[x](https://else.where/a) and a/b, //c", "[x](https://else.where/a) and a/b, //c"],
])("%s has whole addresses", (text, whole) => {
  expect(withWholeAddresses(text, HERE)).toBe(whole);
});

test("an answer is copied with its sources and where it was asked", () => {
  const sources = [{ kind: "task", id: 1, key: "ENG-1", title: "Turn keys", url: "/tasks/ENG-1" }];
  const turn = {
    question: "What is late?",
    fixed: [],
    sentences: [{ text: "One task is late.", sources, all: 0 }],
    note: "",
  } as unknown as Turn;
  const { origin } = window.location;

  expect(addressOf(turn)).toBe(`${origin}/ask?q=What+is+late%3F`);
  expect(answerText(turn)).toBe(
    `**What is late?**\n\nOne task is late. [ENG-1](${origin}/tasks/ENG-1)\n\n${addressOf(turn)}`,
  );
});

test("changes are counted while their toast shows", () => {
  const undo = { label: "Undo", event: "undo", payload: {} };
  const change = { duration: 6000, action: undo };

  expect(counted("ENG-1 moved.", change, 0)).toBe("ENG-1 moved.");
  expect(counted("ENG-2 moved.", change, 1000)).toBe("2 changes saved. ENG-2 moved.");
  expect(counted("ENG-3 moved.", change, 6999)).toBe("3 changes saved. ENG-3 moved.");
  expect(
    counted("Taken back: ENG-3.", { ...change, action: { ...undo, label: "Redo" } }, 7000),
  ).toBe("Taken back: ENG-3.");
  expect(counted("ENG-4 moved.", change, 8000)).toBe("ENG-4 moved.");
  expect(counted("ENG-5 moved.", change, 20000)).toBe("ENG-5 moved.");
});

test("after several changes the button says which one it takes back", () => {
  expect(undoing("Undo", "SO-4 made.", false)).toBe("Undo");
  expect(undoing("Undo", "SO-4 made.", true)).toBe("Undo SO-4");
  expect(undoing("Undo", "Value recorded: 5.", true)).toBe("Undo the last");
  expect(undoing("Redo", "Taken back: SO-4.", true)).toBe("Redo");
});
