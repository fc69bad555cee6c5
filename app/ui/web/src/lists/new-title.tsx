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
import { after } from "../lib/asking";
import { useKeptWords } from "../lib/use-kept-words";
import { onOneLine, refusalOf, titlesIn } from "./titles";

interface NewTitleProps {
  inner: RefObject<HTMLInputElement | null>;
  className?: string;
  label?: string;
  placeholder: string;
  /** Comes back with the refusal's sentence; empty where they were made. */
  onMake: MakeTitles;
  onDone: () => void;
}

export type MakeTitles = (titles: string[]) => Promise<string>;

/** Lines somebody pasted, and what stood in the field before. */
interface Pasted {
  titles: string[];
  before: string;
}

export function NewTitle(props: NewTitleProps) {
  const { inner, className, label = "Title of the new task", placeholder, onMake, onDone } = props;
  const box = useRef<HTMLDivElement>(null);
  // A new task's title is kept until it is made.
  const { words: draft, write: setDraft } = useKeptWords(`new:${window.location.pathname}`);
  const latest = useRef(draft);
  useLayoutEffect(() => {
    latest.current = draft;
  }, [draft]);
  // What the server has not answered yet: pressing again makes no second one.
  const sent = useRef<string | null>(null);
  const isLeaving = useRef(false);
  const has = (other: Element | null) => box.current?.contains(other) ?? false;
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const [refusal, setRefusal] = useState("");
  const write = (text: string, next: Pasted | null = null) => {
    setDraft(text);
    setPasted(next);
    setRefusal("");
  };
  const make = async (titles: string[]) => {
    inner.current?.focus();
    const wrong = refusalOf(titles);
    setRefusal(wrong);
    if (wrong) return;
    sent.current = draft;
    setPasted(null);
    const refused = await onMake(titles);
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
    if (titlesIn(words).length < 2) return;
    event.preventDefault();
    const text =
      value.slice(0, selectionStart ?? value.length) +
      words +
      value.slice(selectionEnd ?? value.length);
    write(onOneLine(text), { titles: titlesIn(text), before: value });
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
    { words: `Make ${pasted.titles.length} tasks`, titles: pasted.titles },
    { words: "One task", titles: [draft] },
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
          {answers?.map(({ words, titles }, at) => (
            <button
              key={words}
              type="button"
              className={at ? "button" : "button primary"}
              autoFocus={!at}
              onClick={() => sent.current === null && void make(titles)}
            >
              {words}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
