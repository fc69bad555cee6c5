// Says beside a field that what was typed is not kept, why, and what can be done.
import "./typing.css";
import { drop } from "../lib/drafts";
import { Act, KeptLine } from "./kept-line";
import type { Saved } from "./use-saved";

interface NotSavedProps {
  id: string;
  saved: Saved;
}

export function NotSaved({ id, saved }: NotSavedProps) {
  if (!saved.refusal) {
    return saved.unsaved.map((draft) => (
      <KeptLine key={draft.key} at={draft.at} said="Not saved yet, from" words={draft.text} isShort>
        <Act word="Save" onClick={() => saved.saveDraft(draft)} />
        <Act word="Discard" onClick={() => drop(draft)} />
      </KeptLine>
    ));
  }
  return (
    <span className="not-saved">
      <span id={id} role="alert" className="wrong">
        Not saved. {saved.refusal}
      </span>{" "}
      <Act word="Take back" onClick={saved.takeBack} />
    </span>
  );
}
