// A crowded board: what is not on screen is not drawn, and can be reached all the same.
import { afterAll, beforeAll, expect, mock, test } from "bun:test";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createRoutesStub } from "react-router";
import type { TaskRow } from "../src/lib/payloads";
import Board from "../src/lists/board/board";
import type { ListActions } from "../src/lists/view";
import { aRow, aView, DOING } from "./cast";

const WINDOW_PX = 600;
const CARD_PX = 66;

// The document of these tests has no layout: a column is as high as a window, and a card as a card.
const SIZES = { clientWidth: 272, clientHeight: WINDOW_PX, offsetHeight: CARD_PX };
beforeAll(() => {
  for (const [name, value] of Object.entries(SIZES)) {
    Object.defineProperty(HTMLDivElement.prototype, name, { configurable: true, value });
  }
});
afterAll(() => {
  for (const name of Object.keys(SIZES)) Reflect.deleteProperty(HTMLDivElement.prototype, name);
});

/** Cards in their order, half of them to do and half in progress. */
function manyRows(count: number): TaskRow[] {
  return Array.from({ length: count }, (_, at) =>
    aRow(`ENG-${at + 1}`, {
      rank: `a${String(at).padStart(4, "0")}`,
      ...(at % 2 ? { status_id: DOING } : {}),
    }),
  );
}

function aBoard(rows: TaskRow[]) {
  const actions: ListActions = {
    set: mock(() => undefined),
    move: mock(() => undefined),
    create: mock(() => Promise.resolve("")),
    remove: mock(() => undefined),
  };
  const draw = () => (
    <Board view={aView(rows)} rows={rows} people={new Map()} actions={actions} canEdit />
  );
  const Page = createRoutesStub([{ path: "/", Component: draw }]);
  render(<Page />);
  return { actions, user: userEvent.setup() };
}

const cardOf = (key: string) => screen.getByRole("article", { name: new RegExp(`^${key} `) });

test("of 2,000 cards those on screen are drawn, each with its number of how many", () => {
  aBoard(manyRows(2000));

  const cards = screen.getAllByRole("article");
  expect(cards.length).toBeGreaterThan(20);
  expect(cards.length).toBeLessThan(80);
  expect(cardOf("ENG-3").getAttribute("aria-posinset")).toBe("2");
  expect(cardOf("ENG-3").getAttribute("aria-setsize")).toBe("1000");
  expect(screen.getByRole("region", { name: "To do, 1,000 tasks" })).toBeDefined();
});

test("arrows go on to cards that were not drawn", async () => {
  const { user } = aBoard(manyRows(200));
  cardOf("ENG-1").focus();
  for (let step = 0; step < 25; step++) await user.keyboard("{ArrowDown}");

  expect(document.activeElement).toBe(cardOf("ENG-51"));
  await user.keyboard("{ArrowRight}");
  expect(document.activeElement).toBe(cardOf("ENG-52"));
});

test("alt and an arrow move a card between its new neighbours", async () => {
  const { user, actions } = aBoard(manyRows(200));
  cardOf("ENG-5").focus();
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");

  expect((actions.move as ReturnType<typeof mock>).mock.calls).toEqual([
    ["ENG-5", { status_id: 1, before: "ENG-3", after: "ENG-1" }],
  ]);
});
