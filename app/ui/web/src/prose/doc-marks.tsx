// What is to be said of a doc's saving: an earlier draft, what waits, what clashes, whose lines came in.
import type { Draft } from "../lib/drafts";
import { clockOf } from "../lib/moments";
import { Act } from "../parts/kept-line";
import { Versions } from "./clash";
import { Waits } from "./kept-marks";
import type { DocDraft } from "./use-doc-draft";

interface DocMarksProps {
  doc: DocDraft;
  onTakeUp: () => void;
}

export function DocMarks(of: DocMarksProps) {
  const { doc, onTakeUp } = of;
  const { entry, found, joined } = doc;
  if (entry?.clash) {
    const { mine, theirs, together } = entry.clash;
    return (
      <Versions
        clash={entry.clash}
        onMine={() => doc.settle(mine)}
        onTheirs={() => doc.settle(theirs.text)}
        onBoth={() => {
          doc.settle(together ?? mine);
          onTakeUp();
        }}
      />
    );
  }
  if (entry?.refusal !== undefined) {
    return (
      <div className="kept is-red" role="alert">
        <p>Not saved. {entry.refusal}</p>
        <Act word="Take back" onClick={doc.giveUp} />
      </div>
    );
  }
  if (entry) {
    return (
      <Waits
        isSignedOut={doc.isSignedOut}
        since={entry.at}
        words="Not saved yet: it will be saved when the connection is back."
      />
    );
  }
  if (found.length) return found.map((draft) => <Found key={draft.key} draft={draft} {...of} />);
  if (!joined) return null;
  return (
    <div className="kept" role="status">
      <p>{joined.joined_with ?? "Somebody"} wrote here as well: the lines of both are saved.</p>
    </div>
  );
}

function Found({ draft, doc, onTakeUp }: DocMarksProps & { draft: Draft }) {
  return (
    <div className="kept">
      <p>
        Draft from <span className="num">{clockOf(draft.at)}</span>, not saved
      </p>
      <Act
        word="Save"
        onClick={() => {
          doc.takeUp(draft);
          onTakeUp();
        }}
      />
      <Act word="Discard" onClick={() => doc.discard(draft)} />
      <div className="words" dir="auto">
        {draft.text || "(empty)"}
      </div>
    </div>
  );
}
