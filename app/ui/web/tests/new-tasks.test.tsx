// New tasks are named in a long list: the field stays, every enter makes one, and nothing is cut.
import { expect, mock, test } from "bun:test";
import { act, cleanup, fireEvent, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { createRoutesStub } from "react-router";
import type { TaskRow } from "../src/lib/payloads";
import { EVERYTHING } from "../src/filters/tree";
import { allDrafts } from "../src/lib/drafts";
import { keepFor } from "../src/lib/storage";
import type { Filters } from "../src/lists/filtering";
import { NewCard } from "../src/lists/board/new-card";
import { Rows } from "../src/lists/rows";
import { isPlain, outlineIn, refusalOf, titlesIn } from "../src/lists/titles";
import type { ListActions } from "../src/lists/view";
import { aRow, aView, DOING, TODO } from "./cast";

const MANY = Array.from({ length: 500 }, (_, at) => aRow(`ENG-${at + 1}`));
const BY_STATUS: Filters = {
  view: "list",
  group: "status",
  sort: "manual",
  where: EVERYTHING,
  isUnreadable: false,
};

function aList(first: TaskRow[] = MANY, other: Partial<ListActions> = {}) {
  const create = mock<ListActions["create"]>(() => Promise.resolve(""));
  const none = () => undefined;
  const actions: ListActions = { set: none, move: none, create, remove: none, ...other };
  let show: (next: { rows?: TaskRow[]; all?: TaskRow[]; group?: string }) => void = none;
  function Page() {
    const [{ rows = first, all = rows, group = "status" }, setShown] = useState<
      Parameters<typeof show>[0]
    >({});
    show = setShown;
    return (
      <Rows
        view={aView(all)}
        rows={rows}
        people={new Map()}
        actions={actions}
        canEdit
        filters={{ ...BY_STATUS, group }}
        change={none}
      />
    );
  }
  const Stub = createRoutesStub([{ path: "/", Component: Page }]);
  render(<Stub />);
  return {
    create,
    user: userEvent.setup(),
    show: (next: Parameters<typeof show>[0]) => act(() => show(next)),
  };
}

// By selectors: reading every name and role of a long list is slow in this document.
const NAMED = "[aria-label='Title of the new task']";
const field = () => document.querySelector<HTMLInputElement>(NAMED) ?? fail("there is no field");
const button = (words: string) =>
  [...document.querySelectorAll<HTMLElement>(".row-head button, .new-ask button")].find((one) =>
    [one.textContent, one.getAttribute("aria-label")].includes(words),
  ) ?? fail(`there is no button ${words}`);
const fail = (words: string): never => {
  throw new Error(words);
};
const rowsDrawn = () => document.querySelectorAll(".row").length;

test("c opens the field at the end of a group of 500, with the focus", async () => {
  const { user } = aList();
  expect(rowsDrawn()).toBeLessThan(100);
  await user.keyboard("c");

  expect(document.activeElement).toBe(field());
});

test("each enter makes one task and keeps the field, however many", async () => {
  const { create, user, show } = aList();
  await user.keyboard("c");
  for (let at = 0; at < 4; at++) {
    await user.keyboard(`x ${at}{Enter}`);
    show({ rows: [...MANY, ...MANY.slice(0, at).map((_, more) => aRow(`ENG-${501 + more}`))] });
  }

  expect(create.mock.calls.map(([titles]) => titles)).toEqual(
    Array.from({ length: 4 }, (_, at) => [`x ${at}`]),
  );
  expect(create.mock.calls[0]?.[1]).toBe(TODO);
  expect(document.activeElement).toBe(field());
});

test("half a title and the focus outlast tasks that come and go, other groups and scrolling", async () => {
  const { create, user, show } = aList();
  await user.click(button("New task in To do"));
  await user.keyboard("Half a ");
  const before = field();

  show({ rows: MANY.slice(0, 3) });
  show({ rows: MANY.map((row) => ({ ...row, status_id: DOING })) });
  for (const group of ["assignee", "priority", "tag", "due", "none"]) show({ rows: MANY, group });
  show({ rows: [], all: MANY, group: "due" });
  show({ rows: MANY });
  act(() => void window.dispatchEvent(new Event("scroll")));
  expect(field()).toBe(before);
  expect(document.activeElement).toBe(before);

  await user.keyboard("title{Enter}");
  expect(create.mock.calls).toEqual([[["Half a title"], TODO]]);
});

test("c opens the field also where no group is left, and goes back to one with words in it", async () => {
  const { user, show } = aList();
  show({ rows: [], all: MANY, group: "due" });
  await user.keyboard("c");
  await user.keyboard("Words");
  act(() => field().blur());
  await user.keyboard("c");

  expect(document.activeElement).toBe(field());
  expect(field().value).toBe("Words");
});

test("an empty field goes when it is left, but not when another window has its turn", async () => {
  const { user } = aList(MANY.slice(0, 3));
  await user.keyboard("c");
  const realFocus = document.hasFocus.bind(document);
  document.hasFocus = () => false;
  fireEvent.blur(field());
  document.hasFocus = realFocus;
  expect(field()).toBeDefined();
  await user.tab();

  expect(document.querySelector(NAMED)).toBeNull();
});

test("several pasted lines are asked about; as many tasks are made at once", async () => {
  const { create, user } = aList(MANY.slice(0, 3));
  await user.keyboard("c");
  await user.keyboard("Buy ");
  await user.paste("milk\r\n\n  two   eggs \nbread");
  expect(create).not.toHaveBeenCalled();
  await user.click(button("Add 3 tasks"));

  expect(create.mock.calls).toEqual([[["Buy milk", "two eggs", "bread"], TODO]]);
  expect(field().value).toBe("");
  expect(document.activeElement).toBe(field());
});

test("several pasted lines may be one task, or be taken back", async () => {
  const { create, user } = aList(MANY.slice(0, 3));
  await user.keyboard("c");
  await user.paste("milk\neggs");
  await user.click(button("One task"));
  expect(create.mock.calls).toEqual([[["milk eggs"], TODO]]);

  await user.keyboard("Bread");
  await user.paste("a\nb");
  await user.keyboard("x{Escape}");
  expect(field().value).toBe("Bread");
  expect(document.querySelector(".new-ask")).toBeNull();
  expect(create).toHaveBeenCalledTimes(1);
});

test("one pasted line is pasted, and too long a title stays with one sentence", async () => {
  const long = "a".repeat(612);
  const { create, user } = aList(MANY.slice(0, 3));
  await user.keyboard("c");
  await user.paste(`${long}\n`);
  await user.keyboard("{Enter}");

  expect(document.querySelector("[role=alert]")?.textContent).toBe(
    "This title has 612 characters; a title has at most 500.",
  );
  expect(field().value).toBe(long);
  expect(create).not.toHaveBeenCalled();
  fireEvent.change(field(), { target: { value: "Short" } });
  expect(document.querySelector("[role=alert]")).toBeNull();
  await user.keyboard("{Enter}");
  expect(create.mock.calls).toEqual([[["Short"], TODO]]);
});

test("too long a name for a task that is there stays in its field and is not cut", async () => {
  const set = mock<ListActions["set"]>(() => undefined);
  const { user } = aList(MANY.slice(0, 3), { set });
  act(() => document.querySelector<HTMLElement>(".row")?.focus());
  await act(() => user.keyboard("e"));
  const rename = document.querySelector<HTMLInputElement>(".row-rename") ?? fail("no field");
  fireEvent.change(rename, { target: { value: "a".repeat(501) } });
  await user.keyboard("{Enter}");
  expect(set).not.toHaveBeenCalled();
  expect(rename.validationMessage).toContain("501 characters");
  expect(rename.value).toHaveLength(501);
  fireEvent.change(rename, { target: { value: "a".repeat(500) } });
  await user.keyboard("{Enter}");

  expect(set.mock.calls).toEqual([[["ENG-1"], "title", "a".repeat(500)]]);
});

test("a name being typed outlasts a closed tab, and is no draft once it is saved", async () => {
  keepFor(1);
  const set = mock<ListActions["set"]>(() => undefined);
  const begin = async () => {
    cleanup();
    const { user } = aList(MANY.slice(0, 3), { set });
    act(() => document.querySelector<HTMLElement>(".row")?.focus());
    await act(() => user.keyboard("e"));
    const rename = document.querySelector<HTMLInputElement>(".row-rename") ?? fail("no field");
    return { user, rename };
  };
  const { user } = await begin();
  await user.keyboard("Another");
  const again = await begin();
  expect(again.rename.value).toBe("Another");
  await again.user.keyboard("{Enter}");

  expect(set.mock.calls).toEqual([[["ENG-1"], "title", "Another"]]);
  expect(allDrafts()).toEqual([]);
});

test("escape takes a new name back", async () => {
  const set = mock<ListActions["set"]>(() => undefined);
  const { user } = aList(MANY.slice(0, 3), { set });
  act(() => document.querySelector<HTMLElement>(".row")?.focus());
  await act(() => user.keyboard("e"));
  await user.keyboard("Another{Escape}");

  expect(document.querySelector(".row-rename")).toBeNull();
  expect(set).not.toHaveBeenCalled();
});

test("a card of the board is named by the same field", async () => {
  const create = mock<ListActions["create"]>(() => Promise.resolve(""));
  const none = () => undefined;
  const [status] = aView([]).statuses;
  if (!status) throw new Error("a list has statuses");
  render(
    <NewCard
      status={status}
      actions={{ set: none, move: none, create, remove: none }}
      onDone={none}
    />,
  );
  const user = userEvent.setup();
  await user.paste("one\ntwo");
  await user.keyboard("{Enter}");

  expect(create.mock.calls).toEqual([[["one", "two"], TODO]]);
});

test("titles are the lines of a text, and what can't be made is named", () => {
  expect(titlesIn(" a \r\n\r\n\tb  c\rd")).toEqual(["a", "b c", "d"]);
  expect(refusalOf(["🙂".repeat(500)])).toBe("");
  expect(refusalOf(["a", "b".repeat(501)])).toBe(
    "Line 2 has 501 characters; a title has at most 500.",
  );
  expect(refusalOf(Array.from({ length: 1001 }, () => "a"))).toBe(
    "These are 1,001 tasks; at most 1,000 are made at once.",
  );
});

test.each([
  ["- [ ] a\n- [x] b", ["a", "b"], [0, 0], [false, true]],
  ["* a\n* b", ["a", "b"], [0, 0], [false, false]],
  ["1. a\n2) b\n10. c", ["a", "b", "c"], [0, 0, 0], [false, false, false]],
  ["• a\n\t◦ b\n\t\t▪ c\n• d", ["a", "b", "c", "d"], [0, 1, 2, 0], [false, false, false, false]],
  ["☐ a\n☑ b\n✅ c", ["a", "b", "c"], [0, 0, 0], [false, true, true]],
  ["a\n  - b\n  - c\n\n\n- ", ["a", "b", "c"], [0, 1, 1], [false, false, false]],
  ["- [ ] a", ["a"], [0], [false]],
  ["3. Oktober feiern", ["3. Oktober feiern"], [0], [false]],
])("%j is an outline", (text, titles, depths, done) => {
  expect(outlineIn(text)).toEqual({ titles, outline: { depths, done } });
  expect(isPlain({ depths, done })).toBe(
    depths.every((one) => one === 0) && done.every((one) => !one),
  );
});

test("a pasted checklist is asked about once, and what is ticked and nested goes with it", async () => {
  const { create, user } = aList();
  await user.keyboard("c");
  await user.paste("- [x] Pack\n\t- [ ] Socks\n- [ ] Leave");
  expect(document.querySelector(".new-ask .hint")?.textContent).toBe(
    "Add 3 tasks? 1 done, 1 under others",
  );
  await user.click(button("Add 3 tasks"));

  expect(create).toHaveBeenCalledWith(["Pack", "Socks", "Leave"], expect.anything(), {
    depths: [0, 1, 0],
    done: [true, false, false],
  });
});

test("one line of a list loses its mark", async () => {
  const { create, user } = aList();
  await user.keyboard("c");
  await user.paste("- [ ] Pack");
  expect(field().value).toBe("Pack");
  await user.keyboard("{Enter}");

  expect(create.mock.calls[0]?.[0]).toEqual(["Pack"]);
});
