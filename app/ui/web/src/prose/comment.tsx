// One comment: who said it, when, and what can be done with it.
import { CornerDownRight } from "lucide-react";
import type { CSSProperties } from "react";
import type { Comment } from "../lib/page-state";
import type { Person } from "../lib/payloads";
import { Avatar } from "../parts/people";
import { Picker } from "../pickers/picker";
import type { CommentActions } from "./discussion";
import { EditedComment } from "./edited-comment";
import { KeptMarks } from "./kept-marks";
import { Prose } from "./prose";
import { useWritten, type TextOf } from "./use-written";

interface CommentBodyProps {
  one: Comment;
  /** The version of the discussion. */
  version: number;
  people: Person[];
  disabled: boolean;
  actions: CommentActions;
  /** A thread's first comment can be answered, settled and given to somebody. */
  onAnswer?: () => void;
}

export function CommentBody(props: CommentBodyProps) {
  const { one, version, onAnswer } = props;
  const of: TextOf = {
    noun: "comment",
    item: one.id,
    field: "text",
    label: "Comment",
    text: one.text,
    version,
  };
  const written = useWritten(of);
  return (
    <article className={`comment${onAnswer ? "" : " answer"}`} id={`comment-${one.id}`}>
      {one.author ? (
        <Avatar person={one.author} big={onAnswer !== undefined} />
      ) : (
        <span className="avatar" style={{ "--hue": 0 } as CSSProperties}>
          ?
        </span>
      )}
      <div className="comment-body">
        <header>
          <strong>{one.author?.name ?? "Somebody"}</strong>
          <a href={`#comment-${one.id}`} className="hint" title={one.at_exact}>
            {one.at}
          </a>
          {one.edited && <span className="hint">edited</span>}
          {one.assigned_to && <span className="chip">asks {one.assigned_to.name}</span>}
          {!props.disabled && <Acts {...props} onEdit={() => written.begin()} />}
        </header>
        {written.editing ? (
          <EditedComment written={written} people={props.people} />
        ) : (
          <Prose
            text={written.text}
            small
            onTick={one.is_mine && !props.disabled ? written.put : undefined}
          />
        )}
        {one.is_mine && <KeptMarks written={written} />}
      </div>
    </article>
  );
}

function Acts({
  one,
  people,
  actions,
  onAnswer,
  onEdit,
}: CommentBodyProps & { onEdit: () => void }) {
  return (
    <span className="comment-acts">
      {onAnswer && <ThreadActs one={one} people={people} actions={actions} onAnswer={onAnswer} />}
      {one.is_mine && <QuietButton word="Edit" onClick={onEdit} />}
      {one.is_mine && <QuietButton word="Delete" onClick={() => actions.onDelete?.(one.id)} />}
    </span>
  );
}

interface ThreadActsProps {
  one: Comment;
  people: Person[];
  actions: CommentActions;
  onAnswer: () => void;
}

function ThreadActs({ one, people, actions, onAnswer }: ThreadActsProps) {
  const options = [
    { value: 0, label: "Nobody" },
    ...people.map((person) => ({ value: person.id, label: person.name, person })),
  ];
  return (
    <>
      <button
        type="button"
        className="button quiet square"
        aria-label="Answer"
        title="Answer"
        onClick={onAnswer}
      >
        <CornerDownRight size={14} />
      </button>
      {one.may_settle && one.is_resolved && (
        <QuietButton word="Reopen" onClick={() => actions.onReopen?.(one.id)} />
      )}
      {one.may_settle && !one.is_resolved && (
        <>
          <QuietButton word="Settle" onClick={() => actions.onResolve?.(one.id)} />
          <Picker
            options={options}
            value={one.assigned_to?.id ?? 0}
            className="button quiet"
            label="Ask somebody to see to it"
            onPick={(to) => actions.onAssign?.({ id: one.id, to: to || null })}
          >
            Ask
          </Picker>
        </>
      )}
    </>
  );
}

function QuietButton({ word, onClick }: { word: string; onClick: () => void }) {
  return (
    <button type="button" className="button quiet" onClick={onClick}>
      {word}
    </button>
  );
}
