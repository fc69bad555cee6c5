// The rows a filter leaves stay true: as the list changes they are judged again, by whoever can.
import { afterEach, beforeEach, expect, mock, test } from "bun:test";
import { renderHook, waitFor } from "@testing-library/react";
import { fromText, type Filter } from "../src/filters/tree";
import { useShown } from "../src/lists/use-shown";
import { aRow, aView, DONE, keysOf } from "./cast";

const DUE: Filter = { field: "due", op: "lt", value: "today+7" };
const MINE: Filter = { field: "assignees", op: "has_any", value: ["me"] };
const VIEW = aView([
  aRow("ENG-1", { assignees: [1] }),
  aRow("ENG-2"),
  aRow("ENG-3", { assignees: [1], status_id: DONE }),
]);

const realFetch = globalThis.fetch;
let asked: string[] = [];
let ids: number[] = [];
let among: number[] | null = null;
let refusal = "";

beforeEach(() => {
  asked = [];
  among = null;
  refusal = "";
  globalThis.fetch = mock((url: string) => {
    asked.push(url);
    const answer = refusal
      ? Response.json({ detail: refusal }, { status: 422 })
      : Response.json({ ids, among, version: 40 + asked.length, words: "" });
    return Promise.resolve(answer);
  }) as unknown as typeof fetch;
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

function shownOf(where: Filter) {
  const first = { view: VIEW, where, live: { version: 1, touched: [] as string[] } };
  const hook = renderHook((props) => useShown({ listId: 7, me: 1, ...props }), {
    initialProps: first,
  });
  return { ...hook, first, keys: () => keysOf(hook.result.current.rows) };
}

test("what stands in the rows asks nobody", async () => {
  const shown = shownOf(MINE);

  await waitFor(() => expect(shown.keys()).toEqual(["ENG-1", "ENG-3"]));
  const moved = aView([aRow("ENG-1"), aRow("ENG-2", { assignees: [1, 2] })]);
  shown.rerender({ ...shown.first, view: moved });
  expect(shown.keys()).toEqual(["ENG-2"]);
  expect(asked).toEqual([]);
});

test("only the parts the rows don't tell are asked for, and both must hold", async () => {
  ids = [2, 3];
  const shown = shownOf({ all: [MINE, DUE] });
  expect(shown.result.current.isWaiting).toBe(true);

  await waitFor(() => expect(shown.keys()).toEqual(["ENG-3"]));
  const [path, text = ""] = (asked[0] ?? "").split("?where=");
  expect(path).toBe("/api/v1/lists/7/fitting");
  expect(fromText(text)).toEqual(DUE);
});

test("a row that changed leaves when it no longer fits, one that now fits comes", async () => {
  ids = [1, 2];
  const shown = shownOf(DUE);
  await waitFor(() => expect(shown.keys()).toEqual(["ENG-1", "ENG-2"]));

  ids = [2, 3];
  shown.rerender({ ...shown.first, view: { ...VIEW, version: 2 } });
  // Until the answer is there, what was found before stays.
  expect(shown.keys()).toEqual(["ENG-1", "ENG-2"]);
  await waitFor(() => expect(shown.keys()).toEqual(["ENG-2", "ENG-3"]));
  expect(asked).toHaveLength(2);
});

test("of what is known only the rows that changed are asked for again", async () => {
  ids = [1, 2];
  const shown = shownOf(DUE);
  await waitFor(() => expect(shown.keys()).toEqual(["ENG-1", "ENG-2"]));

  [ids, among] = [[3], [2, 3]];
  shown.rerender({ ...shown.first, view: { ...VIEW, version: 2 } });
  await waitFor(() => expect(shown.keys()).toEqual(["ENG-1", "ENG-3"]));
  expect(asked[1]?.endsWith("&since=41")).toBe(true);

  const other: Filter = { field: "due", op: "lt", value: "today" };
  [ids, among] = [[2], null];
  shown.rerender({ ...shown.first, where: other, view: { ...VIEW, version: 3 } });
  await waitFor(() => expect(shown.keys()).toEqual(["ENG-2"]));
  expect(asked[2]).not.toContain("since");
});

test("a goal's tree that changed has the filter asked again", async () => {
  ids = [1];
  const shown = shownOf({ field: "helps_goal", op: "is", value: 4 });
  await waitFor(() => expect(shown.keys()).toEqual(["ENG-1"]));

  ids = [2];
  shown.rerender({ ...shown.first, live: { version: 2, touched: ["goals"] } });
  await waitFor(() => expect(shown.keys()).toEqual(["ENG-2"]));
});

test("a filter the server refuses shows its sentence, and no row as if it fitted", async () => {
  refusal = "where.field: there is no field “colour” to filter by.";
  const shown = shownOf({ field: "colour", op: "is", value: 1 });

  await waitFor(() => expect(shown.result.current.refusal).toBe(refusal));
  expect(shown.keys()).toEqual([]);
  expect(shown.result.current.isWaiting).toBe(false);
});
