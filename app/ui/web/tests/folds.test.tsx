// What one opens is never out of sight in the sidebar; what one folds where one is stays folded.
import { expect, test } from "bun:test";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { around, useFolds } from "../src/shell/folds";
import { keepFor, remember, remembered } from "../src/lib/storage";
import type { Crumb, SpacePlace } from "../src/lib/page-state";

const list = (id: number) => ({
  id,
  name: `List ${id}`,
  open: 0,
  is_private: false,
  goal_id: null,
});
const space = (
  id: number,
  lists: number[],
  folders: Record<number, number[]> = {},
): SpacePlace => ({
  id,
  key: `S${id}`,
  name: `Space ${id}`,
  is_private: false,
  whole: true,
  open: 0,
  lists: lists.map(list),
  folders: Object.entries(folders).map(([folder, inside]) => ({
    id: Number(folder),
    name: `Folder ${folder}`,
    goal_id: null,
    lists: inside.map(list),
  })),
});
const TREE = [space(1, [10], { 5: [11, 12], 6: [13] }), space(2, [20])];
const at = (...addresses: string[]): Crumb[] => addresses.map((to) => ({ to, label: to }));

test.each([
  ["a list", at("/spaces/2", "/lists/20"), ["s2"]],
  ["a list in a folder", at("/spaces/1", "/lists/12"), ["s1", "f5"]],
  ["a task of a list whose space is not shared", at("", "/lists/13", "/tasks/S1-4"), ["s1", "f6"]],
  ["a page of a space", at("/docs", "/spaces/2", "/docs/7"), ["s2"]],
  ["the space itself", at("/spaces/1"), []],
  ["elsewhere", at("/goals"), []],
])("%s is in what is around it", (_, crumbs, ids) => {
  expect(around(TREE, crumbs)).toEqual(ids);
});

function Folded({ crumbs }: { crumbs: Crumb[] }) {
  const folds = useFolds(TREE, crumbs);
  return ["s1", "f5", "s2"].map((id) => (
    <button key={id} type="button" aria-expanded={folds.isOpen(id)} onClick={() => folds.turn(id)}>
      {id}
    </button>
  ));
}

const isOpen = (id: string) =>
  screen.getByRole("button", { name: id }).getAttribute("aria-expanded") === "true";

test("what is folded opens for the page inside it, once, and stays open", async () => {
  keepFor(1);
  remember("closed", { s1: true, f5: true, s2: true });
  const user = userEvent.setup({ delay: null });
  const page = render(<Folded crumbs={at("/goals")} />);
  expect([isOpen("s1"), isOpen("f5"), isOpen("s2")]).toEqual([false, false, false]);

  page.rerender(<Folded crumbs={at("/spaces/1", "/lists/11")} />);
  expect([isOpen("s1"), isOpen("f5"), isOpen("s2")]).toEqual([true, true, false]);
  expect(remembered<Record<string, boolean>>("closed", {})).toEqual({ s2: true });

  await user.click(screen.getByRole("button", { name: "s1" }));
  page.rerender(<Folded crumbs={at("/spaces/1", "/lists/11")} />);
  expect(isOpen("s1")).toBe(false);

  page.rerender(<Folded crumbs={at("/spaces/1", "/lists/11", "/tasks/S1-2")} />);
  expect(isOpen("s1")).toBe(true);
});
