// The forms before one is in keep what is typed, and a reset link that is no good says so before anybody types.
import { afterEach, beforeEach, expect, mock, test } from "bun:test";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { AuthForm } from "../src/auth/auth-form";

const realFetch = globalThis.fetch;
const answers = (status: number) => {
  const asked = mock(() => Promise.resolve(Response.json({ detail: "No." }, { status })));
  globalThis.fetch = asked as unknown as typeof fetch;
  return asked;
};
beforeEach(() => {
  location.hash = "";
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

const email = () => screen.getByLabelText<HTMLInputElement>("E-mail");

test("a form that is drawn anew has what was typed", async () => {
  const { unmount } = render(<AuthForm kind="forgot" action="/x" />);
  await userEvent.setup().type(email(), "bob@example.com");
  unmount();
  render(<AuthForm kind="forgot" action="/x" />);

  expect(email().value).toBe("bob@example.com");
});

test("a link without its secret asks nobody and shows no form", async () => {
  const asked = answers(200);
  render(<AuthForm kind="reset" action="/x" />);

  expect((await screen.findByText(/no good/)).getAttribute("role")).toBe("alert");
  expect(screen.queryByLabelText("Password")).toBeNull();
  expect(screen.getByRole("link").getAttribute("href")).toBe("/forgot");
  expect(asked).not.toHaveBeenCalled();
});

test.each([
  [404, true],
  [200, false],
  [429, false],
  [500, false],
])(
  "what the server answers of a link (%d) decides whether it is no good",
  async (status, isBad) => {
    location.hash = `#${"s".repeat(43)}`;
    const asked = answers(status);
    render(<AuthForm kind="reset" action="/x" />);
    if (isBad) await screen.findByText(/no good/);
    await new Promise((resolve) => setTimeout(resolve));

    expect(asked).toHaveBeenCalledTimes(1);
    expect(screen.queryByLabelText("Password") === null).toBe(isBad);
  },
);
