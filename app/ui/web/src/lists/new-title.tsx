// The field that names new tasks: enter makes one; several pasted lines are asked about.
import "./new-title.css";
import {
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
} from "react";
import { after, lastNumber } from "../lib/asking";
import { noteSent } from "../lib/drafts";
import { useKeptKeys } from "../lib/kept-keys";
import { useKeptWords } from "../lib/use-kept-words";
import { isPlain, onOneLine, outlineIn, refusalOf, type Outline, type Pasted } from "./titles";
import { many } from "../lib/numbers";

interface NewTitleProps {
  inner: RefObject<HTMLInputElement | null>;
  className?: string;
  label?: string;
  placeholder: string;
  /** Comes back with the refusal's sentence; empty where they were made. */
  onMake: MakeTitles;
  onDone: () => void;
}

export type MakeTitles = (titles: string[], outline?: Outline) => Promise<string>;

/** Lines somebody pasted, and what stood in the field before. */
interface Asked extends Pasted {
  before: string;
}

export function NewTitle(props: NewTitleProps) {
  const { inner, className, label = "Title of the new task", placeholder, onMake, onDone } = props;
  const box = useRef<HTMLDivElement>(null);
  // A new task's title is kept until it is made.
  const place = `new:${window.location.pathname}`;
  const { words: draft, write: setDraft } = useKeptWords(place);
  const latest = useRef(draft);
  useLayoutEffect(() => {
    latest.current = draft;
  }, [draft]);
  useKeptKeys(inner);
  // What the server has not answered yet: pressing again makes no second one.
  const sent = useRef<string | null>(null);
  const isLeaving = useRef(false);
  const has = (other: Element | null) => box.current?.contains(other) ?? false;
  const [pasted, setPasted] = useState<Asked | null>(null);
  const [refusal, setRefusal] = useState("");
  const write = (text: string, next: Asked | null = null) => {
    setDraft(text);
    setPasted(next);
    setRefusal("");
  };
  const make = async (titles: string[], outline?: Outline) => {
    inner.current?.focus();
    const wrong = refusalOf(titles);
    setRefusal(wrong);
    if (wrong) return;
    sent.current = draft;
    setPasted(null);
    const answer = outline && !isPlain(outline) ? onMake(titles, outline) : onMake(titles);
    noteSent(place, draft, lastNumber());
    const refused = await answer;
    // What was typed on meanwhile is the next one; a key pressed before the next drawing knows it too.
    const rest = refused ? null : after(draft, latest.current);
    if (rest !== null) {
      latest.current = rest;
      setDraft(rest);
    }
    sent.current = null;
    setRefusal(refused);
    const isLeft = isLeaving.current || (document.hasFocus() && !has(document.activeElement));
    isLeaving.current = false;
    if (rest !== null && !rest.trim() && isLeft) onDone();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const words = event.clipboardData.getData("text/plain");
    const before = value.slice(0, selectionStart ?? value.length);
    const behind = value.slice(selectionEnd ?? value.length);
    const found = outlineIn(before + words + behind);
    // One line goes in as it is, without the mark of the list it was copied from.
    const [only = ""] = outlineIn(words).titles;
    if (found.titles.length < 2) {
      if (value.trim() || only === onOneLine(words)) return;
      event.preventDefault();
      write(only);
      return;
    }
    event.preventDefault();
    write(onOneLine(found.titles.join(" ")), { ...found, before: value });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isShortcut = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isShortcut || event.key === "Escape") event.stopPropagation();
    if (event.key === "Enter" && event.target === inner.current && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const title = onOneLine(latest.current);
      if (title && sent.current === null) void make([title]);
    }
    if (event.key !== "Escape") return;
    if (sent.current !== null) {
      isLeaving.current = true;
      return;
    }
    if (!pasted) return onDone();
    write(pasted.before);
    inner.current?.focus();
  };
  const answers = pasted && [
    { words: `Add ${many(pasted.titles.length, "task")}`, ...pasted },
    { words: "One task", titles: [draft], outline: undefined },
  ];
  return (
    // Its field and buttons have the keys; what they leave must not act as the list's.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={box}
      className="new-title"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        // Another window's turn is no leaving, nor is a step to the field's own buttons.
        const isLeft = document.hasFocus() && !has(event.relatedTarget);
        if (isLeft && !draft.trim()) onDone();
      }}
    >
      <input
        ref={inner}
        className={className}
        value={draft}
        aria-label={label}
        aria-invalid={refusal !== ""}
        placeholder={placeholder}
        autoComplete="off"
        onChange={(event) => write(event.target.value)}
        onPaste={onPaste}
      />
      {(answers || refusal) && (
        <div className="new-ask">
          {refusal && (
            <p role="alert" className="is-red">
              {refusal}
            </p>
          )}
          {pasted && <p className="hint">{sayings(pasted)}</p>}
          {answers?.map(({ words, titles, outline }, at) => (
            <button
              key={words}
              type="button"
              className={at ? "button" : "button primary"}
              autoFocus={!at}
              onClick={() => sent.current === null && void make(titles, outline)}
            >
              {words}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** “7 tasks, 2 of them done, 3 under others”: what was read of the lines, before it is made. */
function sayings({ titles, outline }: Pasted): string {
  const done = outline.done.filter(Boolean).length;
  const nested = outline.depths.filter((depth) => depth > 0).length;
  const more = [done ? `${done} done` : "", nested ? `${nested} under others` : ""];
  return [`Add ${many(titles.length, "task")}?`, more.filter(Boolean).join(", ")]
    .filter(Boolean)
    .join(" ");
}
