// Single keys act where nobody types, and only there.
import { expect, mock, test } from "bun:test";
import { fireEvent, render, renderHook, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { isTaken, isTyping } from "../src/lib/keys";
import { rowLines, type RowLine } from "../src/lists/lines";
import { useRowKeys } from "../src/lists/use-row-keys";
import { PickKeys } from "../src/pickers/pick-keys";
import { useShellKeys } from "../src/shell/use-shell-keys";
import { aRow } from "./cast";

const LINES: RowLine[] = rowLines(
  ["ENG-1", "ENG-2"].map((key) => ({ kind: "row", id: `s1:${key}`, row: aRow(key) })),
);

function rowKeys(values: { active?: string; canEdit?: boolean; hasChosen?: boolean } = {}) {
  const calls: string[] = [];
  const tell =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.push([name, ...args.map(String)].join(" "));
  renderHook(() =>
    useRowKeys({
      rows: LINES,
      active: "",
      canEdit: true,
      hasChosen: false,
      onOpen: tell("open"),
      onChoose: tell("choose"),
      onAdd: tell("add"),
      onRename: tell("rename"),
      onClear: tell("clear"),
      ...values,
      onActive: (line) => tell("active")(line.row.key),
    }),
  );
  return { calls, user: userEvent.setup() };
}

test.each([
  ["j", "", ["active ENG-1"]],
  ["j", "s1:ENG-1", ["active ENG-2"]],
  ["j", "s1:ENG-2", ["active ENG-2"]],
  ["{ArrowUp}", "s1:ENG-2", ["active ENG-1"]],
  ["{Enter}", "s1:ENG-2", ["open ENG-2"]],
  ["x", "s1:ENG-1", ["choose ENG-1 false"]],
  ["{Shift>}X{/Shift}", "s1:ENG-1", ["choose ENG-1 true"]],
  ["e", "s1:ENG-1", ["rename s1:ENG-1"]],
  ["c", "", ["add"]],
  ["{Escape}", "", ["clear"]],
  ["x", "", []],
  ["{Control>}x{/Control}", "s1:ENG-1", []],
])("%s at “%s”", async (key, active, calls) => {
  const keys = rowKeys({ active });
  await keys.user.keyboard(key);

  expect(keys.calls).toEqual(calls);
});

test("who may only read opens and selects, but neither adds nor renames", async () => {
  const keys = rowKeys({ active: "s1:ENG-1", canEdit: false });
  await keys.user.keyboard("cex");

  expect(keys.calls).toEqual(["choose ENG-1 false"]);
});

test("nothing happens while somebody types or a menu is open", async () => {
  const keys = rowKeys({ active: "s1:ENG-1" });
  document.body.innerHTML = "<input />";
  document.querySelector("input")?.focus();
  await keys.user.keyboard("jcx");
  document.body.innerHTML = '<div class="menu"></div>';
  await keys.user.keyboard("jcx");

  expect(keys.calls).toEqual([]);
});

test("a picking key opens the row's picker, or the bar's where rows are selected", async () => {
  document.body.innerHTML =
    '<div id="row-s1:ENG-1"><button data-pick="status"></button></div>' +
    '<div class="bulk"><button data-pick="status"></button></div>';
  const clicked: string[] = [];
  for (const button of document.querySelectorAll("button")) {
    button.addEventListener("click", () => clicked.push(button.parentElement?.className ?? ""));
  }
  const { user } = rowKeys({ active: "s1:ENG-1" });
  await user.keyboard("s");
  expect(clicked).toEqual([""]);
  rowKeys({ active: "s1:ENG-1", hasChosen: true });
  clicked.length = 0;
  await user.keyboard("s");

  expect(clicked).toContain("bulk");
});

test("g and a letter lead to a place; too late or elsewhere they don't", async () => {
  const went: string[] = [];
  const none = () => undefined;
  const onFold = mock(none);
  renderHook(() =>
    useShellKeys({
      onPalette: none,
      onSearch: none,
      onControl: none,
      onHelp: none,
      onFold,
      onAbout: none,
      onGo: (to) => went.push(to),
    }),
  );
  const user = userEvent.setup();
  await user.keyboard("hggagsh[[");

  expect(went).toEqual(["/goals", "/summaries"]);
  expect(onFold).toHaveBeenCalledTimes(1);
});

test("escape leaves a box that looks for things as it is; in other fields it is theirs", async () => {
  const none = () => undefined;
  const acts = { onPalette: none, onSearch: none, onControl: none, onHelp: none };
  renderHook(() => useShellKeys({ ...acts, onFold: none, onAbout: none, onGo: none }));
  render(
    <>
      <input type="search" aria-label="Find" defaultValue="launch" />
      <input aria-label="Name" />
    </>,
  );
  for (const [label, isLeft] of [
    ["Find", true],
    ["Name", false],
  ] as const) {
    const field = screen.getByLabelText<HTMLInputElement>(label);
    field.focus();
    // A browser empties a search box unless it is told not to.
    expect(fireEvent.keyDown(field, { key: "Escape" })).toBe(!isLeft);
    expect(document.activeElement === field).toBe(!isLeft);
  }
});

test("a page's keys open its pickers and its title", async () => {
  document.body.innerHTML =
    '<main><h1><textarea>Title</textarea></h1><button data-pick="due"></button></main>';
  const clicked = mock(() => undefined);
  document.querySelector("button")?.addEventListener("click", clicked);
  render(<PickKeys keys={{ d: "due" }} />);
  const user = userEvent.setup();
  await user.keyboard("d");
  expect(clicked).toHaveBeenCalledTimes(1);
  await user.keyboard("e");

  expect(document.activeElement?.tagName).toBe("TEXTAREA");
});

test.each([
  [<textarea aria-label="it" />, true],
  [<textarea aria-label="it" readOnly />, false],
  [<input aria-label="it" />, true],
  [<input aria-label="it" readOnly />, false],
  [<input aria-label="it" type="checkbox" />, false],
])("nobody types into what is only read (%#)", async (field, types) => {
  const { getByLabelText } = render(field);
  getByLabelText("it").focus();
  const pressed: KeyboardEvent[] = [];
  const note = (event: KeyboardEvent) => void pressed.push(event);
  window.addEventListener("keydown", note);
  await userEvent.setup().keyboard("j");
  window.removeEventListener("keydown", note);

  expect(isTyping()).toBe(types);
  expect(pressed.map(isTaken)).toEqual([types]);
});
