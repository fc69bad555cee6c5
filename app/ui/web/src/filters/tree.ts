// A filter as the server reads it: all, any or not of other filters, and leaves that ask one field one thing.

export type Scalar = string | number | boolean;

export interface Leaf {
  field: string;
  op: string;
  /** None for emptiness; several where the op takes several. */
  value?: Scalar | Scalar[];
}

export type Filter = Leaf | { all: Filter[] } | { any: Filter[] } | { not: Filter };

export const EVERYTHING: Filter = { all: [] };

const OPPOSITES: Record<string, string> = Object.fromEntries(
  [
    ["is", "is_not"],
    ["in", "not_in"],
    ["contains", "not_contains"],
    ["has_any", "has_none"],
    ["is_empty", "is_not_empty"],
  ].flatMap(([one = "", other = ""]) => [
    [one, other],
    [other, one],
  ]),
);

export function isLeaf(of: Filter): of is Leaf {
  return "field" in of;
}

/** What a filter asks at once, each a chip. */
export function partsOf(of: Filter): Filter[] {
  return "all" in of ? of.all : [of];
}

export function ofParts(parts: Filter[]): Filter {
  const [only] = parts;
  return only && parts.length === 1 ? only : { all: parts };
}

/** Any of some filters; of one alone, that one. */
export function anyOf(parts: Filter[]): Filter {
  const [only] = parts;
  return only && parts.length === 1 ? only : { any: parts };
}

export function alternativesOf(of: Filter): Filter[] {
  return "any" in of ? of.any : [of];
}

export function opposite(of: Filter): Filter {
  if ("not" in of) return of.not;
  const turned = isLeaf(of) && OPPOSITES[of.op];
  return turned ? { ...of, op: turned } : { not: of };
}

export function valuesOf(leaf: Leaf): Scalar[] {
  if (leaf.value === undefined) return [];
  return Array.isArray(leaf.value) ? leaf.value : [leaf.value];
}

export function isSame(one: Filter, other: Filter): boolean {
  return toText(one) === toText(other);
}

// -- as an address carries it -----------------------------------------------------------------------

type Packed = [string, ...unknown[]];

/** Letters, digits, “-” and “_” alone, as the server writes it; empty for everything. */
export function toText(of: Filter): string {
  if ("all" in of && !of.all.length) return "";
  const bytes = new TextEncoder().encode(JSON.stringify(packed(of)));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The filter of `toText`, or of JSON; null for what is none. What it asks, the server judges. */
export function fromText(text: string): Filter | null {
  try {
    return text.trim().startsWith("{") ? plain(JSON.parse(text)) : unpacked(decoded(text));
  } catch {
    return null;
  }
}

function decoded(text: string): unknown {
  if (!text) return ["&"];
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const utf8 = Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(utf8));
}

function packed(of: Filter): Packed {
  if ("all" in of) return ["&", ...of.all.map(packed)];
  if ("any" in of) return ["|", ...of.any.map(packed)];
  if ("not" in of) return ["!", packed(of.not)];
  return of.value === undefined ? [of.field, of.op] : [of.field, of.op, of.value];
}

function unpacked(one: unknown): Filter {
  if (!Array.isArray(one) || typeof one[0] !== "string") throw new Error("This is no filter.");
  const [head, ...rest] = one as Packed;
  if (head === "&") return { all: rest.map(unpacked) };
  if (head === "|") return { any: rest.map(unpacked) };
  if (head === "!") return { not: unpacked(rest[0]) };
  const [op, value] = rest;
  return leafOf(head, op, value);
}

function plain(one: unknown): Filter {
  if (typeof one !== "object" || one === null) throw new Error("This is no filter.");
  const given = one as Record<string, unknown>;
  if (!Object.keys(given).length) return EVERYTHING;
  if (Array.isArray(given.all)) return { all: given.all.map(plain) };
  if (Array.isArray(given.any)) return { any: given.any.map(plain) };
  if ("not" in given) return { not: plain(given.not) };
  return leafOf(given.field, given.op, given.value);
}

function leafOf(field: unknown, op: unknown, value: unknown): Leaf {
  if (typeof field !== "string" || typeof op !== "string") throw new Error("This is no filter.");
  if (value === undefined) return { field, op };
  if (!(Array.isArray(value) ? value : [value]).every(isScalar)) {
    throw new Error("This is no filter.");
  }
  return { field, op, value: value as Scalar | Scalar[] };
}

const isScalar = (one: unknown) => ["string", "number", "boolean"].includes(typeof one);
