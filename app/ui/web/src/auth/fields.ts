// Which fields each form has, and what stands at them.

export type FormKind = "signin" | "found" | "accept" | "reset" | "forgot";
export type FieldKind = "email" | "password" | "new-password" | "name" | "workspace" | "zone";

export const FIELDS: Record<FormKind, FieldKind[]> = {
  signin: ["email", "password"],
  found: ["workspace", "name", "email", "new-password", "zone"],
  accept: ["name", "email", "new-password"],
  reset: ["new-password"],
  forgot: ["email"],
};

export const BUTTONS: Record<FormKind, [idle: string, working: string]> = {
  signin: ["Sign in", "Signing in…"],
  found: ["Create workspace", "Creating…"],
  accept: ["Join workspace", "Joining…"],
  reset: ["Set password", "Setting…"],
  forgot: ["Mail me a link", "Asking…"],
};

export const LABELS: Record<FieldKind, string> = {
  email: "E-mail",
  password: "Password",
  "new-password": "Password",
  name: "Your name",
  workspace: "Workspace name",
  zone: "Time zone",
};

export const AUTOCOMPLETE: Partial<Record<FieldKind, string>> = {
  email: "username",
  password: "current-password",
  "new-password": "new-password",
  name: "name",
  workspace: "organization",
};

export const HINTS: Partial<Record<FieldKind, string>> = {
  "new-password": "At least 8 characters.",
  workspace: "Your company, team or project.",
  zone: "Days begin and summaries are written by this clock.",
};

/** What the server calls it. */
export function nameOf(field: FieldKind): string {
  return field === "new-password" ? "password" : field;
}
