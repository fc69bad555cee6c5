// What somebody changed in a form, as words that can be kept, and put into it again.

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
/** By the fields' names: what stands there, and what stood there before. */
type Changed = Record<string, [now: string, was: string]>;

/** What is no typed words, and what nothing may keep. */
const NEVER = ["hidden", "password", "file", "radio", "submit", "button", "reset", "image"];
const SECRET = /\b(current-password|new-password|one-time-code)\b/;

/** The fields that differ from what they came with; empty where nothing is written. Of secrets nothing. */
export function changedIn(form: HTMLFormElement): string {
  const changed: Changed = {};
  const fields = fieldsIn(form).filter((one) => nowIn(one) !== wasIn(one));
  for (const field of fields) changed[field.name] = [nowIn(field), wasIn(field)];
  return fields.some(isWritten) ? JSON.stringify(changed) : "";
}

/** Puts in what was kept, but where something newer is stored; says whether any of it stands there. */
export function putInto(form: HTMLFormElement, words: string): boolean {
  const changed = changedFrom(words);
  let isAny = false;
  for (const field of fieldsIn(form)) {
    const [now, was] = changed[field.name] ?? [];
    const isFresh = now !== undefined && was === wasIn(field);
    set(field, isFresh ? now : wasIn(field));
    isAny ||= isFresh && nowIn(field) === now;
  }
  return isAny;
}

function changedFrom(words: string): Changed {
  try {
    const changed = JSON.parse(words || "{}") as Changed | null;
    return typeof changed === "object" ? (changed ?? {}) : {};
  } catch {
    return {};
  }
}

function fieldsIn(form: HTMLFormElement): Field[] {
  return [...form.querySelectorAll<Field>("input[name], select[name], textarea[name]")].filter(
    (one) =>
      !one.disabled &&
      !NEVER.includes(one.type) &&
      !SECRET.test(one.getAttribute("autocomplete") ?? ""),
  );
}

const isBox = (field: Field): field is HTMLInputElement => field.type === "checkbox";

/** What is only chosen is chosen again in no time. */
const isWritten = (field: Field) => !isBox(field) && !(field instanceof HTMLSelectElement);

function nowIn(field: Field): string {
  return isBox(field) ? yes(field.checked) : field.value;
}

function wasIn(field: Field): string {
  if (isBox(field)) return yes(field.defaultChecked);
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  const options = [...field.options];
  return (options.find((one) => one.defaultSelected) ?? options[0])?.value ?? "";
}

function set(field: Field, words: string): void {
  if (nowIn(field) === words) return;
  if (isBox(field)) field.checked = words !== "";
  else if (!(field instanceof HTMLSelectElement)) field.value = words;
  // An option that is gone is no choice.
  else if ([...field.options].some((one) => one.value === words)) field.value = words;
}

const yes = (is: boolean) => (is ? "yes" : "");
