// Says beside a field that what stands in it is not kept, why, and how to get back.
import "./typing.css";

interface NotSavedProps {
  id: string;
  refusal: string;
  onTakeBack: () => void;
}

export function NotSaved({ id, refusal, onTakeBack }: NotSavedProps) {
  if (!refusal) return null;
  return (
    <span className="not-saved">
      <span id={id} role="alert" className="wrong">
        Not saved. {refusal}
      </span>{" "}
      {/* Pressing it must not save what is to be taken back. */}
      <button
        type="button"
        className="button quiet"
        onMouseDown={(event) => event.preventDefault()}
        onClick={onTakeBack}
      >
        Take back
      </button>
    </span>
  );
}
