// The question before something is deleted: named, answered by keys and buttons, gone without one.
import { describe, expect, mock, test } from "bun:test";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { AskFirst } from "../src/parts/ask-first";

const QUESTION = "Delete the list “Ideas”? 12 tasks go to the trash with it for 30 days.";

function asked(question = QUESTION) {
  const onYes = mock(() => undefined);
  const onNo = mock(() => undefined);
  render(<AskFirst question={question} yes="Delete" onYes={onYes} onNo={onNo} />);
  return { onYes, onNo };
}

describe("the question", () => {
  test("is named by itself and described by what goes along", async () => {
    asked();
    const dialog = await screen.findByRole("alertdialog", { name: "Delete the list “Ideas”?" });
    expect(dialog.textContent).toContain("12 tasks go to the trash with it for 30 days.");
  });

  test.each([
    [
      "Delete “What is late?” for good? No undo brings it back.",
      "Delete “What is late?” for good?",
    ],
    ["Forget it? Why? Because.", "Forget it?"],
    ["Sure", "Sure"],
  ])("%p ends after its own mark, not one it quotes", async (question, name) => {
    asked(question);
    expect(await screen.findByRole("alertdialog", { name })).toBeDefined();
  });

  test("begins on the answer that changes nothing, and Escape gives it", async () => {
    const { onYes, onNo } = asked();
    const keep = await screen.findByRole("button", { name: "Keep it" });
    expect(document.activeElement).toBe(keep);
    await userEvent.keyboard("{Escape}");
    expect(onNo).toHaveBeenCalledTimes(1);
    expect(onYes).not.toHaveBeenCalled();
  });

  test("is answered yes by its button", async () => {
    const { onYes, onNo } = asked();
    await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
    expect(onYes).toHaveBeenCalledTimes(1);
    expect(onNo).not.toHaveBeenCalled();
  });

  test("is not there without words", () => {
    render(<AskFirst question="" yes="Delete" onYes={() => undefined} onNo={() => undefined} />);
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });
});
