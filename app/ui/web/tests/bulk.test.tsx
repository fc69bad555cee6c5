// Many tasks at once: whatever field the server describes can be set.
import { expect, mock, test } from "bun:test";
import { fireEvent, render, screen } from "@testing-library/react";
import { Bulk } from "../src/lists/bulk";
import type { ListActions } from "../src/lists/view";
import { aRow, aView } from "./cast";

const ROWS = [aRow("ENG-1", { tags: ["ui"] }), aRow("ENG-2")];
const KEYS = ["ENG-1", "ENG-2"];
const MORE = "Set another field: More";

function aBar() {
  const set = mock<ListActions["set"]>(() => {});
  const actions = { set, move: () => {}, create: () => Promise.resolve(""), remove: () => {} };
  render(<Bulk keys={KEYS} view={aView(ROWS)} actions={actions} canEdit onClear={() => {}} />);
  return set;
}

async function pick(button: string, option: string) {
  fireEvent.click(screen.getByRole("button", { name: button }));
  fireEvent.click(await screen.findByRole("option", { name: option }));
}

test("the usual fields stand in the bar, in their order", () => {
  aBar();
  const names = screen.getAllByRole("button").map((one) => one.textContent);

  expect(names).toEqual(["Status", "Priority", "Assign", "Due", "Tag", MORE, "Delete", "Clear"]);
});

test("a choice nobody knew is chosen behind “More”", async () => {
  const set = aBar();
  await pick(MORE, "Energy");
  await pick("Set energy", "High");

  expect(set).toHaveBeenCalledWith(KEYS, "energy", "high");
});

test("a number is written, and no number is refused", async () => {
  const set = aBar();
  await pick(MORE, "Cost");
  const field = screen.getByRole("textbox", { name: "Set cost" });
  fireEvent.change(field, { target: { value: "much" } });
  fireEvent.submit(field);
  expect(set).not.toHaveBeenCalled();

  fireEvent.change(field, { target: { value: "12,5" } });
  fireEvent.submit(field);
  expect(set).toHaveBeenCalledWith(KEYS, "cost", 12.5);
});

test("a length of time is written in hours and kept in minutes; an empty one takes it away", async () => {
  const set = aBar();
  await pick(MORE, "Estimate");
  const field = screen.getByRole("textbox", { name: "Set estimate" });
  fireEvent.change(field, { target: { value: "1.5" } });
  fireEvent.submit(field);
  fireEvent.change(field, { target: { value: "" } });
  fireEvent.submit(field);

  expect(set.mock.calls.map((given) => given[2])).toEqual([90, ""]);
});

test("a yes or no is one of the two", async () => {
  const set = aBar();
  await pick(MORE, "Milestone");
  await pick("Set milestone", "Yes");

  expect(set).toHaveBeenCalledWith(KEYS, "is_milestone", true);
});
