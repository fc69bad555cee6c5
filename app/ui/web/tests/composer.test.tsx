// Names complete at the caret, and nothing typed is lost.
import { afterEach, expect, mock, test } from "bun:test";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { keepFor } from "../src/lib/storage";
import { Composer } from "../src/prose/composer";
import { ALICE, BOB } from "./cast";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

const kept = () => JSON.stringify(Object.values({ ...localStorage }));

function aComposer() {
  keepFor(ALICE.id);
  const onSay = mock((_: string) => undefined);
  render(
    <Composer
      place="comment:task:ENG-1"
      placeholder="Say something…"
      people={[ALICE, BOB]}
      onSay={onSay}
    />,
  );
  return {
    onSay,
    user: userEvent.setup(),
    area: screen.getByRole<HTMLTextAreaElement>("combobox"),
  };
}

test.each(["{Enter}", "{Tab}"])("a person is completed with %s", async (key) => {
  const { user, area } = aComposer();
  await user.type(area, "Ask @ali");
  await screen.findByRole("option", { name: /Alice Moreau/ });
  await user.keyboard(key);

  await waitFor(() => expect(area.value).toBe("Ask @alice "));
});

test("arrows choose another, escape none", async () => {
  const { user, area } = aComposer();
  await user.type(area, "@");
  await screen.findByRole("option", { name: /Bob/ });
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(area.value).toBe("@bob "));
  await user.keyboard("@");
  await screen.findByRole("option", { name: /Bob/ });
  await user.keyboard("{Escape}");

  await waitFor(() => expect(screen.queryByRole("option")).toBeNull());
  expect(area.value).toBe("@bob @");
});

test("a task is completed, also when enter comes before the server has looked for all of it", async () => {
  const keys = ["ENG-1", "ENG-12", "ENG-13"];
  globalThis.fetch = mock(async (url: string) => {
    const words = new URL(url, "http://localhost").searchParams.get("q") ?? "";
    const fitting = keys.filter((key) => key.startsWith(words));
    return Response.json({
      results: fitting.map((key, id) => ({ kind: "task", id, key, title: `Task ${key}` })),
    });
  }) as unknown as typeof fetch;
  const { user, area } = aComposer();
  await user.type(area, "see #ENG-1");
  await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(3));
  await user.keyboard("2{Enter}");

  await waitFor(() => expect(area.value).toBe("see ENG-12 "));
});

test("what is typed is kept until it is sent", async () => {
  const { user, area, onSay } = aComposer();
  await user.type(area, "Half a thought");
  expect(kept()).toContain("Half a thought");
  await user.keyboard("{Control>}{Enter}{/Control}");

  expect(onSay.mock.calls[0]?.[0]).toBe("Half a thought");
  expect(area.value).toBe("");
  expect(kept()).not.toContain("Half a thought");
});
