// What is typed into a form stays in this browser until the server has it: it stands there when the form opens again.
import { beforeEach, expect, test } from "bun:test";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { tell } from "../src/lib/asking";
import { allDrafts, drop } from "../src/lib/drafts";
import { keepFor } from "../src/lib/storage";
import { AskForm } from "../src/parts/ask-form";

const ALICE = 1;
beforeEach(() => keepFor(ALICE));

let sent: [string, number][] = [];
const answer = (number: number, sentence = "") =>
  act(async () => {
    const isDone = sentence === "";
    tell({
      done: number,
      refusals: isDone ? {} : { [number]: sentence },
      kept: isDone ? [number] : [],
    });
    await Promise.resolve();
  });

interface Stored {
  about?: string;
  keeps?: boolean;
  name?: string;
  port?: string;
}

async function open({ about = "", keeps = false, name = "", port = "25" }: Stored = {}) {
  cleanup();
  sent = [];
  const draw = (more: Stored) => (
    <AskForm
      does="mail.save"
      about={about}
      keeps={keeps}
      onSend={(fields, number) => sent.push([fields.__reflex_form_data__.join(), number])}
    >
      <input type="hidden" name="id" value="7" />
      <input name="name" aria-label="Name" defaultValue={more.name ?? name} key={more.name} />
      <input name="port" aria-label="Port" defaultValue={more.port ?? port} />
      <textarea name="reason" aria-label="Reason" />
      <select name="how" aria-label="How" defaultValue="number">
        <option value="percent">Percent</option>
        <option value="number">Number</option>
      </select>
      <input type="checkbox" name="private" aria-label="Private" />
      <input type="password" name="secret" aria-label="Secret" />
      <input name="code" autoComplete="one-time-code" aria-label="Code" />
      <button type="submit">Save</button>
      <button type="reset">Cancel</button>
    </AskForm>
  );
  const { rerender } = render(draw({}));
  // What keeps it is fetched where there is something to keep.
  await act(async () => {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((next) => setTimeout(next));
  });
  return { user: userEvent.setup(), read: (more: Stored) => rerender(draw(more)) };
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const stands = () => ["Name", "Port", "Reason", "How"].map((one) => field(one).value).join();
const EMPTY = ",25,,number";
const note = () => document.querySelector(".kept p")?.textContent;

test("what was typed and chosen stands there again, and says so", async () => {
  const { user } = await open();
  await user.type(field("Name"), "Acme");
  await user.type(field("Reason"), "Because");
  await user.selectOptions(field("How"), "percent");
  await user.click(field("Private"));
  expect(note()).toBeUndefined();
  await open();

  expect(stands()).toBe("Acme,25,Because,percent");
  expect(field("Private").checked).toBe(true);
  expect(note()).toMatch(/^Draft from \d\d:\d\d, not sent$/);
});

test("a form nobody wrote in, or whose words were taken out again, is no draft", async () => {
  const { user } = await open({ name: "Acme" });
  await user.type(field("Name"), "x{Backspace}");
  await user.selectOptions(field("How"), "percent");
  expect(allDrafts()).toEqual([]);
});

test("of a secret nothing is kept", async () => {
  const { user } = await open();
  await user.type(field("Secret"), "correct horse");
  await user.type(field("Code"), "123456");
  expect(allDrafts()).toEqual([]);
  await user.type(field("Name"), "Acme");

  expect(JSON.stringify({ ...localStorage })).not.toMatch(/correct horse|123456/);
});

test("it is gone once the server has it, and stays where it was refused", async () => {
  const { user } = await open();
  await user.type(field("Name"), "Acme{Enter}");
  const [, first = 0] = sent[0] ?? [];
  await answer(first, "No.");
  expect(allDrafts()).toHaveLength(1);
  await user.type(field("Name"), "{Enter}");
  await user.type(field("Reason"), "More");
  await answer(sent[1]?.[1] ?? 0);
  expect(stands()).toBe(",25,More,number");

  await open();
  expect(stands()).toBe(",25,More,number");
});

test("it is gone too where a reload came between, when the server says that its number is done", async () => {
  const { user } = await open();
  await user.type(field("Name"), "Acme{Enter}");
  const [, number = 0] = sent[0] ?? [];
  await open();
  expect(stands()).toBe("Acme,25,,number");
  await answer(number);

  expect(stands()).toBe(EMPTY);
  expect(note()).toBeUndefined();
  expect(allDrafts()).toEqual([]);
});

test.each(["Discard", "Cancel"])("%s lets it go", async (word) => {
  const { user } = await open();
  await user.type(field("Name"), "Acme");
  const again = await open();
  await again.user.click(screen.getByRole("button", { name: word }));

  expect(field("Name").value).toBe("");
  expect(allDrafts()).toEqual([]);
  expect(note()).toBeUndefined();
});

test("what is stored since is newer than a draft, field by field", async () => {
  const { user } = await open({ keeps: true, name: "Acme" });
  await user.type(field("Name"), " Ltd");
  await user.type(field("Reason"), "Because");
  await open({ keeps: true, name: "Umbrella" });
  expect(stands()).toBe("Umbrella,25,Because,number");
  expect(note()).toMatch(/, not saved$/);

  for (const one of allDrafts()) drop(one);
  const other = await open({ keeps: true, name: "Acme" });
  await other.user.type(field("Name"), " Ltd");
  await open({ keeps: true, name: "Umbrella" });
  expect(stands()).toBe("Umbrella,25,,number");
  expect(note()).toBeUndefined();
});

test("what is stored may be read after the form is drawn", async () => {
  const { user } = await open({ keeps: true, name: "Acme" });
  await user.type(field("Name"), " Ltd");
  const later = await open({ keeps: true, name: "" });
  expect(note()).toBeUndefined();
  later.read({ name: "Acme" });

  expect(field("Name").value).toBe("Acme Ltd");
});

test("settings that are saved are no draft any more, and stay in the form", async () => {
  const { user } = await open({ keeps: true });
  await user.type(field("Name"), "Acme{Enter}");
  await answer(sent[0]?.[1] ?? 0);

  expect(field("Name").value).toBe("Acme");
  expect(allDrafts()).toEqual([]);
});

test("each form has its own, and each person", async () => {
  const { user } = await open({ about: "12" });
  await user.type(field("Name"), "Acme");
  await open({ about: "13" });
  expect(stands()).toBe(EMPTY);

  keepFor(2);
  await open({ about: "12" });
  expect(stands()).toBe(EMPTY);
});

test("of two drafts the newest stands there, and the other can be shown", async () => {
  const { user } = await open();
  await user.type(field("Name"), "Mine");
  const [own] = allDrafts();
  const theirs = JSON.stringify({ name: ["Theirs", ""] });
  const key = own?.key.replace(/\|[^|]*$/, "|other") ?? "";
  localStorage.setItem(key, JSON.stringify({ text: theirs, at: Date.now() - 60_000, base: 0 }));
  const again = await open();
  expect(field("Name").value).toBe("Mine");
  await again.user.click(screen.getByRole("button", { name: "Show it" }));

  expect(field("Name").value).toBe("Theirs");
  fireEvent.click(screen.getAllByRole("button", { name: "Discard" })[0] as HTMLElement);
  expect(allDrafts()).toHaveLength(1);
});
