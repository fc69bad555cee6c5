// The forms that open the door: sign in, found the workspace, accept an invitation.
// They post to the cookie endpoints; the page then loads anew, so that the socket carries the cookie.
import { useEffect, useId, useRef, useState } from "react";

const FIELDS = {
  signin: ["email", "password"],
  found: ["workspace", "name", "email", "new-password", "zone"],
  accept: ["name", "email", "new-password"],
};

const LABELS = {
  email: "E-mail",
  password: "Password",
  "new-password": "Password",
  name: "Your name",
  workspace: "Workspace name",
  zone: "Time zone",
};

const AUTOCOMPLETE = {
  email: "username",
  password: "current-password",
  "new-password": "new-password",
  name: "name",
  workspace: "organization",
};

const HINTS = {
  "new-password": "At least 8 characters.",
  workspace: "Your company, team or project.",
  zone: "Days begin and summaries are written by this clock.",
};

const BUTTONS = {
  signin: ["Sign in", "Signing in…"],
  found: ["Create workspace", "Creating…"],
  accept: ["Join workspace", "Joining…"],
};

const keyOf = (field) => (field === "new-password" ? "password" : field);

export function DoorForm({ kind, action, next, token = "", email = "" }) {
  const fields = FIELDS[kind] ?? [];
  const [values, setValues] = useState({ email });
  const [refusal, setRefusal] = useState(null);
  const [busy, setBusy] = useState(false);
  const form = useRef(null);
  const set = (field, value) => {
    setValues((old) => ({ ...old, [keyOf(field)]: value }));
    setRefusal((old) => (old && old.field === keyOf(field) ? null : old));
  };

  useEffect(() => setValues((old) => ({ ...old, email: old.email || email })), [email]);
  useEffect(() => {
    if (kind === "found") set("zone", Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
  }, [kind]);
  useEffect(() => {
    if (!refusal) return;
    const at = refusal.field && form.current?.querySelector(`[name="${refusal.field}"]`);
    (at || form.current?.querySelector('[name="password"]'))?.focus();
  }, [refusal]);

  async function send(event) {
    event.preventDefault();
    if (busy) return;
    // A password manager may have filled the fields without telling React.
    const given = Object.fromEntries(new FormData(form.current));
    const missing = fields.map(keyOf).find((field) => !String(given[field] ?? "").trim());
    if (missing) {
      setRefusal({ field: missing, sentence: `${wordOf(missing, fields)} is missing.` });
      return;
    }
    setBusy(true);
    setRefusal(null);
    const refused = await post(action, token ? { ...given, token } : given);
    if (refused) {
      setRefusal(fields.map(keyOf).includes(refused.field) ? refused : { ...refused, field: "" });
      setBusy(false);
      return;
    }
    // A new tab of the app: nothing of who was here before may stay.
    window.sessionStorage.removeItem("token");
    window.location.assign(safe(next));
  }

  const [idle, working] = BUTTONS[kind] ?? BUTTONS.signin;
  return (
    <form ref={form} className="door-form" method="post" action={action} onSubmit={send} noValidate
      data-busy={busy ? "yes" : "no"}>
      {fields.map((field, place) => (
        <Field key={field} field={field} value={values[keyOf(field)] ?? ""}
          refusal={refusal?.field === keyOf(field) ? refusal.sentence : ""}
          locked={field === "email" && kind === "accept" && Boolean(email)}
          first={place === 0} onChange={(value) => set(field, value)} />
      ))}
      <p className="door-refusal" role="alert">
        {refusal && !refusal.field ? refusal.sentence : ""}
      </p>
      <button type="submit" className="door-button" disabled={busy} aria-busy={busy}>
        {busy ? working : idle}
      </button>
    </form>
  );
}

function Field({ field, value, refusal, locked, first, onChange }) {
  const id = useId();
  const secret = field.endsWith("password");
  const note = refusal || HINTS[field] || "";
  const shared = {
    id, value, name: keyOf(field), className: "door-input", required: true,
    "aria-invalid": Boolean(refusal), "aria-describedby": note ? `${id}-note` : undefined,
    onChange: (event) => onChange(event.target.value),
  };
  let control;
  if (field === "zone") control = <ZoneSelect shared={shared} />;
  else if (secret) control = <Secret shared={shared} field={field} />;
  else {
    control = (
      <input {...shared} type={field === "email" ? "email" : "text"} readOnly={locked}
        autoComplete={AUTOCOMPLETE[field]} autoFocus={first} spellCheck={false}
        autoCapitalize={field === "email" ? "none" : "words"} maxLength={254} />
    );
  }
  return (
    <div className="door-field">
      <label htmlFor={id}>{LABELS[field]}</label>
      {control}
      {note && (
        <p id={`${id}-note`} className={refusal ? "door-note door-wrong" : "door-note"}
          role={refusal ? "alert" : undefined}>{note}</p>
      )}
    </div>
  );
}

function Secret({ shared, field }) {
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const look = (event) => setCaps(Boolean(event.getModifierState?.("CapsLock")));
  return (
    <>
      <span className="door-secret">
        <input {...shared} type={shown ? "text" : "password"} autoComplete={AUTOCOMPLETE[field]}
          spellCheck={false} autoCapitalize="none" maxLength={200} onKeyDown={look} onKeyUp={look}
          onBlur={() => setCaps(false)} />
        <button type="button" className="door-show" aria-pressed={shown}
          aria-label={shown ? "Hide password" : "Show password"} onClick={() => setShown(!shown)}>
          {shown ? "Hide" : "Show"}
        </button>
      </span>
      {caps && <p className="door-note door-caps" role="status">Caps lock is on.</p>}
    </>
  );
}

function ZoneSelect({ shared }) {
  const [zones, setZones] = useState([shared.value]);
  useEffect(() => {
    const known = Intl.supportedValuesOf?.("timeZone") ?? [];
    setZones([...new Set([...known, "UTC", shared.value])].filter(Boolean).sort());
  }, [shared.value]);
  return (
    <select {...shared}>
      {zones.map((zone) => (
        <option key={zone} value={zone}>{zone.replaceAll("_", " ")}</option>
      ))}
    </select>
  );
}

// Null when it was accepted; else the field and the sentence to show.
async function post(action, body) {
  try {
    const answer = await fetch(action, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.ok) return null;
    const problem = await answer.json().catch(() => ({}));
    return {
      field: problem.field ?? "",
      sentence: problem.detail || problem.title || "That did not work. Try again in a moment.",
    };
  } catch {
    return { field: "", sentence: "The server does not answer. What you typed is kept: try again." };
  }
}

function wordOf(key, fields) {
  return LABELS[fields.find((field) => keyOf(field) === key)] ?? key;
}

// Only a path of this site.
function safe(next) {
  return /^\/(?![/\\])/.test(next ?? "") ? next : "/";
}
