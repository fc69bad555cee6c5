// Sends what an earlier visit left, and says what was saved.
import { useEffect } from "react";
import { tidy } from "../lib/drafts";
import { resume, whenSent } from "../lib/outbox";
import { useEvent } from "../lib/use-event";

/** A doc saves by itself all the time, and says so in its bar. */
const SAYS_SO_ITSELF = "doc:";

interface SendingProps {
  onSaved?: (words: string, batch: string) => void;
}

export function Sending({ onSaved }: SendingProps) {
  const say = useEvent((words: string, batch: string) => onSaved?.(words, batch));
  useEffect(() => {
    tidy();
    resume();
    return whenSent(({ text }) => {
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
