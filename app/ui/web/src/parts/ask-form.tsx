// A form that is sent once, whatever is pressed; its words go when the server has them.
import "./typing.css";
import { useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { after, askForm } from "../lib/asking";

/** How Reflex takes a form: its fields in their order. */
interface Fields {
  __reflex_form_data__: [string, string][];
}

interface AskFormProps {
  className?: string;
  /** What is in it stays, as in settings. */
  keeps?: boolean;
  onSend?: (fields: Fields, ask: number) => void;
  children?: ReactNode;
}

export function AskForm({ className = "", keeps = false, onSend, children }: AskFormProps) {
  const form = useRef<HTMLFormElement>(null);
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
    const wrong = await askForm((number) => onSend?.({ __reflex_form_data__: given }, number));
    busy(false);
    setRefusal(wrong.sentence);
    if (wrong.sentence) mark(form.current, wrong.field, id);
    else {
      unmark(form.current);
      if (!keeps) empty(form.current, new Map(given));
    }
  };
  return (
    <>
      <form
        ref={form}
        className={className}
        aria-busy={isBusy}
        onSubmit={(event) => void send(event)}
      >
        {children}
      </form>
      {refusal && (
        <p id={id} className="wrong" role="alert">
          {refusal}
        </p>
      )}
    </>
  );
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

/** Takes out what was sent; what somebody typed meanwhile stays. */
function empty(form: HTMLFormElement | null, sent: Map<string, string>): void {
  for (const line of lines(form)) line.value = after(sent.get(line.name) ?? "", line.value);
}
