// What opens later: nothing that is typed meanwhile is lost.
import { expect, test } from "bun:test";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Command } from "cmdk";
import { useLayoutEffect, useRef, useState } from "react";
import { noted } from "../src/lib/connection";
import { KeepsKeys, useKeptKeys } from "../src/lib/kept-keys";
import { fetchAhead } from "../src/lib/ahead";
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

test("what is typed takes the place of what is chosen in the field", async () => {
  const kept = "old";
  function Field() {
    const [words, setWords] = useState(kept);
    const field = useRef<HTMLInputElement>(null);
    useLayoutEffect(() => field.current?.select(), []);
    useKeptKeys(field);
    return <input ref={field} value={words} onChange={(event) => setWords(event.target.value)} />;
  }
  let arrive: (module: { default: typeof Field }) => void = () => undefined;
  const Slow = later(
    () => new Promise<{ default: typeof Field }>((done) => (arrive = done)),
    KeepsKeys,
  );
  render(<Slow />);
  await userEvent.keyboard("nx{Backspace}ew");
  await act(async () => arrive({ default: Field }));

  await waitFor(() => expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("new"));
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

test("what may be wanted is fetched ahead, one after the other, and nothing while the server is away", async () => {
  await fetchAhead(0);
  const fetched: string[] = [];
  let arrive: () => void = () => undefined;
  const here = { default: Menu };
  later<MenuProps>(() => {
    fetched.push("first");
    return new Promise((done) => (arrive = () => done(here)));
  }, KeepsKeys);
  const Second = later<MenuProps>(() => {
    fetched.push("second");
    return Promise.resolve(here);
  }, KeepsKeys);
  noted("socket", false);
  const all = fetchAhead(0);
  for (let turn = 0; turn < 5; turn += 1) await new Promise((next) => setTimeout(next, 1));
  expect(fetched).toEqual([]);

  noted("socket", true);
  await waitFor(() => expect(fetched).toEqual(["first"]));
  arrive();
  await all;
  expect(fetched).toEqual(["first", "second"]);
  render(<Second onTake={() => undefined} />);
  expect(screen.getByRole("combobox")).toBeDefined();
});

test("somebody who wants few data is sent nothing ahead", async () => {
  Object.defineProperty(navigator, "connection", { value: { saveData: true }, configurable: true });
  let isFetched = false;
  later<MenuProps>(() => {
    isFetched = true;
    return Promise.resolve({ default: Menu });
  }, KeepsKeys);
  await fetchAhead(0);
  Reflect.deleteProperty(navigator, "connection");

  expect(isFetched).toBe(false);
});
