// What opens later: nothing that is typed meanwhile is lost.
import { expect, test } from "bun:test";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Command } from "cmdk";
import { useRef, useState } from "react";
import { noted } from "../src/lib/connection";
import { KeepsKeys, useKeptKeys } from "../src/lib/kept-keys";
import { later } from "../src/lib/later";

const FRUITS = ["Apple", "Pear", "Plum"];

interface MenuProps {
  onTake: (fruit: string) => void;
}

function Menu({ onTake }: MenuProps) {
  const [words, setWords] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useKeptKeys(field);
  return (
    <Command label="Fruits" shouldFilter={false}>
      <Command.Input ref={field} autoFocus value={words} onValueChange={setWords} />
      <Command.List>
        {FRUITS.filter((one) => one.toLowerCase().includes(words)).map((one) => (
          <Command.Item key={one} value={one} onSelect={onTake}>
            {one}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}

/** A menu whose code comes when told to. */
function aSlowMenu() {
  let arrive: (module: { default: typeof Menu }) => void = () => undefined;
  const module = new Promise<{ default: typeof Menu }>((done) => {
    arrive = done;
  });
  const Slow = later(() => module, KeepsKeys);
  const taken: string[] = [];
  function Page() {
    const [isOpen, setOpen] = useState(false);
    return (
      <>
        <button onClick={() => setOpen(!isOpen)}>Open</button>
        {isOpen && (
          <Slow
            onTake={(fruit) => {
              taken.push(fruit);
              setOpen(false);
            }}
          />
        )}
      </>
    );
  }
  render(<Page />);
  return {
    user: userEvent.setup(),
    button: screen.getByRole("button"),
    taken,
    arrive: () => act(async () => arrive({ default: Menu })),
  };
}

test("letters typed before the menu is there are in its field when it is", async () => {
  const { user, button, arrive } = aSlowMenu();
  await user.click(button);
  await user.keyboard("pl");
  expect(screen.queryByRole("combobox")).toBeNull();
  await arrive();

  await waitFor(() => expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe("pl"));
  await user.keyboard("u");
  expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe("plu");
});

test("enter and the letters before it take what they mean, and backspace takes one back", async () => {
  const { user, button, taken, arrive } = aSlowMenu();
  await user.click(button);
  await user.keyboard("px{Backspace}lu{Enter}");
  await arrive();

  await waitFor(() => expect(taken).toEqual(["Plum"]));
});

test("a menu closed before it came keeps no keys", async () => {
  const { user, button, arrive } = aSlowMenu();
  await user.click(button);
  await user.keyboard("pl");
  await user.click(button);
  await arrive();
  await user.click(button);

  await waitFor(() => expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe(""));
  await user.keyboard("a");
  expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe("a");
});

test("what is here already shows in the same drawing", async () => {
  const Here = later(async () => ({ default: () => <p>Here</p> }), KeepsKeys);
  await Here.fetch();
  render(<Here />);

  expect(screen.getByText("Here")).toBeDefined();
});

test("what can't be fetched because the server has just died comes when it is back", async () => {
  let tries = 0;
  const Slow = later<MenuProps>(() => {
    tries += 1;
    return tries === 1
      ? Promise.reject(new TypeError("Failed to fetch"))
      : Promise.resolve({ default: Menu });
  }, KeepsKeys);
  render(<Slow onTake={() => undefined} />);
  await waitFor(() => expect(tries).toBe(1));
  act(() => noted("socket", false));
  expect(screen.queryByRole("combobox")).toBeNull();
  act(() => noted("socket", true));

  await waitFor(() => expect(screen.getByRole("combobox")).toBeDefined(), { timeout: 4000 });
});
