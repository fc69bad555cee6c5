// What the palette shows for what was typed, in its order.
import { kindOf } from "../lib/items";
import type { Visit } from "../lib/storage";
import type { Suggestion } from "../lib/suggestions";
import type { Command } from "./commands";
import { PAGES } from "./places";

export interface PaletteItem {
  group: string;
  kind: string;
  title: string;
  id?: number;
  key?: string;
  place?: string;
  /** Where its text says what was typed. */
  excerpt?: string;
  hint?: string;
  /** Where it leads, or what it does. */
  url?: string;
  run?: Command["run"];
}

/** What a question asked on this page is about, as the reading's chip says it. */
export interface Scope {
  label: string;
  fix: string;
}

const GROUPS: Record<string, string> = {
  task: "Tasks",
  goal: "Goals",
  doc: "Docs",
  comment: "Comments",
  list: "Lists",
  space: "Spaces",
  person: "People",
};
const MOST_COMMANDS = 4;
const MOST_VISITS = 5;
const QUESTION = /\?$|^(what|who|how|when|which|why|where|is|are|did|does)\s/i;
/** A command or page is meant when so much of its name was typed. */
const NEARLY_ALL = 0.75;
const LEAST_MEANT = 3;

interface Sources {
  commands: Command[];
  found: Suggestion[];
  visits: Visit[];
  scope: Scope | null;
}

/**
 * The first line is what enter takes: the question, unless one thing was typed by its key or nearly all of
 * its name. Nothing else is opened by whoever only typed.
 */
export function paletteItems(words: string, sources: Sources): PaletteItem[] {
  const doing = sources.commands.filter((one) => fits(one, words)).map(asItem);
  if (!words) return [...lately(sources.visits), ...doing.slice(0, MOST_COMMANDS), ...pages()];
  const going = pages().filter((one) => fits({ name: one.title }, words));
  const hits = sources.found.map((one) => ({ ...one, group: GROUPS[one.kind] ?? "Found" }));
  const asking = [...questions(words, sources.scope), everything(words)];
  const meant = QUESTION.test(words) ? undefined : theOneMeant(words, hits, [...doing, ...going]);
  const rest = [...hits, ...doing, ...going].filter((one) => one !== meant);
  return [...(meant ? [meant] : []), ...asking, ...byGroup(rest)];
}

/** Whether what the server finds may put another line in the place of the first. */
export function mayChange(first: PaletteItem, words: string): boolean {
  return first.kind === "ask" && !QUESTION.test(words);
}

type Hit = Suggestion & PaletteItem;

function theOneMeant(words: string, hits: Hit[], own: PaletteItem[]): PaletteItem | undefined {
  const named = own.filter((one) => isNearlyAll(one.title, words));
  const [meant, ...others] = [...hits.filter((one) => one.is_meant), ...named];
  return others.length ? undefined : meant;
}

function isNearlyAll(name: string, words: string): boolean {
  return (
    words.length >= LEAST_MEANT &&
    words.length >= NEARLY_ALL * name.length &&
    name.toLowerCase().startsWith(words.toLowerCase())
  );
}

/** Groups in the order of their first lines, each once. */
function byGroup(items: PaletteItem[]): PaletteItem[] {
  const groups = new Map<string, PaletteItem[]>();
  for (const item of items) {
    const group = groups.get(item.group) ?? [];
    groups.set(item.group, [...group, item]);
  }
  return [...groups.values()].flat();
}

/** Every word begins a word of the command. */
function fits(command: Pick<Command, "name" | "words">, words: string): boolean {
  const own = `${command.name} ${command.words ?? ""}`.toLowerCase().split(/\s+/);
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((part) => own.some((word) => word.startsWith(part)));
}

function asItem({ name, hint, run }: Command): PaletteItem {
  return { group: "Actions", kind: "command", title: name, hint, run };
}

function lately(visits: Visit[]): PaletteItem[] {
  return visits
    .slice(0, MOST_VISITS)
    .map(({ path, label }) => ({ group: "Lately", kind: kindOf(path), title: label, url: path }));
}

function pages(): PaletteItem[] {
  return PAGES.map(({ to, label }) => ({ group: "Pages", kind: "page", title: label, url: to }));
}

/** On a list's or a goal's page a question is about it first; everything is one line below. */
function questions(words: string, scope: Scope | null): PaletteItem[] {
  const item = { group: "Ask", kind: "ask", title: words };
  const url = `/ask?q=${encodeURIComponent(words)}`;
  if (!scope?.label) return [{ ...item, url }];
  const there = `${url}&fix=${encodeURIComponent(scope.fix)}`;
  return [
    { ...item, url: there, place: `about ${scope.label}` },
    { ...item, url, place: "everywhere" },
  ];
}

/** The page of all that is found. */
function everything(words: string): PaletteItem {
  const url = `/search?q=${encodeURIComponent(words)}`;
  return { group: "Ask", kind: "search", title: `All results for “${words}”`, url };
}

/** Items that follow each other in the same group, under one heading. */
export function runsOf(items: PaletteItem[]): { group: string; items: PaletteItem[] }[] {
  const runs: { group: string; items: PaletteItem[] }[] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last?.group === item.group) last.items.push(item);
    else runs.push({ group: item.group, items: [item] });
  }
  return runs;
}
