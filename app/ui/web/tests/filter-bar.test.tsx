// The bar of filters by key and by pointer, with a server that says what can be asked.
import { afterEach, beforeEach, expect, mock, test } from "bun:test";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { FilterBar } from "../src/filters/filter-bar";
import { EVERYTHING, fromText, type Filter } from "../src/filters/tree";
import { WANTED } from "../src/lib/written";
import { ALICE, BOB } from "./cast";

const field = (name: string, label: string, type: string, operators: string[], more = {}) => ({
  name,
  label,
  type,
  noun: null,
  options: [],
  operators,
  ...more,
});
const VOCABULARY = {
  fields: [
    field("assignees", "People", "items", ["has_any", "has_none", "is_empty"], { noun: "user" }),
    field("status", "Status", "item", ["is", "is_not", "in", "not_in"], { noun: "status" }),
    field("due", "Due", "day", ["is", "lt", "lte", "between", "is_empty"]),
    field("estimate_minutes", "Estimate", "duration", ["is", "gte", "between"]),
    field("blocked", "Blocked", "flag", ["is", "is_not"]),
    field("title", "Title", "text", ["is", "contains"]),
    field("headline", "Key, title or tag", "long_text", ["contains"]),
  ],
  choices: {
    people: [ALICE, BOB],
    status: [
      { value: 1, label: "To do", hint: "", category: "unstarted" },
      { value: 2, label: "In review", hint: "", category: "started" },
    ],
    list: [],
    space: [],
    folder: [],
    goal: [],
    tag: [],
  },
};
const DUE: Filter = { field: "due", op: "lt", value: "today+7" };
const TIED: Filter = { field: "blocked", op: "is", value: true };
const LINE = { all: [TIED, DUE] };

const realFetch = globalThis.fetch;
let refuses = false;

beforeEach(() => {
  refuses = false;
  globalThis.fetch = mock((url: string) => {
    const asked = new URL(url, "http://localhost");
    if (asked.pathname.endsWith("/vocabulary")) return Promise.resolve(Response.json(VOCABULARY));
    if (refuses) {
      const problem = { detail: "“owner:zebulon” names nothing here." };
      return Promise.resolve(Response.json(problem, { status: 422 }));
    }
    const where = fromText(asked.searchParams.get("where") ?? "");
    const words = `words of ${JSON.stringify(where)}`;
    return Promise.resolve(Response.json({ where: LINE, words, parts: [] }));
  }) as unknown as typeof fetch;
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

function aBar(first: Filter = EVERYTHING) {
  const seen: Filter[] = [];
  function Bar() {
    const [where, setWhere] = useState(first);
    return (
      <FilterBar
        where={where}
        onChange={(next) => {
          seen.push(next);
          setWhere(next);
        }}
      />
    );
  }
  render(<Bar />);
  return { user: userEvent.setup({ delay: null }), last: () => seen.at(-1), seen };
}

const add = () => screen.getByRole("button", { name: "Add a filter" });
const field$ = (label: string) => screen.findByRole("combobox", { name: label });

async function choose(user: ReturnType<typeof userEvent.setup>, name: string): Promise<void> {
  await user.click(add());
  await field$("Filter by");
  await user.keyboard(`${name}{Enter}`);
}

test("words and quick filters are set at once, and cleared", async () => {
  const { user, last } = aBar();
  await user.type(screen.getByRole("searchbox"), "sign keys");
  await user.click(screen.getByRole("button", { name: "Mine" }));

  const word = (value: string) => ({ field: "headline", op: "contains", value });
  const mine = { field: "assignees", op: "has_any", value: ["me"] };
  expect(last()).toEqual({ all: [word("sign"), word("keys"), mine] });
  expect(screen.getByRole("button", { name: "Mine", pressed: true })).toBeDefined();

  await user.click(screen.getByRole("button", { name: "Clear" }));
  expect(last()).toEqual(EVERYTHING);
});

test("people are ticked one after the other, and another op takes them along", async () => {
  const { user, last } = aBar();
  await choose(user, "people");
  await field$("People");
  await user.keyboard("bob{Enter}");
  expect(last()).toEqual({ field: "assignees", op: "has_any", value: [2] });
  await user.keyboard("me{Enter}");
  await user.selectOptions(screen.getByLabelText("How People is asked"), "has_none");

  expect(last()).toEqual({ field: "assignees", op: "has_none", value: [2, "me"] });
  await user.selectOptions(screen.getByLabelText("How People is asked"), "is_empty");
  expect(last()).toEqual({ field: "assignees", op: "is_empty" });
});

test("of several statuses any will do", async () => {
  const { user, last } = aBar();
  await choose(user, "status");
  await field$("Status");
  await user.keyboard("to{Enter}review{Enter}");

  expect(last()).toEqual({ field: "status", op: "in", value: [1, 2] });
  // Ticked off again, nothing is asked.
  await user.keyboard("to{Enter}review{Enter}");
  expect(last()).toEqual(EVERYTHING);
});

test.each([
  ["this week", "this_week"],
  ["in 3 days", "today+3"],
  ["2 weeks ago", "today-14"],
  ["today+30", "today+30"],
])("a day in the words “%s” stays %s", async (words, value) => {
  const { user, last } = aBar();
  await choose(user, "due");
  await field$("Due");
  await user.keyboard(`${words}{Enter}`);

  expect(last()).toEqual({ field: "due", op: "lte", value });
});

test("between two days asks for one, then the other", async () => {
  const { user, seen, last } = aBar();
  await choose(user, "due");
  await user.selectOptions(await screen.findByLabelText("How Due is asked"), "between");
  await field$("From");
  await user.keyboard("last week{Enter}");
  expect(seen).toEqual([]);
  await field$("To");
  await user.keyboard("today{Enter}");

  expect(last()).toEqual({ field: "due", op: "between", value: ["last_week", "today"] });
});

test("a length of time is written in hours", async () => {
  const { user, last } = aBar();
  await choose(user, "estimate");
  await user.type(await screen.findByLabelText("Estimate"), "x{Enter}");
  expect(await screen.findByText(WANTED.duration)).toBeDefined();
  await user.clear(screen.getByLabelText("Estimate"));
  await user.type(screen.getByLabelText("Estimate"), "1,5{Enter}");

  expect(last()).toEqual({ field: "estimate_minutes", op: "gte", value: 90 });
});

test("yes or no, and words, are asked as they are", async () => {
  const { user, last } = aBar();
  await choose(user, "blocked");
  await user.click(await screen.findByRole("button", { name: "No" }));
  expect(last()).toEqual({ field: "blocked", op: "is", value: false });
  await user.keyboard("{Escape}");
  await choose(user, "title");
  await user.type(await screen.findByLabelText("Title"), "keys{Enter}");

  const said = { field: "title", op: "contains", value: "keys" };
  expect(last()).toEqual({ all: [{ ...TIED, value: false }, said] });
});

test("a whole line is read by the server, or refused in its words", async () => {
  const { user, last } = aBar();
  refuses = true;
  await user.click(add());
  await field$("Filter by");
  await user.keyboard("owner:zebulon{Enter}");
  expect(await screen.findByText("“owner:zebulon” names nothing here.")).toBeDefined();
  refuses = false;
  await user.keyboard(" {Enter}");

  await waitFor(() => expect(last()).toEqual(LINE));
});

test("a chip says its part in words, and goes by key or by its cross", async () => {
  const { user, last } = aBar({ all: [DUE, TIED] });
  const chip = await screen.findByRole("button", {
    name: `Filter: words of ${JSON.stringify(DUE)}`,
  });
  chip.focus();
  await user.keyboard("{Backspace}");
  expect(last()).toEqual(TIED);
  expect(document.activeElement).toBe(add());
  await user.click(
    await screen.findByRole("button", { name: `Take away: words of ${JSON.stringify(TIED)}` }),
  );

  expect(last()).toEqual(EVERYTHING);
});

test("a chip's filter is changed, turned round, and joined by another", async () => {
  const { user, last } = aBar(DUE);
  await user.click(await screen.findByRole("button", { name: /^Filter: words/ }));
  await user.selectOptions(await screen.findByLabelText("How Due is asked"), "lte");
  const changed = { ...DUE, op: "lte" };
  expect(last()).toEqual(changed);
  await user.click(screen.getByRole("button", { name: "Opposite" }));
  expect(last()).toEqual({ not: changed });
  await user.click(screen.getByRole("button", { name: "Opposite" }));
  await user.click(screen.getByRole("button", { name: "Or…" }));
  await field$("Filter by");
  await user.keyboard("blocked{Enter}");
  await user.click(await screen.findByRole("button", { name: "Yes" }));

  expect(last()).toEqual({ any: [changed, TIED] });
});
