// The bar of the page of a filter: the address follows what is set, and the bar what the address says.
import { expect, test } from "bun:test";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter, RouterProvider } from "react-router";
import { TasksBar } from "../src/filters/tasks-bar";
import { fromText, toText } from "../src/filters/tree";

function aPage(address: string) {
  const router = createMemoryRouter([{ path: "/tasks", element: <TasksBar total={1} /> }], {
    initialEntries: [address],
  });
  render(<RouterProvider router={router} />);
  const where = () =>
    fromText(new URLSearchParams(router.state.location.search).get("where") ?? "");
  return { user: userEvent.setup({ delay: null }), router, where };
}

const WORDS = (...words: string[]) => ({
  all: words.map((value) => ({ field: "headline", op: "contains", value })),
});

test("what is typed stands in the address once it rests, as one place in the history", async () => {
  const page = aPage("/tasks");
  await page.user.type(screen.getByRole("searchbox"), "sign keys");

  await waitFor(() => expect(page.where()).toEqual(WORDS("sign", "keys")));
  expect<string>(page.router.state.historyAction).toBe("REPLACE");
  expect(screen.getByText("1 task")).toBeDefined();
});

test("another address is another filter, also after one that was set back", async () => {
  const page = aPage(`/tasks?where=${toText(WORDS("sign", "keys"))}`);
  const box = screen.getByRole<HTMLInputElement>("searchbox");
  const mine = screen.getByRole("button", { name: "Mine" });
  expect(box.value).toBe("sign keys");
  await page.user.click(mine);
  await page.user.click(mine);
  await act(() => page.router.navigate(`/tasks?where=${toText(WORDS("two", "words"))}`));

  await waitFor(() => expect(box.value).toBe("two words"));
});
