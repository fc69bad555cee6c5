// A form that is sent once, whatever is pressed; its words go when the server has them.
import "./typing.css";
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { after, askForm } from "../lib/asking";
import { later, Nothing } from "../lib/later";
import { useEvent } from "../lib/use-event";
import { hasDrafts } from "../lib/waiting";
import type { Keeping } from "./form-keeper";

const FormKeeper = later(() => import("./form-keeper"), Nothing);

/** How Reflex takes a form: its fields in their order. */
interface Fields {
  __reflex_form_data__: [string, string][];
}

interface AskFormProps {
  className?: string;
  /** What it does, by which its drafts are known on its page. */
  does?: string;
  /** Which of several it is about, where a page has more of the same. */
  about?: string | number;
  /** What is in it stays, as in settings. */
  keeps?: boolean;
  onSend?: (fields: Fields, ask: number) => void;
  children?: ReactNode;
}

export function AskForm(props: AskFormProps) {
  const { className = "", does = "", about = "", keeps = false, onSend, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const place = does && `form:${window.location.pathname}:${does}:${about}`;
  const kept = useRef<Keeping>(null);
  const { isKept, keep } = useKeeper(place);
  // Two presses may come before the next drawing.
  const isSent = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState("");
  const id = useId();
  const busy = (now: boolean) => {
    isSent.current = now;
    setBusy(now);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isSent.current || !form.current) return;
    const given = fieldsOf(form.current);
    busy(true);
    const answer = askForm((number) => onSend?.({ __reflex_form_data__: given }, number));
    kept.current?.sent();
    const wrong = await answer;
    busy(false);
    setRefusal(wrong.sentence);
    if (wrong.sentence) return mark(form.current, wrong.field, id);
    kept.current?.clear();
    unmark(form.current);
    if (!keeps) empty(form.current, new Map(given));
    // What somebody typed on meanwhile is the next draft.
    if (form.current && (!keeps || String(fieldsOf(form.current)) !== String(given)))
      kept.current?.typed();
  };
  return (
    <>
      <form
        ref={form}
        className={className}
        aria-busy={isBusy}
        onSubmit={(event) => void send(event)}
        onInput={() => {
          keep();
          kept.current?.typed();
        }}
        onReset={() => kept.current?.clear()}
      >
        {children}
      </form>
      {isKept && (
        <FormKeeper
          key={place}
          form={form}
          place={place}
          why={keeps ? "not saved" : "not sent"}
          hears={kept}
        />
      )}
      {refusal && (
        <p id={id} className="wrong" role="alert">
          {refusal}
        </p>
      )}
    </>
  );
}

/** What keeps the words, as soon as somebody types or has typed; a form works without it, too. */
function useKeeper(place: string) {
  const [isKept, setKept] = useState(() => place !== "" && FormKeeper.isHere());
  const keep = useEvent(() => {
    if (place && !isKept) void FormKeeper.fetch().then(() => setKept(FormKeeper.isHere()));
  });
  useEffect(() => {
    if (place && hasDrafts(place)) keep();
  }, [place, keep]);
  return { isKept, keep };
}

function fieldsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as [string, string]] : [],
  );
}

const WRITTEN = "input[name]:not([type=checkbox]):not([type=radio]), textarea[name]";

function lines(form: HTMLFormElement | null): HTMLInputElement[] {
  return [...(form?.querySelectorAll<HTMLInputElement>(WRITTEN) ?? [])];
}

/** The field that is wrong has the focus and says so; where none is named, nothing else is called wrong. */
function mark(form: HTMLFormElement | null, field: string, id: string): void {
  unmark(form);
  const written = lines(form);
  const named = field
    ? form?.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]`)
    : undefined;
  const wrong = named ?? (written.length === 1 ? written[0] : undefined);
  wrong?.setAttribute("aria-invalid", "true");
  wrong?.setAttribute("aria-describedby", id);
  (wrong ?? written[0])?.focus();
}

function unmark(form: HTMLFormElement | null): void {
  for (const one of form?.querySelectorAll('[aria-invalid="true"]') ?? []) {
    one.removeAttribute("aria-invalid");
    one.removeAttribute("aria-describedby");
  }
}

/** Takes out what was sent, back to what the form came with; what somebody typed meanwhile stays. */
function empty(form: HTMLFormElement | null, sent: Map<string, string>): void {
  for (const line of lines(form))
    line.value = after(sent.get(line.name) ?? "", line.value) || line.defaultValue;
}
