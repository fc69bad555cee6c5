// The page of a search: what is typed is never taken back by its own address.
import { afterEach, beforeEach, expect, mock, test } from "bun:test";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter, RouterProvider } from "react-router";
import { queries } from "../src/lib/query";
import { SearchPage } from "../src/search/search-page";

const realFetch = globalThis.fetch;

beforeEach(() => {
  queries.clear();
  const nothing = { results: [], unknown: [], unread: [], by_meaning: true };
  globalThis.fetch = mock(() => Promise.resolve(Response.json(nothing))) as unknown as typeof fetch;
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

function aPage(address: string) {
  const router = createMemoryRouter([{ path: "/search", element: <SearchPage /> }], {
    initialEntries: [address],
  });
  render(<RouterProvider router={router} />);
  const words = () => new URLSearchParams(router.state.location.search).get("q");
  const field = screen.getByRole<HTMLInputElement>("searchbox");
  return { user: userEvent.setup({ delay: null }), router, words, field };
}

test("the space behind the last word stays while the address follows", async () => {
  const page = aPage("/search");

  await page.user.type(page.field, "signing ");
  await waitFor(() => expect(page.words()).toBe("signing"));
  await page.user.type(page.field, "keys");

  expect(page.field.value).toBe("signing keys");
  await waitFor(() => expect(page.words()).toBe("signing keys"));
});

test("another address is another search", async () => {
  const page = aPage("/search?q=signing");

  await act(() => page.router.navigate("/search?q=partners"));

  await waitFor(() => expect(page.field.value).toBe("partners"));
});
