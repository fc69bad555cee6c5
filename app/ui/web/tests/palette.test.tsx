// The palette finds while one types, and enter opens nothing that was not meant.
import { afterEach, beforeEach, expect, mock, test } from "bun:test";
import { render, screen, waitFor } from "@testing-library/react";
import type { ComponentProps } from "react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, useLocation } from "react-router";
import type { Suggestion } from "../src/lib/suggestions";
import { queries } from "../src/lib/query";
import Palette from "../src/shell/palette";

const realFetch = globalThis.fetch;
let asked: string[] = [];
let answers: Map<string, (found: Suggestion[]) => void>;

beforeEach(() => {
  asked = [];
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
      <Palette commands={commands} scope={null} onClose={() => undefined} />
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
