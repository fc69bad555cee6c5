// A checklist is ticked where it is read: one box, its own line, nothing else of the text.
import { expect, test } from "bun:test";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Prose } from "../src/prose/prose";
import { boxAt } from "../src/prose/ticking";

const at = (line: number, column = 1) => ({ line, column });

test.each([
  ["- [ ] a", at(1), "- [x] a"],
  ["- [x] a", at(1), "- [ ] a"],
  ["* [X] a", at(1), "* [ ] a"],
  ["1. [ ] a", at(1), "1. [x] a"],
  ["one\n\n2) [ ] a\n3) [ ] b", at(4), "one\n\n2) [ ] a\n3) [x] b"],
  ["- a\n  - [ ] b", at(2, 3), "- a\n  - [x] b"],
  ["- a\n\t- [ ] b", at(2, 5), "- a\n\t- [x] b"],
  ["> - [ ] a", at(1, 3), "> - [x] a"],
  ["- - [ ] a", at(1, 3), "- - [x] a"],
  ["- [ ] a\r\n- [ ] b\r\n", at(2), "- [ ] a\r\n- [x] b\r\n"],
  ["- [ ] [ ] a", at(1), "- [x] [ ] a"],
])("the box of its line is turned: %j", (text, place, turned) => {
  expect(boxAt(text, place)?.turned).toBe(turned);
});

test("where no box stands any more there is none to turn", () => {
  expect(boxAt("- a", at(1))).toBeNull();
  expect(boxAt("- [ ] a", at(3))).toBeNull();
});

const TEXT = [
  "Before @Bob's launch:",
  "",
  "- [x] Ask **legal**",
  "- [ ] Sign",
  "  - [ ] and send",
  "",
  "```",
  "- [ ] no box",
  "```",
].join("\n");

test("each box says its line, and ticking gives the whole text with it", async () => {
  const ticked: string[] = [];
  render(<Prose text={TEXT} onTick={(text) => ticked.push(text)} />);

  const boxes = screen.getAllByRole<HTMLInputElement>("checkbox");
  expect(boxes.map((one) => [one.getAttribute("aria-label"), one.checked])).toEqual([
    ["Ask **legal**", true],
    ["Sign", false],
    ["and send", false],
  ]);
  await userEvent.setup().click(boxes[2] as HTMLInputElement);
  expect(ticked).toEqual([TEXT.replace("- [ ] and send", "- [x] and send")]);
});

test("who may not edit sees the boxes and can't tick them", () => {
  render(<Prose text={TEXT} />);

  for (const one of screen.getAllByRole<HTMLInputElement>("checkbox"))
    expect(one.disabled).toBe(true);
});
