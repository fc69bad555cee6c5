// Sends what an earlier visit left, asks what became of what it had sent, and says what was saved. Fetched once this browser keeps anything.
import { useEffect } from "react";
import { tidy, unheard } from "../lib/drafts";
import { resume, sayWhatWasSent } from "../lib/outbox";
import { useEvent } from "../lib/use-event";

/** A doc saves by itself all the time, and says so in its bar. */
const SAYS_SO_ITSELF = "doc:";

export interface TellerProps {
  onSaved?: (words: string, batch: string) => void;
  onUnheard?: (numbers: number[]) => void;
}

export default function Teller({ onSaved, onUnheard }: TellerProps) {
  const ask = useEvent((numbers: number[]) => onUnheard?.(numbers));
  useEffect(() => {
    const numbers = unheard();
    if (numbers.length) ask(numbers);
  }, [ask]);
  const say = useEvent((words: string, batch: string) => onSaved?.(words, batch));
  useEffect(() => {
    tidy();
    resume();
    return sayWhatWasSent(({ text }) => {
      if (
        !text ||
        (text.entry.place.startsWith(SAYS_SO_ITSELF) && text.entry.body.field === "text")
      )
        return;
      const { is_joined, joined_with, batch } = text.answer;
      const also = is_joined ? ` ${joined_with ?? "Somebody"} wrote here too: both are in it.` : "";
      if (batch || also) say(`${text.entry.label} saved.${also}`, batch);
    });
  }, [say]);
  return null;
}
