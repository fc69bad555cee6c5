// What people said to each other about an item, as threads; what is not sent yet stands among it.
import { Check } from "lucide-react";
import { useEffect, useState } from "react";
import { sendComment, useOutbox, type CommentEntry } from "../lib/outbox";
import type { Comment } from "../lib/page-state";
import type { Person } from "../lib/payloads";
import { hasDraft } from "../lib/use-kept-words";
import { CommentBody } from "./comment";
import { Composer } from "./composer";
import { Unsent } from "./unsent";

/** What can be done to comments; their ids are given. */
export interface CommentActions {
  onAssign?: (assignment: { id: number; to: number | null }) => void;
  onResolve?: (id: number) => void;
  onReopen?: (id: number) => void;
  onDelete?: (id: number) => void;
}

interface DiscussionProps extends CommentActions {
  /** What is talked about. */
  noun?: "task" | "goal" | "doc";
  /** Its key or id, as its address has it. */
  item?: string | number;
  version?: number;
  threads?: Comment[];
  people?: Person[];
  disabled?: boolean;
}

const FRESH = "new";

export function Discussion(props: DiscussionProps) {
  const { noun = "task", item = "", version = 0, threads = [], people = [] } = props;
  const { disabled = false, ...actions } = props;
  const about = `${noun}:${item}`;
  const { entries, isSignedOut } = useOutbox();
  const unsent = entries.filter(
    (one): one is CommentEntry => one.kind === "comment" && one.place.startsWith(`${about}:`),
  );
  const say = (parent: number | null) => (text: string, assigned_to: number | null) =>
    sendComment(`${about}:${parent ?? FRESH}`, "Comment", `/api/v1/${noun}s/${item}/comments`, {
      text,
      parent_id: parent,
      assigned_to,
    });
  const unsentIn = (thread: string | number) =>
    unsent
      .filter((one) => one.place === `${about}:${thread}`)
      .map((one) => <Unsent key={one.id} entry={one} isSignedOut={isSignedOut} />);
  return (
    <div className="discussion">
      {threads.map((one) => (
        <Thread
          key={one.id}
          one={one}
          about={about}
          version={version}
          people={people}
          disabled={disabled}
          actions={actions}
          onSay={say(one.id)}
          unsent={unsentIn(one.id)}
        />
      ))}
      {unsentIn(FRESH)}
      {!disabled && (
        <Composer
          place={`comment:${about}`}
          placeholder="Say something…"
          onSay={say(null)}
          people={people}
          canAsk
        />
      )}
    </div>
  );
}

interface ThreadProps {
  one: Comment;
  about: string;
  version: number;
  people: Person[];
  disabled: boolean;
  actions: CommentActions;
  onSay: (text: string, to: number | null) => void;
  unsent: React.ReactNode;
}

function Thread(props: ThreadProps) {
  const { one, about, version, people, disabled, actions } = props;
  const place = `answer:${about}:${one.id}`;
  const [isAnswering, setAnswering] = useState(false);
  const [isFolded, setFolded] = useState(one.is_resolved);
  useEffect(() => setFolded(one.is_resolved), [one.is_resolved]);
  // An answer that was begun stands open again.
  useEffect(() => setAnswering(hasDraft(place)), [place]);
  if (isFolded) {
    return (
      <Settled
        one={one}
        onUnfold={() => setFolded(false)}
        onReopen={disabled ? undefined : () => actions.onReopen?.(one.id)}
      />
    );
  }
  const shared = { version, people, disabled, actions };
  return (
    <div className="thread">
      <CommentBody one={one} {...shared} onAnswer={() => setAnswering(true)} />
      {one.answers?.map((answer) => (
        <CommentBody key={answer.id} one={answer} {...shared} />
      ))}
      {props.unsent}
      {isAnswering && !disabled && (
        <Composer
          place={place}
          placeholder="Answer…"
          focus
          people={people}
          onSay={(text, to) => {
            props.onSay(text, to);
            setAnswering(false);
          }}
          onLeave={() => setAnswering(false)}
        />
      )}
    </div>
  );
}

interface SettledProps {
  one: Comment;
  onUnfold: () => void;
  onReopen?: () => void;
}

const BEGINNING = 120;

function Settled({ one, onUnfold, onReopen }: SettledProps) {
  return (
    <div className="thread settled" id={`comment-${one.id}`}>
      <Check size={14} className="is-green" aria-hidden="true" />
      <button type="button" className="cut" onClick={onUnfold}>
        Settled{one.resolved_by ? ` by ${one.resolved_by.name}` : ""}:{" "}
        <span className="quiet-text">{one.text.replace(/\s+/g, " ").slice(0, BEGINNING)}</span>
      </button>
      {onReopen && (
        <button type="button" className="button quiet" onClick={onReopen}>
          Reopen
        </button>
      )}
    </div>
  );
}
