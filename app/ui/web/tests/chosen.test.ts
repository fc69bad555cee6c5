// Which rows are selected: never one that nobody sees.
import { expect, test } from "bun:test";
import { act, renderHook } from "@testing-library/react";
import { useChosen } from "../src/lists/use-chosen";

test("what a filter hides is not selected, and is again when it shows", () => {
  const all = ["ENG-1", "ENG-2", "ENG-3"];
  const { result, rerender } = renderHook(({ keys }) => useChosen(keys), {
    initialProps: { keys: all },
  });
  act(() => result.current.choose("ENG-1", false));
  act(() => result.current.choose("ENG-3", true));
  expect([...result.current.chosen]).toEqual(all);

  rerender({ keys: ["ENG-2"] });
  expect([...result.current.chosen]).toEqual(["ENG-2"]);
  rerender({ keys: all });
  expect([...result.current.chosen]).toEqual(all);
});
