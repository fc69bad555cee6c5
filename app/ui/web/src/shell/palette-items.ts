// What the palette shows for what was typed, in its order.
import type { Found } from "../lib/payloads";
import { kindOf } from "../lib/items";
import type { Visit } from "../lib/storage";
import type { Command } from "./commands";
import { PAGES } from "./places";

export interface PaletteItem {
  group: string;
  kind: string;
  title: string;
  key?: string;
  place?: string;
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
  list: "Lists",
  space: "Spaces",
  person: "People",
  user: "People",
  page: "Pages",
};
const MOST_COMMANDS = 4;
const MOST_VISITS = 5;
const MOST_FOUND = 12;
const QUESTION = /\?$|^(what|who|how|when|which|why|where|is|are|did|does)\s/i;

interface Sources {
  commands: Command[];
  found: Found[];
  visits: Visit[];
  scope: Scope | null;
}

export function paletteItems(words: string, sources: Sources): PaletteItem[] {
  const doing = sources.commands.filter((one) => fits(one, words)).map(asItem);
  if (!words) return [...lately(sources.visits), ...doing.slice(0, MOST_COMMANDS), ...pages()];
  const hits = sources.found
    .slice(0, MOST_FOUND)
    .map((one) => ({ ...one, group: GROUPS[one.kind] ?? "Found" }));
  const asking = questions(words, sources.scope);
  return QUESTION.test(words)
    ? [...asking, ...hits, ...doing]
    : [...doing.slice(0, MOST_COMMANDS), ...hits, ...asking];
}

/** Every word begins a word of the command. */
function fits(command: Command, words: string): boolean {
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
