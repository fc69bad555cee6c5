// A reading's chips as changes to the question: what is added, exchanged or taken away.
import type { Chip } from "../lib/payloads";

const NAMES = ["person", "place", "goal"];
const WHOLE = [...NAMES, "period"];

const isLesson = (fix: string) => fix.startsWith("learn=");

export function added(fixed: string[], value: string): string[] {
  return [...asked(fixed), `with=${value}`];
}

/** One chip means something else; where a name was corrected that can be learnt. */
export function exchanged(fixed: string[], chip: Chip, value: string): string[] {
  if (chip.kind === "filter") return [...asked(fixed), `without=${chip.value}`, `with=${value}`];
  const kept = asked(fixed).filter((one) => !one.startsWith(`${chip.kind}=`));
  const lesson = chip.words && NAMES.includes(chip.kind) ? [`learn=${chip.words}→${value}`] : [];
  return [...kept, `${chip.kind}=${value}`, ...lesson];
}

export function dropped(fixed: string[], chip: Chip): string[] {
  const isWhole = WHOLE.includes(chip.kind) && !String(chip.value).startsWith("as-of");
  return [...asked(fixed), isWhole ? `${chip.kind}=` : `without=${chip.value}`];
}

function asked(fixed: string[]): string[] {
  return fixed.filter((one) => !isLesson(one));
}
