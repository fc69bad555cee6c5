// What people said to each other about an item, as threads.
import { Check } from "lucide-react";
import { useEffect, useState } from "react";
import type { Comment } from "../lib/page-state";
import type { Person } from "../lib/payloads";
import { CommentBody } from "./comment";
import { Composer } from "./composer";

export interface NewComment {
  text: string;
  /** The comment it answers; null for a new thread. */
  parent_id: number | null;
  assigned_to: number | null;
}

/** What can be done to comments; their ids are given. */
export interface CommentActions {
  onSay?: (comment: NewComment) => void;
  onEdit?: (edit: { id: number; text: string }) => void;
  onAssign?: (assignment: { id: number; to: number | null }) => void;
  onResolve?: (id: number) => void;
  onReopen?: (id: number) => void;
  onDelete?: (id: number) => void;
}

interface DiscussionProps extends CommentActions {
  threads?: Comment[];
  people?: Person[];
  disabled?: boolean;
}

export function Discussion(props: DiscussionProps) {
  const { threads = [], people = [], disabled = false, ...actions } = props;
  return (
    <div className="discussion">
      {threads.map((one) => (
        <Thread key={one.id} one={one} people={people} disabled={disabled} actions={actions} />
      ))}
      {!disabled && (
        <Composer
          placeholder="Say something…"
          onSay={(text, assigned_to) => actions.onSay?.({ text, parent_id: null, assigned_to })}
          people={people}
          canAsk
        />
      )}
    </div>
  );
}

interface ThreadProps {
  one: Comment;
  people: Person[];
  disabled: boolean;
  actions: CommentActions;
}

function Thread({ one, people, disabled, actions }: ThreadProps) {
  const [isAnswering, setAnswering] = useState(false);
  const [isFolded, setFolded] = useState(one.is_resolved);
  useEffect(() => setFolded(one.is_resolved), [one.is_resolved]);
  if (isFolded) {
    return (
      <Settled
        one={one}
        onUnfold={() => setFolded(false)}
        onReopen={disabled ? undefined : () => actions.onReopen?.(one.id)}
      />
    );
  }
  const shared = { people, disabled, actions };
  return (
    <div className="thread">
      <CommentBody one={one} {...shared} onAnswer={() => setAnswering(true)} />
      {one.answers?.map((answer) => (
        <CommentBody key={answer.id} one={answer} {...shared} />
      ))}
      {isAnswering && (
        <Composer
          placeholder="Answer…"
          focus
          people={people}
          onSay={(text) => {
            actions.onSay?.({ text, parent_id: one.id, assigned_to: null });
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
