// Cards of one wish are one card that opens into them.
import { expect, mock, test } from "bun:test";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { Cards } from "../src/ask/cards";
import { grouped } from "../src/ask/grouping";
import type { ProposedAct } from "../src/lib/page-state";

const GROUP = "Move 3 tasks to Done";

function card(key: string, more: Partial<ProposedAct> = {}): ProposedAct {
  return {
    title: `Move ${key} to Done`,
    act: { do: "move" },
    target: { url: `/tasks/${key}`, title: `${key} Rotate keys` },
    lines: [{ label: "Status", old: "To do", new: "Done" }],
    ...more,
  };
}

test("cards stand together where they are neighbours of one group", () => {
  const cards = [
    card("ENG-1", { group: GROUP }),
    card("ENG-2", { group: GROUP }),
    card("ENG-3"),
    card("ENG-4", { group: GROUP }),
  ];
  expect(grouped(cards, []).map((one) => one.places)).toEqual([[0, 1], [2], [3]]);
  expect(grouped(cards, [0]).map((one) => one.places)).toEqual([[1], [2], [3]]);
});

test("a group is one card with its items inside, and takes one yes", async () => {
  const onAct = mock<(which: number[]) => void>();
  const cards = ["ENG-1", "ENG-2", "ENG-3"].map((key) => card(key, { group: GROUP }));
  render(
    <MemoryRouter>
      <Cards cards={cards} onAct={onAct} onTakeBack={() => undefined} />
    </MemoryRouter>,
  );
  expect(screen.getAllByRole("article")).toHaveLength(1);
  expect(screen.queryByText(/Confirm all/)).toBeNull();
  expect(screen.getAllByText(/Rotate keys/)).toHaveLength(3);
  await userEvent.click(screen.getByRole("button", { name: `Confirm: ${GROUP}` }));
  expect(onAct).toHaveBeenCalledWith([0, 1, 2]);
});
