// Pickers by key and by pointer, as somebody uses them.
import { expect, mock, test } from "bun:test";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { DatePicker } from "../src/pickers/date-picker";
import { Finder } from "../src/pickers/finder";
import { MultiPicker } from "../src/pickers/multi-picker";
import { Picker } from "../src/pickers/picker";

const STATUSES = [
  { value: 1, label: "To do" },
  { value: 2, label: "In progress" },
  { value: 3, label: "In review" },
];

/** Menus are fetched when a first one opens. */
const aField = () => waitFor(() => expect(document.querySelector(".menu-filter")).not.toBeNull());

async function open(user: UserEvent, button: HTMLElement): Promise<void> {
  await user.click(button);
  await aField();
}

function aPicker(value: number | null = 1) {
  const onPick = mock((_: number) => undefined);
  render(
    <Picker options={STATUSES} value={value} label="Status" pick="status" onPick={onPick}>
      To do
    </Picker>,
  );
  return { onPick, user: userEvent.setup(), button: screen.getByRole("button") };
}

test("letters filter, enter takes, and the button has the focus again", async () => {
  const { onPick, user, button } = aPicker();
  await open(user, button);
  await user.keyboard("rev{Enter}");

  expect(onPick.mock.calls).toEqual([[3]]);
  expect(screen.queryByRole("listbox")).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(button));
});

test("it opens at what is chosen; arrows go on and around", async () => {
  const { onPick, user, button } = aPicker(3);
  await open(user, button);
  await user.keyboard("{ArrowDown}{Enter}");

  expect(onPick.mock.calls).toEqual([[1]]);
});

test("what is chosen already changes nothing, and escape neither", async () => {
  const { onPick, user, button } = aPicker(2);
  await open(user, button);
  await user.keyboard("{Enter}");
  await open(user, button);
  await user.keyboard("{ArrowDown}{Escape}");

  expect(onPick).not.toHaveBeenCalled();
  expect(screen.queryByRole("listbox")).toBeNull();
});

test("a line is taken by pointer; no line says so", async () => {
  const { onPick, user, button } = aPicker();
  await open(user, button);
  await user.keyboard("zzz");
  expect(screen.getByText("Nothing is called “zzz”.")).toBeDefined();
  await user.keyboard("{Backspace}{Backspace}{Backspace}");
  await user.click(screen.getByRole("option", { name: "In review" }));

  expect(onPick.mock.calls).toEqual([[3]]);
});

test("the row under a menu hears none of its clicks and keys", async () => {
  const heard = mock(() => undefined);
  const user = userEvent.setup();
  render(
    <div role="presentation" onClick={heard} onKeyDown={heard} onMouseDown={heard}>
      <Picker options={STATUSES} label="Status" />
    </div>,
  );
  fireEvent.click(screen.getByRole("button"));
  await aField();
  await user.keyboard("in{Enter}");

  expect(heard).not.toHaveBeenCalled();
});

function aMultiPicker(values: string[], creatable = false) {
  const onPick = mock((_: { add: string[]; remove: string[] }) => undefined);
  const options = ["api", "ui", "docs"].map((tag) => ({ value: tag, label: tag }));
  const picker = (now: string[]) => (
    <MultiPicker
      options={options}
      values={now}
      creatable={creatable}
      label="Tags"
      onPick={onPick}
    />
  );
  const { rerender } = render(picker(values));
  return {
    onPick,
    user: userEvent.setup(),
    button: screen.getByRole("button"),
    become: (now: string[]) => rerender(picker(now)),
  };
}

test("what a colleague adds while it is open stays", async () => {
  const { onPick, user, button, become } = aMultiPicker(["api"]);
  await open(user, button);
  become(["api", "docs"]);
  await user.keyboard("ui{Enter}{Escape}");

  expect(onPick.mock.calls).toEqual([[{ add: ["ui"], remove: [] }]]);
});

test("several are toggled and handed on once, when it closes", async () => {
  const { onPick, user, button } = aMultiPicker(["api"]);
  await open(user, button);
  await user.keyboard("{Enter}ui{Enter}");
  expect(onPick).not.toHaveBeenCalled();
  await user.keyboard("{Escape}");

  expect(onPick.mock.calls).toEqual([[{ add: ["ui"], remove: ["api"] }]]);
});

test("ctrl and enter toggles and closes at once", async () => {
  const { onPick, user, button } = aMultiPicker([]);
  await open(user, button);
  await user.keyboard("docs{Control>}{Enter}{/Control}");

  expect(onPick.mock.calls).toEqual([[{ add: ["docs"], remove: [] }]]);
});

test("a new word is made where that is wanted", async () => {
  const { onPick, user, button } = aMultiPicker([], true);
  await open(user, button);
  await user.keyboard("Ops{Enter}{Escape}");

  expect(onPick.mock.calls).toEqual([[{ add: ["Ops"], remove: [] }]]);
});

test("toggling back is no change", async () => {
  const { onPick, user, button } = aMultiPicker(["api"]);
  await open(user, button);
  await user.keyboard("{Enter}{Enter}{Escape}");

  expect(onPick).not.toHaveBeenCalled();
});

function aDatePicker(value = "") {
  const onPick = mock((_: string) => undefined);
  render(<DatePicker value={value} label="Due" onPick={onPick} />);
  return { onPick, user: userEvent.setup(), button: screen.getByRole("button") };
}

test("a day is read from words", async () => {
  const { onPick, user, button } = aDatePicker();
  await open(user, button);
  await user.keyboard("25 dec 2027");
  await screen.findByText(/Sat, 25 Dec 2027/);
  await user.keyboard("{Enter}");

  await waitFor(() => expect(onPick.mock.calls).toEqual([["2027-12-25"]]));
});

test("arrows go by days and weeks from the day there is", async () => {
  const { onPick, user, button } = aDatePicker("2026-12-04");
  await open(user, button);
  await user.keyboard("{ArrowDown}{ArrowRight}{Enter}");

  expect(onPick.mock.calls).toEqual([["2026-12-12"]]);
});

test("a day of the month is clicked, and the next month is a page away", async () => {
  const { onPick, user, button } = aDatePicker("2026-12-04");
  await open(user, button);
  await screen.findByRole("grid");
  await user.keyboard("{PageDown}");
  await user.click(await screen.findByRole("button", { name: "Thu, 7 Jan 2027" }));

  expect(onPick.mock.calls).toEqual([["2027-01-07"]]);
});

test.each(["none", "clear", "-"])("“%s” takes the date away", async (word) => {
  const { onPick, user, button } = aDatePicker("2026-12-04");
  await open(user, button);
  await user.keyboard(`${word}{Enter}`);

  expect(onPick.mock.calls).toEqual([[""]]);
});

test("words that name no day take nothing", async () => {
  const { onPick, user, button } = aDatePicker();
  await open(user, button);
  await user.keyboard("perhaps{Enter}");

  expect(onPick).not.toHaveBeenCalled();
});

test("enter before the answer came takes its first line of the right kind", async () => {
  const onPick = mock((_: { key?: string }) => undefined);
  const results = [
    { kind: "goal", id: 9, title: "Pay", url: "/goals/9" },
    { kind: "task", id: 1, key: "ENG-1", title: "Pay the vendor", url: "/tasks/ENG-1" },
  ];
  globalThis.fetch = mock(async () => Response.json({ results })) as unknown as typeof fetch;
  const user = userEvent.setup();
  render(<Finder label="Find a task" onPick={onPick} />);
  await open(user, screen.getByRole("button"));
  await user.keyboard("pay{Enter}");

  await waitFor(() => expect(onPick.mock.calls[0]?.[0].key).toBe("ENG-1"));
});
