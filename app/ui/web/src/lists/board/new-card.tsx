// A card that is still to be named.
import { useEffect, useRef } from "react";
import { NewTitle } from "../new-title";
import type { ListActions, ViewStatus } from "../view";

interface NewCardProps {
  status: ViewStatus;
  actions: ListActions;
  onDone: () => void;
}

export function NewCard({ status, actions, onDone }: NewCardProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <div className="card">
      <NewTitle
        inner={input}
        className="card-input"
        placeholder="What needs doing?"
        onMake={(titles, ...more) => actions.create(titles, status.id, ...more)}
        onDone={onDone}
      />
    </div>
  );
}
