// The boxes of a checklist: ticked where one reads, by whoever may edit the text. Only the box's own line changes.
import { createContext, use, type ReactNode } from "react";

/** Where a list item begins in the text, as Markdown counts: from 1. */
export interface Place {
  line: number;
  column: number;
}

const BOX = /^((?:[-*+]|\d{1,9}[.)])[ \t]+\[)([ xX])(\][ \t]+)(.*)$/;

interface Box {
  isDone: boolean;
  words: string;
  /** The text with the box turned. */
  turned: string;
}

/** The box of the item that begins here; null where none stands there any more. */
export function boxAt(text: string, { line, column }: Place): Box | null {
  const lines = text.split("\n");
  const whole = lines[line - 1] ?? "";
  // Tabs count as several columns: then the item is the first thing of its line.
  const starts = [column - 1, whole.length - whole.replace(/^[\s>]*/, "").length];
  for (const start of starts) {
    const found = BOX.exec(whole.slice(start).replace(/\r$/, ""));
    if (!found) continue;
    const [, before = "", mark = " ", after = "", words = ""] = found;
    const isDone = mark !== " ";
    const end = whole.endsWith("\r") ? "\r" : "";
    const turned = [...lines];
    turned[line - 1] =
      `${whole.slice(0, start)}${before}${isDone ? " " : "x"}${after}${words}${end}`;
    return { isDone, words, turned: turned.join("\n") };
  }
  return null;
}

interface Ticking {
  text: string;
  onTick: (text: string) => void;
}

const Here = createContext<Ticking | null>(null);
const At = createContext<Place | null>(null);

/** Boxes inside can be ticked where `onTick` is given: it gets the text as it is then. */
export function Tickable({ text, onTick, children }: Partial<Ticking> & { children: ReactNode }) {
  return <Here value={onTick && text !== undefined ? { text, onTick } : null}>{children}</Here>;
}

interface ItemProps {
  node?: { position?: { start: Place } };
  className?: string;
  children?: ReactNode;
}

/** A list item, which tells its box where it stands. */
export function Item({ node, className, children }: ItemProps) {
  return (
    <li className={className}>
      <At value={node?.position?.start ?? null}>{children}</At>
    </li>
  );
}

export function TickBox({ checked = false }: { checked?: boolean }) {
  const here = use(Here);
  const at = use(At);
  const box = here && at ? boxAt(here.text, at) : null;
  if (!here || !box) return <input type="checkbox" checked={checked} disabled readOnly />;
  return (
    <input
      type="checkbox"
      className="tick-box"
      checked={box.isDone}
      aria-label={box.words || "This line"}
      onChange={() => here.onTick(box.turned)}
    />
  );
}
