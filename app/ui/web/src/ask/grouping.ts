// Cards that are done together are shown as one, which opens into them.
import type { ProposedAct } from "../lib/page-state";

export interface CardGroup {
  /** What all of them do; empty for a card of its own. */
  title: string;
  /** Which cards, by their places. */
  places: number[];
}

/** Neighbours of one group together, without those that were put away. */
export function grouped(cards: ProposedAct[], away: number[]): CardGroup[] {
  const found: CardGroup[] = [];
  cards.forEach((card, at) => {
    if (away.includes(at)) return;
    const title = card.group ?? "";
    const last = found.at(-1);
    if (last && title !== "" && last.title === title) last.places.push(at);
    else found.push({ title, places: [at] });
  });
  return found;
}
