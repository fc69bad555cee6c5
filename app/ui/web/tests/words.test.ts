// Small texts: names in prose, the palette's lines, chips, paths.
import { expect, test } from "bun:test";
import { added, dropped, exchanged } from "../src/ask/fixes";
import { withoutMarks } from "../src/ask/answer";
import { splitAtCount } from "../src/ask/sentence";
import { pathHere } from "../src/auth/auth-form";
import { itemOf, titleOf } from "../src/lib/items";
import { changeOf, fitting, withNew } from "../src/pickers/options";
import { namingAt, slug, withName, withNames } from "../src/prose/names";
import { addressOf, apiAddressOf, askedOf } from "../src/search/address";
import type { Suggestion } from "../src/lib/suggestions";
import { markedParts } from "../src/parts/marks";
import { paletteItems, runsOf } from "../src/shell/palette-items";

const KEYS = new Set(["ENG"]);

test.each([
  ["see ENG-12.", "see [ENG-12](/tasks/ENG-12)."],
  ["UTF-8 is no task", "UTF-8 is no task"],
  ["`ENG-12` is code", "`ENG-12` is code"],
  ["https://x.org/ENG-12 is an address", "https://x.org/ENG-12 is an address"],
  ["ask @bob.", "ask [@bob](/~person/bob)."],
  ['ask @"Bob O"', "ask [@Bob O](/~person/Bob%20O)"],
  ["mail a@b.org", "mail a@b.org"],
])("“%s” is read as “%s”", (text, read) => {
  expect(withNames(text, KEYS)).toBe(read);
});

test("a heading's anchor is its words", () => {
  expect(slug("Über uns: 1. Teil!")).toBe("über-uns-1-teil");
});

test("a name completes at the caret and the rest of the text stays", () => {
  const text = "tell @al about it";
  const naming = namingAt(text, 8);

  expect(naming).toEqual({ sign: "@", words: "al", from: 5 });
  expect(naming && withName(text, naming, "@alice ")).toBe("tell @alice about it");
  expect(namingAt("a@b", 3)).toBeNull();
});

const COMMANDS = [
  { name: "New task", words: "create add", run: "new task" as const },
  { name: "Sign out", words: "log out leave", run: () => undefined },
];
const hit = (title: string, more: Partial<Suggestion> = {}): Suggestion => ({
  kind: "task",
  id: 1,
  key: "ENG-1",
  title,
  url: "/tasks/ENG-1",
  place: "Platform",
  excerpt: "",
  is_meant: false,
  ...more,
});
const SOURCES = { commands: COMMANDS, found: [hit("Sign")], visits: [], scope: null };
const titles = (words: string, more = {}) =>
  paletteItems(words, { ...SOURCES, ...more }).map((one) => one.title);

test("the palette finds commands by the beginnings of all words", () => {
  expect(titles("cre ta")).toContain("New task");
  expect(titles("eate")).not.toContain("New task");
});

test("the question is the first line, whatever holds the words", () => {
  expect(titles("who signs?")[0]).toBe("who signs?");
  expect(titles("sign")).toEqual(["sign", "All results for “sign”", "Sign", "Sign out"]);
  expect(titles("set")[0]).toBe("set");
});

test("what was typed by its key or nearly all of its name is the first line", () => {
  const meant = hit("Rotate keys", { is_meant: true });

  expect(titles("eng1", { found: [meant] })[0]).toBe("Rotate keys");
  expect(titles("new tas")[0]).toBe("New task");
  expect(titles("settings")[0]).toBe("Settings");
});

test("of two things that may be meant none is, and a question stays one", () => {
  const inbox = hit("Inbox", { kind: "list", is_meant: true });

  expect(titles("inbox", { found: [inbox] })[0]).toBe("inbox");
  expect(titles("is it late", { found: [hit("Is it late", { is_meant: true })] })[0]).toBe(
    "is it late",
  );
});

test("each kind stands under one heading", () => {
  const found = [hit("A"), hit("B", { kind: "doc", id: 2 }), hit("C", { id: 3 })];
  const groups = paletteItems("x", { ...SOURCES, found, commands: [] }).map((one) => one.group);

  expect(groups).toEqual(["Ask", "Ask", "Tasks", "Tasks", "Docs"]);
});

test("the words that are looked for are marked where they begin a word", () => {
  const marked = (text: string, words: string) =>
    markedParts(text, words)
      .map(({ part, isMarked }) => (isMarked ? `[${part}]` : part))
      .join("");

  expect(marked("Rotate the signing keys", 'sign "the"')).toBe("Rotate [the] [sign]ing keys");
  expect(marked("Design", "sign")).toBe("Design");
  expect(marked("a (b) c", "(")).toBe("a (b) c");
});

test("an address of the search holds what is asked, and passes over what it can't mean", () => {
  const asked = askedOf("?q=postgres&kind=doc&space=3&since=week");

  expect(addressOf(asked)).toBe("/search?q=postgres&kind=doc&space=3&since=week");
  expect(askedOf("?q=x&kind=cat&space=a&since=ever")).toEqual({
    words: "x",
    kind: "",
    space: "",
    since: "",
  });
  expect(apiAddressOf(asked, new Date("2026-11-27T12:00:00Z"))).toBe(
    "/api/v1/search?q=postgres&limit=40&kind=doc&space=3&since=2026-11-20",
  );
});

test("on an item's page a question is about it first", () => {
  const scope = { label: "EU launch", fix: "near=goal:1" };
  const asks = paletteItems("is it late?", { ...SOURCES, found: [], scope });

  expect(asks.map((one) => one.place)).toEqual(["about EU launch", "everywhere", undefined]);
  expect(asks[0]?.url).toBe("/ask?q=is%20it%20late%3F&fix=near%3Dgoal%3A1");
});

test("lines of one group that follow each other stand under one heading", () => {
  const item = (group: string) => ({ group, kind: "page", title: group });

  expect(runsOf(["a", "a", "b", "a"].map(item)).map((run) => run.items.length)).toEqual([2, 1, 1]);
});

test("a picker's options are those that hold the letters", () => {
  const options = [
    { value: 1, label: "In review" },
    { value: 2, label: "Done" },
  ];

  expect(fitting(options, " REV ").map((one) => one.value)).toEqual([1]);
  expect(fitting(options, "")).toEqual(options);
});

test("a new word can be made unless it is there in another case", () => {
  const options = [{ value: "api", label: "api" }];
  const made = (words: string, creatable = true) =>
    withNew(options, new Set<string>(), words, creatable).filter((one) => one.isNew);

  expect(made("ui")).toEqual([{ value: "ui", label: "ui", isNew: true }]);
  expect(made("API")).toEqual([]);
  expect(made("ui", false)).toEqual([]);
});

test("only what changed is handed on", () => {
  expect(changeOf([1, 2], new Set([2, 3]))).toEqual({ add: [3], remove: [1] });
});

const GOAL = { kind: "goal", label: "EU launch", value: "goal:1", words: "eu" };

test("a corrected name can be learnt, and a chip is exchanged or dropped", () => {
  expect(exchanged(["goal=goal:1", "with=late"], GOAL, "goal:2")).toEqual([
    "with=late",
    "goal=goal:2",
    "learn=eu→goal:2",
  ]);
  expect(dropped([], GOAL)).toEqual(["goal="]);
  expect(dropped([], { kind: "filter", label: "late", value: "late", words: "" })).toEqual([
    "without=late",
  ]);
  expect(added(["learn=eu→goal:2"], "late")).toEqual(["with=late"]);
});

test("a sentence is split at its count, also where that is written with a comma", () => {
  expect(splitAtCount("There are 1,499 tasks.", 1499)).toEqual(["There are ", "1,499", " tasks."]);
  expect(splitAtCount("15 of 150", 150)).toEqual(["15 of ", "150", ""]);
  expect(splitAtCount("None is late.", 3)).toEqual(["None is late."]);
});

test("a quoted line reads without its marks", () => {
  expect(withoutMarks("## Plan\n- **ship** `it` _now_")).toBe("Plan\nship it now");
});

test("a page's address names its item", () => {
  expect(itemOf("/tasks/ENG-12")).toEqual({ kind: "task", item: "ENG-12" });
  expect(itemOf("/spaces/new")).toBeNull();
  expect(itemOf("/goals")).toBeNull();
  expect(titleOf({ key: "ENG-1", title: "ENG-1 Rotate" })).toBe("Rotate");
});

test.each([
  ["/lists/1", "/lists/1"],
  ["//elsewhere.org", "/"],
  ["/\\elsewhere.org", "/"],
  ["https://elsewhere.org", "/"],
  [undefined, "/"],
])("after signing in %s leads to %s", (next, path) => {
  expect(pathHere(next)).toBe(path);
});
