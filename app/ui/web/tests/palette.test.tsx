// The palette finds while one types, and enter opens nothing that was not meant.
import { afterEach, beforeEach, describe, expect, mock, test } from "bun:test";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import type { ComponentProps } from "react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, useLocation } from "react-router";
import type { Suggestion } from "../src/lib/suggestions";
import { allDrafts } from "../src/lib/drafts";
import { queries } from "../src/lib/query";
import { keepFor, visited } from "../src/lib/storage";
import Palette from "../src/shell/palette";

const realFetch = globalThis.fetch;
let asked: string[] = [];
let closed = 0;
let answers: Map<string, (found: Suggestion[]) => void>;

beforeEach(() => {
  asked = [];
  closed = 0;
  answers = new Map();
  queries.clear();
  globalThis.fetch = mock((url: string) => {
    const words = new URL(url, "http://localhost").searchParams.get("q") ?? "";
    asked.push(words);
    return new Promise((done) => {
      answers.set(words, (results) => done(Response.json({ results, unknown: [], unread: [] })));
    });
  }) as unknown as typeof fetch;
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

const task = (more: Partial<Suggestion> = {}): Suggestion => ({
  kind: "task",
  id: 1,
  key: "ENG-1",
  title: "Rotate keys",
  url: "/tasks/ENG-1",
  place: "Platform",
  excerpt: "",
  is_meant: true,
  ...more,
});

function Here() {
  const { pathname, search } = useLocation();
  return <output>{`${pathname}${search}`}</output>;
}

function open(commands: ComponentProps<typeof Palette>["commands"] = []) {
  render(
    <MemoryRouter>
      <Palette commands={commands} scope={null} onClose={() => (closed += 1)} />
      <Here />
    </MemoryRouter>,
  );
  return userEvent.setup();
}

const isAsked = (words: string) => waitFor(() => expect(asked).toContain(words));
const isAt = (address: string) =>
  waitFor(() => expect(document.querySelector("output")?.textContent).toBe(address));
const chosen = () => document.querySelector("[cmdk-item][aria-selected=true]")?.textContent;

test("words typed in one go are asked once, and enter asks them as a question", async () => {
  const user = open();
  await user.keyboard("keys");
  await isAsked("keys");
  answers.get("keys")?.([task({ is_meant: false })]);
  await screen.findByText("ENG-1");
  await user.keyboard("{Enter}");

  await isAt("/ask?q=keys");
  expect(asked).toEqual(["keys"]);
});

test("enter pressed before the answer came takes what the answer says is meant", async () => {
  const user = open();
  await user.keyboard("eng1{Enter}");
  await isAsked("eng1");
  answers.get("eng1")?.([task()]);

  await isAt("/tasks/ENG-1");
});

test("what was meant by earlier words is not meant by what is typed now", async () => {
  const user = open();
  await user.keyboard("eng1");
  await isAsked("eng1");
  answers.get("eng1")?.([task()]);
  await waitFor(() => expect(chosen()).toContain("ENG-1"));
  await user.keyboard("2");

  expect(chosen()).toBe("eng12");
  await isAsked("eng12");
  await user.keyboard("{Enter}");
  answers.get("eng12")?.([]);
  await isAt("/ask?q=eng12");
});

test("a line chosen with the arrows is what opens", async () => {
  const user = open();
  await user.keyboard("set");
  await isAsked("set");
  answers.get("set")?.([]);
  await screen.findByText("Settings");
  await user.keyboard("{ArrowUp}");
  expect(chosen()).toContain("Settings");
  await user.keyboard("{Enter}");

  await isAt("/settings");
});

test("a command typed by its name is done without waiting for what else is found", async () => {
  const run = mock(() => undefined);
  const user = open([{ name: "Use the dark theme", run }]);
  await user.keyboard("use the dark{Enter}");
  expect(run).not.toHaveBeenCalled();
  await user.clear(screen.getByRole("combobox"));
  await user.keyboard("use the dark theme{Enter}");

  expect(run).toHaveBeenCalledTimes(1);
});

test("nothing found is said", async () => {
  const user = open();
  await user.keyboard("xqzvkp");
  await isAsked("xqzvkp");
  answers.get("xqzvkp")?.([]);

  expect(await screen.findByText("Nothing is called “xqzvkp” or says so.")).toBeTruthy();
});

test("escape leaves it, and what was typed stands there again, ready to be typed over", async () => {
  const user = open();
  await user.keyboard("keys{Escape}");
  expect(closed).toBe(1);
  cleanup();

  open();
  const field = screen.getByRole<HTMLInputElement>("combobox");
  expect(field.value).toBe("keys");
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 4]);
  await isAsked("keys");
});

test("what was found, or asked, is not looked for again", async () => {
  const user = open();
  await user.keyboard("why{Enter}");
  await isAsked("why");
  answers.get("why")?.([]);
  await isAt("/ask?q=why");
  cleanup();

  open();
  expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe("");
});

describe("a new task's title", () => {
  const begin = async () => {
    visited("/lists/7", "Platform");
    const user = open([{ name: "New task", run: "new task" }]);
    await user.keyboard("new task{Enter}");
    await waitFor(() => expect(chosen()).toContain("Platform"));
    await user.keyboard("{Enter}");
    return user;
  };
  beforeEach(() => keepFor(1));

  test("goes back a step with escape, and is there when its list is chosen again", async () => {
    const user = await begin();
    await user.keyboard("Order glass{Escape}");
    expect(closed).toBe(0);
    cleanup();
    await begin();

    expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe("Order glass");
  });

  test("is sent under one key however often it is tried, and gone once it is made", async () => {
    const user = await begin();
    const keys: (string | null)[] = [];
    let isAway = true;
    globalThis.fetch = mock(async (_: string, { headers }: RequestInit) => {
      keys.push(new Headers(headers).get("Idempotency-Key"));
      if (isAway) throw new TypeError("Failed to fetch");
      return Response.json({ key: "ENG-9" });
    }) as unknown as typeof fetch;
    await user.keyboard("Order glass{Enter}");
    await screen.findByText(/could not be made/);
    isAway = false;
    await user.keyboard("{Enter}");
    await isAt("/tasks/ENG-9");

    expect(keys).toHaveLength(2);
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0] ?? "");
    expect(allDrafts()).toEqual([]);
  });
});
