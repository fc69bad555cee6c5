// Says calmly beside a text what is kept and not saved, and why; with what can be done about it.
import "./drafts.css";
import { useLocation } from "react-router";
import { later, Nothing } from "../lib/later";
import { clockOf } from "../lib/moments";
import { Act, KeptLine } from "../parts/kept-line";
import type { Written } from "./use-written";

// Two versions of one text are rare.
const TextClash = later(async () => ({ default: (await import("./clash")).TextClash }), Nothing);

interface KeptMarksProps {
  written: Written;
  /** Shows the draft's words: where nothing else does. */
  showsWords?: boolean;
}

/** The drafts of earlier edits, or what is on its way; nothing where all is saved. */
export function KeptMarks({ written, showsWords = true }: KeptMarksProps) {
  const { drafts, entry, editing } = written;
  if (editing) return null;
  if (entry?.clash) return <TextClash clash={entry.clash} written={written} />;
  if (entry) return <OnItsWay written={written} />;
  return drafts.map((draft) => (
    <KeptLine
      key={draft.key}
      at={draft.at}
      why="not saved"
      words={showsWords ? draft.text : undefined}
    >
      <Act word="Go on" onClick={() => written.begin(draft)} />
      <Act word="Save" onClick={() => written.saveDraft(draft)} />
      <Act word="Discard" onClick={() => written.discard(draft)} />
    </KeptLine>
  ));
}

function OnItsWay({ written }: { written: Written }) {
  const { entry, isSignedOut } = written;
  if (!entry) return null;
  if (entry.refusal !== undefined) {
    return (
      <div className="kept is-red" role="alert">
        <p>Not saved. {entry.refusal}</p>
        <Act word="Edit" onClick={() => written.begin()} />
        <Act word="Try again" onClick={written.again} />
        <Act word="Take back" onClick={written.giveUp} />
      </div>
    );
  }
  return (
    <Waits
      isSignedOut={isSignedOut}
      since={entry.at}
      words="Not saved yet: it will be saved when the connection is back."
    />
  );
}

interface WaitsProps {
  isSignedOut: boolean;
  since: number;
  words: string;
}

/** Appears by its rule only after a moment: most saves are done before. */
export function Waits({ isSignedOut, since, words }: WaitsProps) {
  const { pathname } = useLocation();
  if (isSignedOut) {
    return (
      <div className="kept is-amber" role="status">
        <p>You are signed out. What you wrote at {clockOf(since)} is kept here.</p>
        <a className="button" href={`/signin?next=${encodeURIComponent(pathname)}`}>
          Sign in and send it
        </a>
      </div>
    );
  }
  return (
    <div className="kept is-late" role="status">
      <p>{words}</p>
    </div>
  );
}
