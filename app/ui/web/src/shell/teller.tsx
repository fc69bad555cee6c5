// Sends what an earlier visit left, and says what was saved. Fetched once this browser keeps anything.
import { useEffect } from "react";
import { tidy } from "../lib/drafts";
import { resume, sayWhatWasSent } from "../lib/outbox";
import { useEvent } from "../lib/use-event";

/** A doc saves by itself all the time, and says so in its bar. */
const SAYS_SO_ITSELF = "doc:";

export interface TellerProps {
  onSaved?: (words: string, batch: string) => void;
}

export default function Teller({ onSaved }: TellerProps) {
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
