// A list is still on its way when somebody asks for a new task and types on: nothing of it is lost.
import { afterEach, expect, mock, test } from "bun:test";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createRoutesStub } from "react-router";
import { WorkArea } from "../src/lists/work-area";
import type { TaskRow } from "../src/lib/payloads";
import { aPayload, aRow } from "./cast";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

/** A list whose rows come when they are let through. */
function aSlowList(listId: number, rows: TaskRow[], canEdit = true) {
  let come = (): void => undefined;
  const wait = new Promise<Response>((resolve) => {
    come = () => resolve(Response.json(aPayload(rows)));
  });
  globalThis.fetch = mock(() => wait) as unknown as typeof fetch;
  const Page = () => <WorkArea listId={listId} canEdit={canEdit} />;
  const Stub = createRoutesStub([{ path: "/", Component: Page }]);
  render(<Stub />);
  return { user: userEvent.setup(), come: () => act(() => come()) };
}

const NEW = "[aria-label='Title of the new task']";
const field = () => document.querySelector<HTMLInputElement>(NEW);

test.each([
  ["an empty list", 71, []],
  ["one with tasks", 72, [aRow("ENG-1")]],
])("c and a title typed before %s is here stand in its new row", async (_, listId, rows) => {
  const { user, come } = aSlowList(listId, rows);
  await user.keyboard("cOrder glass");
  expect(field()).toBeNull();
  await come();

  await waitFor(() => expect(field()?.value).toBe("Order glass"));
  expect(document.activeElement).toBe(field());
});

test("whoever may not change the list gets no new row", async () => {
  const { user, come } = aSlowList(73, [], false);
  await user.keyboard("c");
  await come();

  await screen.findByText("A list holds the tasks of one piece of work. There are none yet.");
  expect(field()).toBeNull();
});
