// A card that is still to be named.
import { useState } from "react";
import type { ListActions, ViewStatus } from "../view";

interface NewCardProps {
  status: ViewStatus;
  actions: ListActions;
  onDone: () => void;
}

export function NewCard({ status, actions, onDone }: NewCardProps) {
  const [title, setTitle] = useState("");
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        if (!title.trim()) return;
        actions.create(title.trim(), status.id);
        setTitle("");
      }}
    >
      <input
        autoFocus
        className="card-input"
        value={title}
        placeholder="What needs doing?"
        aria-label="Title of the new task"
        maxLength={500}
        onChange={(event) => setTitle(event.target.value)}
        onBlur={() => {
          if (!title.trim()) onDone();
        }}
        onKeyDown={(event) => event.key === "Escape" && onDone()}
      />
    </form>
  );
}
