// The palette: go anywhere, do anything, or ask.
import * as Dialog from "@radix-ui/react-dialog";
import "./palette.css";
import { Command } from "cmdk";
import {
  useEffect,
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
import { postJson, sentenceOf } from "../lib/http";
import { useKeptKeys } from "../lib/kept-keys";
import { visits } from "../lib/storage";
import { useSuggestions, type Suggestion } from "../lib/suggestions";
import type { Command as Doing } from "./commands";
import { mayChange, paletteItems, type PaletteItem, type Scope } from "./palette-items";
import { Findings, FIRST, Foot, Note, Runs, type Step } from "./palette-lines";

const NOT_MADE = "It could not be made. What you typed is still here: try again.";

interface PaletteProps {
  commands: Doing[];
  scope: Scope | null;
  onClose: () => void;
}

export default function Palette({ commands, scope, onClose }: PaletteProps) {
  const [words, setWords] = useState("");
  const [step, setStep] = useState<Step>(null);
  const [wrong, setWrong] = useState("");
  const [isEarly, setEarly] = useState(false);
  const isAside = useRef(false);
  const isMaking = useRef(false);
  const back = useFocusBack();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const needle = words.trim();
  const list = step?.list;
  const { results, unknown, unread, isBehind } = useSuggestions(needle, !list);
  const goTo = (next: Step) => {
    setWords("");
    setStep(next);
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

  const make = async () => {
    if (!list || !needle || isMaking.current) return;
    isMaking.current = true;
    try {
      const body = { list_id: list.id, title: needle };
      const { key } = await postJson<Schema<"Task">>("/api/v1/tasks", body);
      onClose();
      navigate(`/tasks/${key}`);
    } catch (error) {
      setWrong(sentenceOf(error, NOT_MADE));
      isMaking.current = false;
    }
  };
  const take = (item: PaletteItem) => {
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
    if (!words && !step) return;
    event.preventDefault();
    if (words) setWords("");
    else setStep(null);
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
                onValueChange={(next) => {
                  setWords(next);
                  setWrong("");
                  setEarly(false);
                }}
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
