// What is typed is kept for its person and place, by each open page for itself.
import { beforeEach, expect, test } from "bun:test";
import { act, renderHook } from "@testing-library/react";
import { tell } from "../src/lib/asking";
import {
  allDrafts,
  draftsOf,
  drop,
  dropOwn,
  isOwn,
  keepDraft,
  noteSent,
  tidy,
} from "../src/lib/drafts";

import { keepFor } from "../src/lib/storage";
import { useKeptWords } from "../src/lib/use-kept-words";

const DAY_MS = 86_400_000;
const ALICE = 1;
const BOB = 2;

beforeEach(() => keepFor(ALICE));

function ofAnotherTab(place: string, text: string, at: number) {
  localStorage.setItem(
    `goalward.${ALICE}.draft:${place}|other`,
    JSON.stringify({ text, at, base: 0 }),
  );
}

test("a draft is its person's and its place's alone", () => {
  expect(keepDraft("task:1:title", "Mine", 7)).toBe(true);
  keepDraft("task:10:title", "Elsewhere");

  expect(draftsOf("task:1:title").map((one) => [one.text, one.base])).toEqual([["Mine", 7]]);
  keepFor(BOB);
  expect(allDrafts()).toEqual([]);
});

test("nothing is kept for nobody", () => {
  keepFor(0);

  expect(keepDraft("ask", "Who am I?")).toBe(false);
  expect(Object.keys(localStorage)).toEqual([]);
});

test("two open pages keep one each, the newest first, and drop only their own", () => {
  ofAnotherTab("ask", "Theirs", Date.now() - 1000);
  keepDraft("ask", "Mine");
  expect(draftsOf("ask").map((one) => [one.text, isOwn(one)])).toEqual([
    ["Mine", true],
    ["Theirs", false],
  ]);

  dropOwn("ask");
  expect(draftsOf("ask").map((one) => one.text)).toEqual(["Theirs"]);
  for (const one of draftsOf("ask")) drop(one);
  expect(draftsOf("ask")).toEqual([]);
});

test("what is older than thirty days goes, and of too much the oldest", () => {
  keepDraft("a", "old", 0, Date.now() - 31 * DAY_MS);
  for (let at = 0; at < 205; at += 1) keepDraft(`place${at}`, "new", 0, Date.now() - at);
  expect(draftsOf("a")).toEqual([]);
  tidy();
  expect(allDrafts()).toHaveLength(200);
  expect(draftsOf("place0")).toHaveLength(1);
  expect(draftsOf("place204")).toEqual([]);
  expect(Object.keys(localStorage).filter((key) => key.includes("draft:a|"))).toEqual([]);

  keepDraft("long", "x".repeat(50), 0, Date.now() + 1);
  tidy(60);
  expect(allDrafts().map((one) => one.text.length)).toEqual([50, 3, 3, 3]);
});

test("what cannot be read is passed over", () => {
  localStorage.setItem(`goalward.${ALICE}.draft:ask|x`, "{");
  localStorage.setItem(`goalward.${ALICE}.draft:ask|y`, '{"text":7,"at":1}');

  expect(allDrafts()).toEqual([]);
});

test("a field left and opened again has its words, and says since when", () => {
  const field = renderHook(() => useKeptWords("answer:1"));
  act(() => field.result.current.write("Half a thought"));
  expect(field.result.current.found).toBeNull();
  field.unmount();

  const again = renderHook(() => useKeptWords("answer:1"));
  expect(again.result.current.words).toBe("Half a thought");
  expect(again.result.current.found?.text).toBe("Half a thought");
  act(() => again.result.current.write("Half a thought more"));
  expect(draftsOf("answer:1").map((one) => one.text)).toEqual(["Half a thought more"]);
  act(() => again.result.current.clear());
  expect(again.result.current.words).toBe("");
  expect(allDrafts()).toEqual([]);
});

test("what another tab types meanwhile does not come into an open field", () => {
  const field = renderHook(() => useKeptWords("ask"));
  act(() => {
    ofAnotherTab("ask", "Theirs", Date.now() + 5);
    keepDraft("elsewhere", "draws again");
  });

  expect(field.result.current.words).toBe("");
});

test("each place has its own words, also where one field goes from one to the next", () => {
  const field = renderHook(({ place }) => useKeptWords(place), { initialProps: { place: "a" } });
  act(() => field.result.current.write("For a"));
  field.rerender({ place: "b" });
  expect(field.result.current.words).toBe("");
  field.rerender({ place: "a" });
  expect(field.result.current.words).toBe("For a");
});

test("only spaces are no draft", () => {
  const field = renderHook(() => useKeptWords("ask"));
  act(() => field.result.current.write("   "));

  expect(field.result.current.words).toBe("   ");
  expect(allDrafts()).toEqual([]);
});

test("what was sent goes once its number is done, also after a reload", () => {
  ofAnotherTab("new:/lists/1", "Order glass", Date.now() - 1000);
  keepDraft("new:/lists/2", "Order sand");
  noteSent("new:/lists/1", "Order glass", 7);
  noteSent("new:/lists/2", "Something else", 7);

  tell({ done: 8, refusals: {}, kept: [8] });
  expect(draftsOf("new:/lists/1").map((one) => one.text)).toEqual(["Order glass"]);
  tell({ done: 8, refusals: {}, kept: [7, 8] });
  expect(allDrafts().map((one) => one.text)).toEqual(["Order sand"]);
});

test("what was typed on after sending stays", () => {
  keepDraft("new:/lists/1", "Order glass");
  noteSent("new:/lists/1", "Order glass", 7);
  keepDraft("new:/lists/1", "Order glass and sand");
  tell({ done: 7, refusals: {}, kept: [7] });

  expect(allDrafts().map((one) => one.text)).toEqual(["Order glass and sand"]);
});
