// What the palette can do beside going somewhere.
import { postJson } from "../lib/http";
import type { Schema } from "../lib/payloads";
import { signOut } from "./session";

export interface Command {
  name: string;
  /** Other words it is found by. */
  words?: string;
  /** Its key. */
  hint?: string;
  /** What it does; the palette itself asks for a new task's list and title. */
  run: (() => void) | "new task";
}

interface CommandContext {
  edits: boolean;
  isCollapsed: boolean;
  hasItem: boolean;
  theme: { word: string; turn: () => void };
  onFold: () => void;
  onAbout: () => void;
  onHelp: () => void;
  onGo: (to: string) => void;
}

export function commandsFor(context: CommandContext): Command[] {
  const { isCollapsed, theme, onGo } = context;
  const making: Command[] = [
    { name: "New task", words: "create add", run: "new task" },
    { name: "New doc", words: "create add page", run: () => void makeDoc(onGo) },
  ];
  const about: Command = {
    name: "About this page",
    words: "summary in its way similar like",
    hint: "]",
    run: context.onAbout,
  };
  return [
    ...(context.edits ? making : []),
    ...pickerCommands(),
    { name: theme.word, words: "theme dark light mode colour", run: theme.turn },
    {
      name: isCollapsed ? "Show the sidebar" : "Fold the sidebar",
      words: "sidebar",
      hint: "[",
      run: context.onFold,
    },
    ...(context.hasItem ? [about] : []),
    {
      name: "Copy the link to this page",
      words: "url share",
      run: () => void navigator.clipboard?.writeText(window.location.href),
    },
    { name: "Keyboard shortcuts", words: "help keys", hint: "?", run: context.onHelp },
    { name: "Sign out", words: "log out leave", run: () => void signOut() },
  ];
}

const PICKERS = [
  { pick: "status", name: "Set the status", hint: "s" },
  { pick: "priority", name: "Set the priority", hint: "p" },
  { pick: "people", name: "Assign people", hint: "a" },
  { pick: "due", name: "Set the due date", hint: "d" },
  { pick: "tags", name: "Tag it", hint: "t" },
];
/** The palette gives the focus back first. */
const OPEN_AFTER_MS = 60;

/** What the page in hand lets one change, by its own pickers. */
function pickerCommands(): Command[] {
  if (typeof document === "undefined") return [];
  return PICKERS.flatMap(({ pick, name, hint }) => {
    const button = document.querySelector<HTMLElement>(
      `main .facts [data-pick="${pick}"]:not([disabled])`,
    );
    const run = () => void setTimeout(() => button?.click(), OPEN_AFTER_MS);
    return button ? [{ name, hint, words: "task", run }] : [];
  });
}

async function makeDoc(onGo: (to: string) => void): Promise<void> {
  const { id } = await postJson<Schema<"Doc">>("/api/v1/docs", { title: "Untitled" });
  onGo(`/docs/${id}`);
}
