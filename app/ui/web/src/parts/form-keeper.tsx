// Keeps a form's words in this browser until the server has them: fetched once somebody is in the form, or was.
import {
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type Ref,
  type RefObject,
} from "react";
import { lastNumber } from "../lib/asking";
import { drop, noteSent } from "../lib/drafts";
import { changedIn, putInto } from "../lib/form-words";
import { useKeptWords } from "../lib/use-kept-words";
import { Act, KeptLine } from "./kept-line";

/** What the form tells it. */
export interface Keeping {
  /** Somebody typed, or chose. */
  typed: () => void;
  /** It goes out under the last number: a draft of it goes once that is done, also after a reload. */
  sent: () => void;
  /** Nothing of it is wanted any more. */
  clear: () => void;
}

interface FormKeeperProps {
  form: RefObject<HTMLFormElement | null>;
  /** What drafts call it. */
  place: string;
  /** Why there is a draft: “not sent”. */
  why: string;
  hears: Ref<Keeping>;
}

export default function FormKeeper({ form, place, why, hears }: FormKeeperProps) {
  const kept = useKeptWords(place);
  const [isShown, setShown] = useState(false);
  const { found } = kept;
  // What ends it here has seen to its words; else it ends because the server has them.
  const isEnded = useRef(false);
  const words = () => (form.current ? changedIn(form.current) : "");
  const typed = () => {
    isEnded.current = true;
    kept.write(words());
  };
  const clear = () => {
    isEnded.current = true;
    kept.clear();
  };
  useImperativeHandle(hears, () => ({
    typed,
    sent: () => noteSent(place, words(), lastNumber()),
    clear,
  }));
  // What was typed before this came is newer than any draft.
  useLayoutEffect(() => {
    if (words()) typed();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it comes
  }, []);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- at each drawing: its values may be read later than it is drawn
  useLayoutEffect(() => {
    if (!form.current) return;
    if (found && !isEnded.current) setShown(putInto(form.current, found.text));
    else if (isShown) {
      if (!isEnded.current) putInto(form.current, "");
      setShown(false);
    }
    if (!found) isEnded.current = false;
  });
  return (
    <>
      {found && isShown && (
        <KeptLine at={found.at} why={why}>
          <Act word="Discard" onClick={() => form.current?.reset()} />
        </KeptLine>
      )}
      {kept.others.map((one) => (
        <KeptLine key={one.key} at={one.at} said="Another draft, from">
          <Act word="Show it" onClick={() => kept.takeUp(one)} />
          <Act word="Discard" onClick={() => drop(one)} />
        </KeptLine>
      ))}
    </>
  );
}
