// What is typed waits for the server: sent once, kept while it waits, and kept when it is refused.
import { beforeEach, describe, expect, test } from "bun:test";
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { after, ask, tell } from "../src/lib/asking";
import { noted } from "../src/lib/connection";
import { allDrafts, unheard } from "../src/lib/drafts";
import { keepFor } from "../src/lib/storage";
import { AskForm } from "../src/parts/ask-form";
import { InlineField } from "../src/parts/inline-field";
import { InlineText } from "../src/parts/inline-text";
import Teller from "../src/shell/teller";
import { saysAll } from "../src/pickers/names";

const answer = (done: number, refusal = "") =>
  act(async () => {
    tell({ done, refusals: refusal ? { [done]: refusal } : {} });
    await Promise.resolve();
  });

test("numbers rise, and an answer is for all up to its number", async () => {
  const numbers: number[] = [];
  const both = [ask((one) => numbers.push(one)), ask((one) => numbers.push(one))];
  const [first = 0, second = 0] = numbers;
  expect(second).toBeGreaterThan(first);
  tell({ done: second, refusals: { [first]: "No." } });

  expect(await Promise.all(both)).toEqual(["No.", ""]);
});

test("nobody answers: that is said", async () => {
  expect(await ask(() => undefined, 1)).toContain("can't be reached");
});

test("what was typed on meanwhile is left", () => {
  expect(after("Dig", "DigFill")).toBe("Fill");
  expect(after("Dig", "Other")).toBe("Other");
});

test("a form is sent once, keeps its words until answered, and keeps what is refused", async () => {
  const sent: [string, number][] = [];
  render(
    <AskForm onSend={(fields, number) => sent.push([fields.__reflex_form_data__.join(), number])}>
      <input name="title" aria-label="New page" />
    </AskForm>,
  );
  const user = userEvent.setup();
  const field = screen.getByRole<HTMLInputElement>("textbox");
  await user.type(field, "Notes{Enter}{Enter}");
  expect(sent.map(([words]) => words)).toEqual(["title,Notes"]);
  expect(field.value).toBe("Notes");

  await answer(sent[0]?.[1] ?? 0, "It has a twin.");
  expect(screen.getByRole("alert").textContent).toBe("It has a twin.");
  expect(field.value).toBe("Notes");

  await user.type(field, "{Enter}");
  await user.type(field, "More");
  await answer(sent[1]?.[1] ?? 0);
  expect(field.value).toBe("More");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("of several fields the one a refusal is about is marked, and no other", async () => {
  const sent: number[] = [];
  render(
    <AskForm keeps onSend={(_, number) => sent.push(number)}>
      <input name="host" aria-label="Server" />
      <input name="port" aria-label="Port" />
      <button type="submit">Save</button>
    </AskForm>,
  );
  const user = userEvent.setup();
  const [host, port] = screen.getAllByRole<HTMLInputElement>("textbox");
  const refuse = async (field: string) => {
    await user.click(screen.getByRole("button"));
    const number = sent.at(-1) ?? 0;
    await act(async () => {
      tell({ done: number, refusals: { [number]: "No." }, fields: { [number]: field } });
      await Promise.resolve();
    });
  };
  await refuse("port");
  expect(port?.getAttribute("aria-invalid")).toBe("true");
  expect(port?.getAttribute("aria-describedby")).toBe(screen.getByRole("alert").id);
  expect(document.activeElement).toBe(port ?? null);
  expect(host?.hasAttribute("aria-invalid")).toBe(false);

  await refuse("");
  expect(document.querySelector("[aria-invalid]")).toBeNull();
  expect(screen.getByRole("alert").textContent).toBe("No.");
});

test("a refused value stays, is marked, and can be taken back", async () => {
  const sent: [string, number][] = [];
  const draw = (value: string) => (
    <InlineField value={value} label="Points" onSave={(...given) => sent.push(given)} />
  );
  const { rerender } = render(draw("3"));
  const user = userEvent.setup();
  const field = screen.getByRole<HTMLInputElement>("textbox");
  await user.clear(field);
  await user.type(field, "many{Enter}");
  await answer(sent[0]?.[1] ?? 0, "This is no number.");
  expect(screen.getByRole("alert").textContent).toBe("Not saved. This is no number.");
  expect(field.getAttribute("aria-invalid")).toBe("true");

  // Somebody else changes it: what was typed is not lost.
  rerender(draw("5"));
  expect(field.value).toBe("many");
  await user.click(screen.getByRole("button", { name: "Take back" }));
  expect(field.value).toBe("5");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("what is sent is shown as the server keeps it", async () => {
  const sent: [string, number][] = [];
  const draw = (value: string) => (
    <InlineField value={value} label="Estimate" onSave={(...given) => sent.push(given)} />
  );
  const { rerender } = render(draw(""));
  const user = userEvent.setup();
  const field = screen.getByRole<HTMLInputElement>("textbox");
  await user.type(field, "90m{Enter}");
  await user.tab();
  expect(sent.length).toBe(1);
  rerender(draw("1.5 h"));
  await answer(sent[0]?.[1] ?? 0);

  expect(field.value).toBe("1.5 h");
});

test("a label that holds the words a button shows is its whole name", () => {
  expect(saysAll("Link a goal", ["+", " ", "a goal"])).toBe(false);
  expect(saysAll("Link a goal", "Goal")).toBe(true);
  expect(saysAll("Status", <b>In review</b>)).toBe(false);
  expect(saysAll("Status", <InlineField />)).toBe(false);
  expect(saysAll("Delete", null)).toBe(true);
});

test("without a connection nothing that waits is given up", async () => {
  noted("browser", false);
  let sent = 0;
  const answers: string[] = [];
  const waits = ask((number) => (sent = number), 1).then((sentence) => answers.push(sentence));
  // Longer than it waits where the server can be reached.
  for (let turn = 0; turn < 3; turn += 1) await new Promise((next) => setTimeout(next, 2));
  expect(answers).toEqual([]);

  noted("browser", true);
  tell({ done: sent, refusals: {} });
  await waits;
  expect(answers).toEqual([""]);
});

test("what waits goes out again when the server is back, and an older one is not taken for done", async () => {
  const numbers: number[] = [];
  const waits = [ask((one) => numbers.push(one)), ask((one) => numbers.push(one))];
  const [first = 0, second = 0] = numbers;
  noted("requests", false);
  noted("requests", true);
  expect(numbers).toEqual([first, second, first, second]);

  tell({ done: second, refusals: {}, kept: [second] });
  expect(await waits[1]).toBe("");
  tell({ done: second, refusals: { [first]: "No." }, kept: [second] });
  expect(await waits[0]).toBe("No.");
});

describe("a field that was left by a closed tab", () => {
  let sent: [string, number][] = [];
  const field = () => screen.getByRole<HTMLInputElement>("textbox");
  const open = (value: string, Field = InlineText) => {
    cleanup();
    sent = [];
    render(<Field name="title" value={value} label="Title" onSave={(...one) => sent.push(one)} />);
    return userEvent.setup();
  };
  beforeEach(() => keepFor(1));

  test.each([InlineText, InlineField])(
    "shows what is not saved yet, and saves it",
    async (Field) => {
      await open("Old", Field).type(field(), "er");
      const user = open("Old", Field);
      expect(field().value).toBe("Old");
      expect(document.querySelector(".kept p")?.textContent).toMatch(
        /^Not saved yet, from \d\d:\d\d$/,
      );
      expect(document.querySelector(".kept .words")?.textContent).toBe("Older");
      await user.click(screen.getByRole("button", { name: "Save" }));
      expect(field().value).toBe("Older");
      expect(sent.map(([words]) => words)).toEqual(["Older"]);
      expect(allDrafts()).toHaveLength(1);

      await answer(sent[0]?.[1] ?? 0);
      expect(allDrafts()).toEqual([]);
    },
  );

  test("lets it go, or has it already", async () => {
    await open("Old").type(field(), "er");
    await open("Old").click(screen.getByRole("button", { name: "Discard" }));
    expect(allDrafts()).toEqual([]);

    await open("Old").type(field(), "er");
    open("Older");
    expect(document.querySelector(".kept")).toBeNull();
    expect(allDrafts()).toEqual([]);
  });

  test("keeps what was refused, and nothing that was taken back", async () => {
    const user = open("Old");
    await user.type(field(), "er{Enter}");
    await answer(sent[0]?.[1] ?? 0, "No.");
    expect(allDrafts()).toHaveLength(1);
    await user.type(field(), "{Escape}");
    expect(allDrafts()).toEqual([]);
  });

  test("asks what became of what another page sent", async () => {
    await open("Old").type(field(), "er{Enter}");
    const [, number = 0] = sent[0] ?? [];
    expect(unheard()).toEqual([]);
    // The page that waited is gone.
    tell({ done: number, refusals: { [number]: "No." }, kept: [] });
    const asked: number[][] = [];
    render(<Teller onUnheard={(numbers) => asked.push(numbers)} />);
    expect(asked).toEqual([[number]]);

    tell({ done: 0, refusals: {}, kept: [number] });
    expect(allDrafts()).toEqual([]);
  });

  test("what is typed on while it is on its way is not lost", async () => {
    const user = open("Old");
    await user.type(field(), "er{Enter}");
    await user.type(field(), " still");
    await answer(sent[0]?.[1] ?? 0);

    expect(field().value).toBe("Older still");
    expect(JSON.stringify(allDrafts())).toContain("Older still");
  });
});
