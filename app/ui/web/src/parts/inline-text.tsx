// Text that turns into a field where it stands.
import { useEffect, useRef, useState } from "react";
import { useFittedHeight } from "./use-fitted-height";

interface InlineTextProps {
  value?: string;
  label?: string;
  placeholder?: string;
  className?: string;
  disabled?: boolean;
  onSave?: (words: string) => void;
}

/** Enter or leaving saves, escape takes it back. */
export function InlineText({
  value = "",
  label = "",
  placeholder = "",
  className = "",
  disabled = false,
  onSave,
}: InlineTextProps) {
  const [draft, setDraft] = useState(value);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (document.activeElement !== field.current) setDraft(value);
  }, [value]);
  useFittedHeight(field, draft);

  const save = () => {
    const words = draft.replace(/\s+/g, " ").trim();
    if (!words) setDraft(value);
    else if (words !== value) onSave?.(words);
  };
  return (
    <textarea
      ref={field}
      rows={1}
      className={`inline-text ${className}`}
      value={draft}
      aria-label={label}
      dir="auto"
      placeholder={placeholder}
      readOnly={disabled}
      spellCheck
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          field.current?.blur();
        }
        if (event.key === "Escape") {
          setDraft(value);
          setTimeout(() => field.current?.blur());
        }
      }}
    />
  );
}
