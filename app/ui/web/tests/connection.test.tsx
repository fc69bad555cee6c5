// Without a connection whoever asks for another page stays on this one, and is told why.
import { afterEach, expect, test } from "bun:test";
import { act, render, screen, waitFor } from "@testing-library/react";
import { createMemoryRouter, Link, RouterProvider } from "react-router";
import { noted } from "../src/lib/connection";
import { Connection } from "../src/shell/connection";

afterEach(() => noted("requests", true));

function aPage() {
  const here = (
    <>
      <Connection />
      <Link to="/goals">Goals</Link>
      <Link to="/lists/1?view=board">Board</Link>
    </>
  );
  const router = createMemoryRouter(
    [
      { path: "/lists/:id", element: here },
      { path: "/goals", element: <p>All goals</p> },
    ],
    { initialEntries: ["/lists/1"] },
  );
  render(<RouterProvider router={router} />);
  return router;
}

test("another page is not opened, and that is said until the server is back", async () => {
  const router = aPage();
  act(() => noted("requests", false));
  await act(() => router.navigate("/goals"));
  expect(router.state.location.pathname).toBe("/lists/1");
  await waitFor(() => expect(screen.getByRole("status").textContent).toContain("can't be opened"));

  act(() => noted("requests", true));
  expect(screen.queryByRole("status")).toBeNull();
  await act(() => router.navigate("/goals"));
  expect(screen.getByText("All goals")).toBeTruthy();
});

test("what changes on the page itself goes on", async () => {
  const router = aPage();
  act(() => noted("requests", false));
  await act(() => router.navigate("/lists/1?view=board"));

  expect(router.state.location.search).toBe("?view=board");
});
