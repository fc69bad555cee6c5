// The forms before one is in: sign in, found the workspace, accept an invitation, choose a new password, have a link mailed.
// They post to the cookie endpoints; the page then loads anew, so that the socket carries the cookie.
import "./auth.css";
import { useEffect, useLayoutEffect, useRef, useState, type FormEvent } from "react";
import { postJson, Refused, sentenceOf } from "../lib/http";
import { leaveTo } from "../shell/session";
import { AuthField } from "./auth-field";
import { BUTTONS, FIELDS, LABELS, nameOf, type FormKind } from "./fields";

interface AuthFormProps {
  kind: FormKind;
  action: string;
  next?: string;
  /** Of the invitation that is accepted. */
  token?: string;
  email?: string;
}

interface Refusal {
  /** The field it is about; empty where it is about the whole. */
  field: string;
  sentence: string;
}

const UNREACHABLE = "The server does not answer. What you typed is kept: try again.";

export function AuthForm({ kind, action, next, token = "", email = "" }: AuthFormProps) {
  const fields = FIELDS[kind];
  // Reflex may draw the page anew while somebody types.
  const [values, setValues] = useState<Record<string, string>>(() => ({
    email,
    ...typed.get(kind),
  }));
  const [isGood, setGood] = useState(true);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [sentTo, setSentTo] = useState("");
  const form = useRef<HTMLFormElement>(null);

  useLayoutEffect(() => setValues((old) => withTyped(old, form.current)), []);
  useEffect(() => {
    typed.set(kind, values);
  }, [kind, values]);
  useEffect(() => {
    if (kind === "reset") void isGoodLink(secretHere()).then(setGood);
  }, [kind]);
  useEffect(() => setValues((old) => ({ ...old, email: old.email || email })), [email]);
  useEffect(() => {
    if (kind === "found") setValues((old) => ({ ...old, zone: zoneHere() }));
  }, [kind]);
  useEffect(() => {
    if (!refusal) return;
    const named = (name: string) => form.current?.querySelector<HTMLElement>(`[name="${name}"]`);
    (named(refusal.field) ?? named("password"))?.focus();
  }, [refusal]);

  const set = (name: string, value: string) => {
    setValues((old) => ({ ...old, [name]: value }));
    setRefusal((old) => (old?.field === name ? null : old));
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || !form.current) return;
    // A password manager may have filled the fields without telling React.
    const given = Object.fromEntries(new FormData(form.current));
    const missing = fields.find((field) => !String(given[nameOf(field)] ?? "").trim());
    if (missing) {
      setRefusal({ field: nameOf(missing), sentence: `${LABELS[missing]} is missing.` });
      return;
    }
    setBusy(true);
    setRefusal(null);
    try {
      const secret = kind === "reset" ? secretHere() : token;
      await postJson(action, secret ? { ...given, token: secret } : given);
      if (kind === "forgot") setSentTo(String(given.email).trim());
      else leaveTo(pathHere(next));
      typed.delete(kind);
    } catch (error) {
      if (kind === "reset" && isMissing(error)) setGood(false);
      const field = error instanceof Refused ? error.field : "";
      const isOurs = fields.some((one) => nameOf(one) === field);
      setRefusal({ field: isOurs ? field : "", sentence: sentenceOf(error, UNREACHABLE) });
      setBusy(false);
    }
  };
  const sentenceFor = (name: string) => (refusal?.field === name ? refusal.sentence : "");
  const [idle, working] = BUTTONS[kind];
  if (sentTo) return <Sent to={sentTo} />;
  if (!isGood) return <NoGoodLink />;
  return (
    <form
      ref={form}
      className="auth-form"
      method="post"
      action={action}
      onSubmit={(event) => void send(event)}
      noValidate
      data-busy={isBusy ? "yes" : "no"}
    >
      {fields.map((field, place) => (
        <AuthField
          key={field}
          field={field}
          value={values[nameOf(field)] ?? ""}
          refusal={sentenceFor(nameOf(field))}
          isLocked={field === "email" && kind === "accept" && email !== ""}
          isFirst={place === 0}
          onChange={(value) => set(nameOf(field), value)}
        />
      ))}
      <p className="auth-refusal" role="alert">
        {sentenceFor("")}
      </p>
      <button type="submit" className="auth-button" disabled={isBusy} aria-busy={isBusy}>
        {isBusy ? working : idle}
      </button>
    </form>
  );
}

/** Said alike whether anybody has the address. */
function Sent({ to }: { to: string }) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  return (
    <p ref={words} className="auth-sent" role="status" tabIndex={-1}>
      If <strong dir="auto">{to}</strong> has an account here, a mail with a link is on its way. The
      link works once, for an hour. At most three are sent in an hour.
    </p>
  );
}

/** Said before anybody thinks of a password. */
function NoGoodLink() {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  return (
    <div className="auth-form">
      <p ref={words} className="auth-sent" role="alert" tabIndex={-1}>
        This link is no good: it was used, replaced or is too old, or a part of it is missing.
      </p>
      <a className="auth-button" href="/forgot">
        Get another link
      </a>
    </div>
  );
}

/** What was typed into each form, as long as this page is open. */
const typed = new Map<FormKind, Record<string, string>>();

/** With what stood in the fields before this form took them over. */
function withTyped(
  values: Record<string, string>,
  form: HTMLFormElement | null,
): Record<string, string> {
  if (!form) return values;
  const there = [...new FormData(form)].filter(([name, value]) => value && !values[name]);
  return there.length ? { ...values, ...(Object.fromEntries(there) as object) } : values;
}

/** How a link's secret looks that was not cut off. */
const WHOLE = /^[\w-]{20,200}$/;
const NOT_THERE = 404;

/** Where the server can't be asked the form stands, and says so when it is sent. */
async function isGoodLink(secret: string): Promise<boolean> {
  if (!WHOLE.test(secret)) return false;
  try {
    await postJson("/api/auth/reset-checks", { token: secret });
    return true;
  } catch (error) {
    return !isMissing(error);
  }
}

const isMissing = (error: unknown) => error instanceof Refused && error.status === NOT_THERE;

function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** What stands behind the # of a reset link: browsers send it to nobody. */
export function secretHere(): string {
  return location.hash.slice(1) || "none";
}

/** Only a path of this site. */
export function pathHere(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/";
}
