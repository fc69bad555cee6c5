// A list that is worked on while the server is slow, refuses, or is away.
import { afterEach, expect, mock, test } from "bun:test";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { TaskRow } from "../src/lib/payloads";
import { UNREACHABLE } from "../src/lib/http";
import { queries } from "../src/lib/query";
import { useListRows } from "../src/lists/use-list-rows";
import { aPayload, aRow, DOING, keysOf, TODO } from "./cast";

/** A server that answers each read when it is told to, with what it then holds. */
function aServer(rows: TaskRow[]) {
  const waiting: (() => void)[] = [];
  const server = {
    rows,
    /** Answered instead of all rows where there is one. */
    delta: null as { rows: TaskRow[]; gone: number[] } | null,
    asked: [] as string[],
    answer: async () => {
      await waitFor(() => expect(waiting).not.toBeEmpty());
      waiting.splice(0).forEach((go) => go());
      await waitFor(() => expect(queries.isFetching()).toBe(0));
    },
  };
  globalThis.fetch = mock(
    (url: string, options?: RequestInit) =>
      new Promise<Response>((resolve, reject) => {
        server.asked.push(url);
        const { rows, delta } = server;
        const payload = delta ? { full: false, version: 2, ...delta } : aPayload(rows);
        options?.signal?.addEventListener("abort", () =>
          reject(new DOMException("", "AbortError")),
        );
        waiting.push(() => resolve(Response.json(payload)));
      }),
  ) as unknown as typeof fetch;
  return server;
}

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

const AT_FIRST = { version: 1, touched: ["list:7"], topic: "list:7", answered: 0 };
const ROWS = [aRow("ENG-1"), aRow("ENG-2")];
const MOVE = {
  kind: "move",
  key: "ENG-1",
  place: { status_id: DOING, before: null, after: null },
} as const;

async function aList(server: ReturnType<typeof aServer>) {
  const shown = renderHook((signals) => useListRows(7, signals), { initialProps: AT_FIRST });
  await server.answer();
  const statusOf = (key: string) =>
    shown.result.current.view?.rows.find((row) => row.key === key)?.status_id;
  const change = () => {
    let number = 0;
    act(() => {
      number = shown.result.current.change(MOVE);
    });
    return number;
  };
  return { ...shown, statusOf, change };
}

test("a dropped card stays put through reads from before the server has done it", async () => {
  const server = aServer(ROWS);
  const list = await aList(server);
  const number = list.change();
  expect(list.statusOf("ENG-1")).toBe(DOING);

  // Somebody else's change makes the list read again, before ours is done.
  list.rerender({ ...AT_FIRST, version: 2 });
  await server.answer();
  expect(list.statusOf("ENG-1")).toBe(DOING);

  // Now it is done; until the next read has come nothing moves, and then neither.
  server.rows = [aRow("ENG-1", { status_id: DOING }), aRow("ENG-2")];
  list.rerender({ ...AT_FIRST, version: 2, answered: number });
  expect(list.statusOf("ENG-1")).toBe(DOING);
  await server.answer();
  expect(list.statusOf("ENG-1")).toBe(DOING);
});

test("a refused card goes back when the server has said what is true", async () => {
  const server = aServer(ROWS);
  const list = await aList(server);
  const number = list.change();
  list.rerender({ ...AT_FIRST, answered: number });
  expect(list.statusOf("ENG-1")).toBe(DOING);
  await server.answer();

  expect(list.statusOf("ENG-1")).toBe(TODO);
});

test("a later change stays on top of the answer to an earlier one", async () => {
  const server = aServer(ROWS);
  const list = await aList(server);
  const first = list.change();
  act(() => void list.result.current.change({ ...MOVE, key: "ENG-2" }));
  list.rerender({ ...AT_FIRST, answered: first });
  await server.answer();

  expect(list.statusOf("ENG-1")).toBe(TODO);
  expect(list.statusOf("ENG-2")).toBe(DOING);
});

test("rows that did not change are the same objects after a read", async () => {
  const server = aServer(ROWS);
  const list = await aList(server);
  const before = list.result.current.view?.rows;
  server.rows = [aRow("ENG-1"), aRow("ENG-2", { title: "Another" })];
  list.rerender({ ...AT_FIRST, version: 2 });
  await server.answer();
  const after = list.result.current.view?.rows;

  expect(after?.[0]).toBe(before?.[0] as TaskRow);
  expect(after?.[1]?.title).toBe("Another");
});

test("of a list that is known only what changed is asked for, and put in its place", async () => {
  const server = aServer(ROWS);
  const list = await aList(server);
  server.delta = { rows: [aRow("ENG-3", { rank: "a1V" })], gone: [2] };
  list.rerender({ ...AT_FIRST, version: 2 });
  await server.answer();

  expect(server.asked).toEqual(["/api/v1/lists/7/view", "/api/v1/lists/7/view?since=1"]);
  expect(keysOf(list.result.current.view?.rows ?? [])).toEqual(["ENG-1", "ENG-3"]);
});

test("what touches other lists is not read for", async () => {
  const server = aServer(ROWS);
  const list = await aList(server);
  list.rerender({ ...AT_FIRST, version: 2, touched: ["list:8"] });
  list.rerender({ ...AT_FIRST, version: 3, touched: ["access"] });
  await server.answer();

  expect(server.asked).toHaveLength(2);
});

test("a page that comes back with an old answer asks once", async () => {
  const server = aServer(ROWS);
  const signals = { ...AT_FIRST, answered: Date.now() };
  renderHook(() => useListRows(7, signals));
  await server.answer();

  expect(server.asked).toHaveLength(1);
});

test("where nobody answers, a sentence says what is safe", async () => {
  globalThis.fetch = mock(() => Promise.reject(new TypeError("failed"))) as unknown as typeof fetch;
  const { result } = renderHook(() => useListRows(7, AT_FIRST));

  await waitFor(() => expect(result.current.failed).toBe(UNREACHABLE));
});
