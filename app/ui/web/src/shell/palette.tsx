// The palette: go anywhere, do anything, or ask.
import * as Dialog from "@radix-ui/react-dialog";
import { Command } from "cmdk";
import { CornerDownLeft, MessageCircleQuestion, Zap } from "lucide-react";
import {
  useMemo,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { useLocation, useNavigate } from "react-router";
import type { Found, Schema } from "../lib/payloads";
import { useFocusBack } from "../lib/focus-back";
import { useGoto } from "../lib/goto";
import { postJson, sentenceOf } from "../lib/http";
import { useKeptKeys } from "../lib/kept-keys";
import { visits } from "../lib/storage";
import { KindIcon } from "../parts/kind-icon";
import type { Command as Doing } from "./commands";
import { paletteItems, runsOf, type PaletteItem, type Scope } from "./palette-items";

const ICON = { size: 15, strokeWidth: 1.75, "aria-hidden": true } as const;
const ASKED = { limit: 24, waitMs: 60 };
const NOT_MADE = "It could not be made. What you typed is still here: try again.";

/** Naming a new task: first its list is chosen, then its title is typed. */
type Step = { list?: { id: number; title: string } } | null;

interface PaletteProps {
  commands: Doing[];
  scope: Scope | null;
  onClose: () => void;
}

export default function Palette({ commands, scope, onClose }: PaletteProps) {
  const [words, setWords] = useState("");
  const [step, setStep] = useState<Step>(null);
  const [wrong, setWrong] = useState("");
  const isAside = useRef(false);
  const isMaking = useRef(false);
  const back = useFocusBack();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const needle = words.trim();
  const list = step?.list;
  const { found } = useGoto(needle, { ...ASKED, isWanted: needle !== "" && !list });
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
    const hits = needle ? found : [];
    return step
      ? listItems(needle, hits)
      : paletteItems(needle, { commands, found: hits, visits: visits(), scope });
  }, [list, step, needle, found, commands, scope]);

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
  const keys = (event: KeyboardEvent) => {
    isAside.current = event.ctrlKey || event.metaKey;
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
                }}
                spellCheck={false}
                placeholder={asked}
                aria-label={step ? asked : "Ask or search"}
              />
              <Command.List className="palette-list" label="Results">
                <Note step={step} needle={needle} wrong={wrong} isEmpty={!items.length} />
                <Runs items={items} onTake={take} />
              </Command.List>
              <Foot step={step} />
            </Command>
          </Dialog.Content>
        </Dialog.Overlay>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

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
function listItems(needle: string, found: Found[]): PaletteItem[] {
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

interface RunsProps {
  items: PaletteItem[];
  onTake: (item: PaletteItem) => void;
}

function Runs({ items, onTake }: RunsProps) {
  // A line's name is its place: whatever comes first when more is found is what enter takes.
  let place = 0;
  return runsOf(items).map((run, index) => (
    <Command.Group
      key={index}
      value={`${index}${run.group}`}
      heading={<div className="palette-group">{run.group}</div>}
    >
      {run.items.map((item) => {
        const value = String(place++);
        return (
          <Command.Item
            key={value}
            value={value}
            className="palette-item"
            onSelect={() => onTake(item)}
          >
            <ItemLine item={item} />
          </Command.Item>
        );
      })}
    </Command.Group>
  ));
}

function ItemLine({ item }: { item: PaletteItem }) {
  return (
    <>
      <ItemIcon kind={item.kind} />
      {item.key && item.kind !== "list" && <span className="key">{item.key}</span>}
      <span className="cut">{item.title}</span>
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
  if (kind === "command") return <Zap {...ICON} />;
  return <KindIcon kind={kind} size={15} />;
}

interface NoteProps {
  step: Step;
  needle: string;
  wrong: string;
  isEmpty: boolean;
}

function Note({ step, needle, wrong, isEmpty }: NoteProps): ReactNode {
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

function Foot({ step }: { step: Step }) {
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
