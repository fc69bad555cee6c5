// One field of a form, with its hint or what is wrong with it.
import {
  useEffect,
  useId,
  useState,
  type ChangeEvent,
  type InputHTMLAttributes,
  type KeyboardEvent,
} from "react";
import { AUTOCOMPLETE, HINTS, LABELS, nameOf, type FieldKind } from "./fields";

interface AuthFieldProps {
  field: FieldKind;
  value: string;
  refusal: string;
  isLocked: boolean;
  isFirst: boolean;
  onChange: (value: string) => void;
}

/** What every control is given. */
type Shared = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  "id" | "name" | "className" | "required" | "aria-invalid" | "aria-describedby"
> & {
  value: string;
  onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => void;
};

export function AuthField({ field, value, refusal, isLocked, isFirst, onChange }: AuthFieldProps) {
  const id = useId();
  const note = refusal || HINTS[field] || "";
  const shared: Shared = {
    id,
    value,
    name: nameOf(field),
    className: "auth-input",
    required: true,
    "aria-invalid": refusal !== "",
    "aria-describedby": note ? `${id}-note` : undefined,
    onChange: (event) => onChange(event.target.value),
  };
  return (
    <div className="auth-field">
      <label htmlFor={id}>{LABELS[field]}</label>
      {field === "zone" && <ZoneSelect shared={shared} />}
      {nameOf(field) === "password" && <Secret shared={shared} field={field} />}
      {field !== "zone" && nameOf(field) !== "password" && (
        <input
          {...shared}
          type={field === "email" ? "email" : "text"}
          readOnly={isLocked}
          autoComplete={AUTOCOMPLETE[field]}
          autoFocus={isFirst}
          spellCheck={false}
          autoCapitalize={field === "email" ? "none" : "words"}
          maxLength={254}
        />
      )}
      {note && (
        <p
          id={`${id}-note`}
          className={refusal ? "auth-note auth-wrong" : "auth-note"}
          role={refusal ? "alert" : undefined}
        >
          {note}
        </p>
      )}
    </div>
  );
}

function Secret({ shared, field }: { shared: Shared; field: FieldKind }) {
  const [isShown, setShown] = useState(false);
  const [isCaps, setCaps] = useState(false);
  const look = (event: KeyboardEvent) => setCaps(event.getModifierState("CapsLock"));
  return (
    <>
      <span className="auth-secret">
        <input
          {...shared}
          type={isShown ? "text" : "password"}
          autoComplete={AUTOCOMPLETE[field]}
          spellCheck={false}
          autoCapitalize="none"
          maxLength={200}
          onKeyDown={look}
          onKeyUp={look}
          onBlur={() => setCaps(false)}
        />
        <button
          type="button"
          className="auth-show"
          aria-pressed={isShown}
          aria-label={isShown ? "Hide password" : "Show password"}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? "Hide" : "Show"}
        </button>
      </span>
      {isCaps && (
        <p className="auth-note auth-caps" role="status">
          Caps lock is on.
        </p>
      )}
    </>
  );
}

function ZoneSelect({ shared }: { shared: Shared }) {
  const [zones, setZones] = useState([shared.value]);
  useEffect(() => {
    const known = Intl.supportedValuesOf?.("timeZone") ?? [];
    setZones([...new Set([...known, "UTC", shared.value])].filter(Boolean).sort());
  }, [shared.value]);
  return (
    <select {...shared}>
      {zones.map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll("_", " ")}
        </option>
      ))}
    </select>
  );
}
