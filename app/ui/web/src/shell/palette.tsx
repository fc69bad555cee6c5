// The palette: go anywhere, do anything, or ask. Left without taking anything, it opens again with what was typed.
import * as Dialog from "@radix-ui/react-dialog";
import "./palette.css";
import { Command } from "cmdk";
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
} from "react";
import { useLocation, useNavigate } from "react-router";
import type { Schema } from "../lib/payloads";
import { useEvent } from "../lib/use-event";
import { useFocusBack } from "../lib/focus-back";
import { newId, postJson, sentenceOf } from "../lib/http";
import { useKeptKeys } from "../lib/kept-keys";
import { leaveWords, leftWords } from "../lib/left-words";
import { visits } from "../lib/storage";
import { useSuggestions, type Suggestion } from "../lib/suggestions";
import { useKeptWords } from "../lib/use-kept-words";
import type { Command as Doing } from "./commands";
import { mayChange, paletteItems, type PaletteItem, type Scope } from "./palette-items";
import { Findings, FIRST, Foot, Note, Runs, type Step } from "./palette-lines";

const BOX = "palette";
const NOT_MADE = "It could not be made. What you typed is still here: try again.";

interface PaletteProps {
  commands: Doing[];
  scope: Scope | null;
  onClose: () => void;
}

export default function Palette({ commands, scope, onClose }: PaletteProps) {
  const [looking, setLooking] = useState(() => leftWords(BOX));
  const [step, setStep] = useState<Step>(null);
  const [wrong, setWrong] = useState("");
  const [isEarly, setEarly] = useState(false);
  const isAside = useRef(false);
  const isMaking = useRef(false);
  const back = useFocusBack();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const list = step?.list;
  // A title is kept until it is made, as in its list's own line.
  const title = useKeptWords(list ? `new:/lists/${list.id}` : "");
  const words = list ? title.words : looking;
  const needle = words.trim();
  const { results, unknown, unread, isBehind } = useSuggestions(needle, !list);
  const goTo = (next: Step) => {
    setLooking("");
    setStep(next);
  };
  const write = (next: string) => {
    if (list) title.write(next);
    else setLooking(next);
    if (!step) leaveWords(BOX, next);
    setWrong("");
    setEarly(false);
  };
  const begin = () => {
    const here = /^\/lists\/(\d+)/.exec(pathname);
    goTo(here ? { list: { id: Number(here[1]), title: "this list" } } : {});
  };
  const items = useMemo(() => {
    if (list) return [];
    // What was found for earlier words is still shown, but not meant.
    const found = isBehind ? results.map((one) => ({ ...one, is_meant: false })) : results;
    return step
      ? listItems(needle, found)
      : paletteItems(needle, { commands, found, visits: visits(), scope });
  }, [list, step, needle, results, isBehind, commands, scope]);

  // Under one key however often it is tried: the server may have made it and not come to say so.
  const tried = useRef({ title: "", key: "" });
  const make = async () => {
    if (!list || !needle || isMaking.current) return;
    isMaking.current = true;
    if (tried.current.title !== needle) tried.current = { title: needle, key: newId() };
    try {
      const body = { list_id: list.id, title: needle };
      const { key } = await postJson<Schema<"Task">>("/api/v1/tasks", body, tried.current.key);
      title.clear();
      onClose();
      navigate(`/tasks/${key}`);
    } catch (error) {
      setWrong(sentenceOf(error, NOT_MADE));
      isMaking.current = false;
    }
  };
  const take = (item: PaletteItem) => {
    leaveWords(BOX, "");
    if (step) goTo({ list: { id: Number(item.key), title: item.title } });
    else if (item.run === "new task") begin();
    else {
      onClose();
      if (item.run) item.run();
      else if (isAside.current) window.open(item.url, "_blank");
      else if (item.url) navigate(item.url);
    }
  };
  // Enter pressed before the answer came means the first line of that answer.
  const takeFirst = useEvent(() => items[0] && take(items[0]));
  useEffect(() => {
    if (!isEarly || isBehind) return;
    setEarly(false);
    takeFirst();
  }, [isEarly, isBehind, takeFirst]);
  const keys = (event: KeyboardEvent) => {
    isAside.current = event.ctrlKey || event.metaKey;
    const isOpen = step ? !list : items[0] && mayChange(items[0], needle);
    if (event.key === "Enter" && isBehind && isOpen && isOnFirst(event.currentTarget)) {
      event.preventDefault();
      setEarly(true);
    }
    if (event.key === "Tab" || (event.key === "Enter" && list)) event.preventDefault();
    if (event.key === "Enter" && list) void make();
    if (event.key === "Backspace" && !words && step) setStep(null);
  };
  const escape = (event: Event) => {
    if (!step) return;
    event.preventDefault();
    goTo(null);
  };
  const asked = questionOf(step);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil">
          <Dialog.Content
            className="sheet"
            aria-describedby={undefined}
            onEscapeKeyDown={escape}
            onCloseAutoFocus={back}
          >
            <Dialog.Title className="sr">Go to, do or ask</Dialog.Title>
            <Command
              label="Results"
              shouldFilter={false}
              loop
              vimBindings={false}
              className="palette"
              onKeyDown={keys}
              onClickCapture={(event) => {
                isAside.current = event.ctrlKey || event.metaKey;
              }}
            >
              <PaletteField
                className="palette-input"
                value={words}
                onValueChange={write}
                spellCheck={false}
                placeholder={asked}
                aria-label={step ? asked : "Ask or search"}
              />
              <Command.List className="palette-list" label="Results">
                <Note step={step} needle={needle} wrong={wrong} isEmpty={!items.length} />
                <Runs items={items} words={needle} onTake={take} />
              </Command.List>
              {needle && !step && !isBehind && (
                <Findings {...{ needle, unknown, unread }} isEmpty={!results.length} />
              )}
              <Foot step={step} />
            </Command>
          </Dialog.Content>
        </Dialog.Overlay>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const isOnFirst = (palette: Element) =>
  palette.querySelector("[cmdk-item][aria-selected=true]")?.getAttribute("data-value") === FIRST;

/** Apart, for it is drawn after the palette itself: what was typed meanwhile waits for the field. */
function PaletteField(props: ComponentProps<typeof Command.Input>) {
  const field = useRef<HTMLInputElement>(null);
  // What is typed next takes the place of what was left.
  useLayoutEffect(() => field.current?.select(), []);
  useKeptKeys(field);
  return <Command.Input ref={field} {...props} />;
}

function questionOf(step: Step): string {
  if (step?.list) return `Title of the new task in ${step.list.title}`;
  return step
    ? "Which list does the task belong in?"
    : "Ask a question, go anywhere, or do something…";
}

/** Lists a new task can go in: those found, or those opened lately. Their id stands as the key. */
function listItems(needle: string, found: Suggestion[]): PaletteItem[] {
  const known = found
    .filter((one) => one.kind === "list")
    .map(({ id, title, place }) => ({ key: String(id), title, place }));
  const lately = visits()
    .filter((one) => one.path.startsWith("/lists/"))
    .map(({ path, label }) => ({ key: path.split("/")[2], title: label, place: undefined }));
  return (needle ? known : lately).map((one) => ({
    ...one,
    kind: "list",
    group: "In which list?",
  }));
}
