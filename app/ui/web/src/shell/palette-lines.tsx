// The palette's lines: what was found by groups, what is said about it, and its keys.
import { Command } from "cmdk";
import { CornerDownLeft, MessageCircleQuestion, Search, Zap } from "lucide-react";
import type { ReactNode } from "react";
import { Marked } from "../parts/marked";
import { KindIcon } from "../parts/kind-icon";
import { runsOf, type PaletteItem } from "./palette-items";

const ICON = { size: 15, strokeWidth: 1.75, "aria-hidden": true } as const;
/** What enter takes, whatever it is by then; other lines go by what they are. */
export const FIRST = "first";

/** Naming a new task: first its list is chosen, then its title is typed. */
export type Step = { list?: { id: number; title: string } } | null;

interface RunsProps {
  items: PaletteItem[];
  /** What was typed, for marking it. */
  words: string;
  onTake: (item: PaletteItem) => void;
}

export function Runs({ items, words, onTake }: RunsProps) {
  return runsOf(items).map((run) => (
    <Command.Group
      key={run.group}
      value={run.group}
      heading={<div className="palette-group">{run.group}</div>}
    >
      {run.items.map((item) => {
        const value = item === items[0] ? FIRST : nameOf(item);
        return (
          <Command.Item
            key={value}
            value={value}
            className="palette-item"
            onSelect={() => onTake(item)}
          >
            <ItemLine item={item} words={words} />
          </Command.Item>
        );
      })}
    </Command.Group>
  ));
}

/** A line that was chosen stays chosen when more is found around it. */
const nameOf = ({ kind, id, key, title, place, url }: PaletteItem) =>
  `${kind} ${id ?? key ?? title} ${url ?? place ?? ""}`;

function ItemLine({ item, words }: { item: PaletteItem; words: string }) {
  const isOurs = item.id === undefined;
  return (
    <>
      <ItemIcon kind={item.kind} />
      {item.key && item.kind !== "list" && <span className="key">{item.key}</span>}
      <span className="palette-words">
        <span className="cut" dir="auto" title={item.title}>
          {isOurs ? item.title : <Marked text={item.title} words={words} />}
        </span>
        {item.excerpt && (
          <span className="cut palette-excerpt" dir="auto">
            <Marked text={item.excerpt} words={words} />
          </span>
        )}
      </span>
      {item.place && <span className="where cut">{item.place}</span>}
      {item.hint && (
        <span className="where">
          <span className="kbd">{item.hint}</span>
        </span>
      )}
    </>
  );
}

function ItemIcon({ kind }: { kind: string }) {
  if (kind === "ask") return <MessageCircleQuestion {...ICON} />;
  if (kind === "search") return <Search {...ICON} />;
  if (kind === "command") return <Zap {...ICON} />;
  return <KindIcon kind={kind} size={15} />;
}

interface NoteProps {
  step: Step;
  needle: string;
  wrong: string;
  isEmpty: boolean;
}

/** What is said while a new task is named. */
export function Note({ step, needle, wrong, isEmpty }: NoteProps): ReactNode {
  if (step?.list) {
    const makes = (
      <>
        <CornerDownLeft {...ICON} /> makes the task “{needle}”.
      </>
    );
    return <p className="palette-note">{wrong || (needle ? makes : "What needs doing?")}</p>;
  }
  if (!step || !isEmpty) return null;
  const nothing = needle ? `No list is called “${needle}”.` : "Type the name of a list.";
  return <p className="palette-note">{nothing}</p>;
}

interface FindingsProps {
  needle: string;
  unknown: string[];
  unread: string[];
  isEmpty: boolean;
}

/** What is said of what was found: filters that mean nothing, and that nothing was. */
export function Findings({ needle, unknown, unread, isEmpty }: FindingsProps) {
  const said = [
    ...unknown.map((one) => `“${one}” names nothing here.`),
    ...unread.map((one) => `“${one}” is no filter: it is looked for as words.`),
    ...(isEmpty && !unknown.length ? [`Nothing is called “${needle}” or says so.`] : []),
  ];
  return (
    <div role="status">
      {said.map((one) => (
        <p key={one} className="palette-note">
          {one}
        </p>
      ))}
    </div>
  );
}

export function Foot({ step }: { step: Step }) {
  return (
    <div className="palette-foot">
      <span>
        <kbd className="kbd">↑</kbd> <kbd className="kbd">↓</kbd> choose
      </span>
      <span>
        <kbd className="kbd">↵</kbd> {step?.list ? "make it" : "open"}
      </span>
      {!step && (
        <span>
          <kbd className="kbd">ctrl ↵</kbd> new tab
        </span>
      )}
      <span>
        <kbd className="kbd">esc</kbd> {step ? "back" : "close"}
      </span>
    </div>
  );
}
