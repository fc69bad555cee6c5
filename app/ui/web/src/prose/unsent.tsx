// A comment that is on its way: sent once, as soon as the server can be reached.
import { Clock } from "lucide-react";
import { useState } from "react";
import { forget, sendAgain, type CommentEntry } from "../lib/outbox";
import { clockOf } from "../lib/moments";
import { Act } from "../parts/kept-line";
import { Waits } from "./kept-marks";
import { Prose } from "./prose";

interface UnsentProps {
  entry: CommentEntry;
  isSignedOut: boolean;
}

export function Unsent({ entry, isSignedOut }: UnsentProps) {
  const [isSure, setSure] = useState(false);
  return (
    <article className="comment is-waiting">
      <Clock size={16} aria-hidden="true" />
      <div className="comment-body">
        <header>
          <strong>You</strong>
          <span className="hint num">{clockOf(entry.at)}</span>
        </header>
        <Prose text={entry.body.text} small />
        {entry.refusal === undefined ? (
          <Waits
            isSignedOut={isSignedOut}
            since={entry.at}
            words="Not sent yet: it will be sent when the connection is back."
          />
        ) : (
          <div className="kept is-red" role="alert">
            <p>Not sent. {entry.refusal}</p>
            <Act word="Try again" onClick={() => sendAgain(entry)} />
            <Act
              word={isSure ? "Discard it for good" : "Discard"}
              onClick={() => (isSure ? forget(entry) : setSure(true))}
            />
          </div>
        )}
      </div>
    </article>
  );
}
