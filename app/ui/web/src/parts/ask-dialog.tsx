// The question itself, over the page: Escape and a click beside it mean no.
import * as Dialog from "@radix-ui/react-dialog";
import { useRef } from "react";
import { useFocusBack } from "../lib/focus-back";

interface AskDialogProps {
  question: string;
  yes: string;
  onYes: () => void;
  onNo: () => void;
}

/** “Delete the list “What now?”? 12 tasks go …”: the question is the name, the rest describes it. */
const QUESTION = /^(?:“[^”]*”|[^?])*\?/;

function parts(question: string): [string, string] {
  const asked = QUESTION.exec(question)?.[0] ?? question;
  return [asked, question.slice(asked.length).trim()];
}

export default function AskDialog({ question, yes, onYes, onNo }: AskDialogProps) {
  const back = useFocusBack();
  const keep = useRef<HTMLButtonElement>(null);
  const [asked, rest] = parts(question);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onNo()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil">
          <Dialog.Content
            className="sheet asking"
            role="alertdialog"
            onCloseAutoFocus={back}
            onOpenAutoFocus={(event) => {
              event.preventDefault();
              keep.current?.focus();
            }}
          >
            <Dialog.Title asChild>
              <h2 dir="auto">{asked}</h2>
            </Dialog.Title>
            <Dialog.Description>{rest}</Dialog.Description>
            <div className="asking-answers">
              <button type="button" className="button" ref={keep} onClick={onNo}>
                Keep it
              </button>
              <button type="button" className="button danger" onClick={onYes}>
                {yes}
              </button>
            </div>
          </Dialog.Content>
        </Dialog.Overlay>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
