// Text that turns into a field where it stands.
import { useId, useRef } from "react";
import { NotSaved } from "./not-saved";
import { useFittedHeight } from "./use-fitted-height";
import { useSaved } from "./use-saved";

interface InlineTextProps {
  /** What drafts call it on its page. */
  name?: string;
  value?: string;
  label?: string;
  placeholder?: string;
  className?: string;
  disabled?: boolean;
  onSave?: (words: string, number: number) => void;
}

/** Enter or leaving saves, escape takes it back. */
export function InlineText(props: InlineTextProps) {
  const {
    name = "",
    value = "",
    label = "",
    placeholder = "",
    className = "",
    disabled = false,
  } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  // Nothing is no name: the old one comes back.
  const clean = (words: string) => words.replace(/\s+/g, " ").trim() || value;
  const saved = useSaved(name, value, (words, number) => props.onSave?.(words, number), clean);
  const id = useId();
  const isWrong = saved.refusal !== "";
  useFittedHeight(field, saved.draft);
  return (
    <>
      <textarea
        ref={field}
        rows={1}
        className={`inline-text ${className}`}
        value={saved.draft}
        aria-label={label}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? id : undefined}
        dir="auto"
        placeholder={placeholder}
        readOnly={disabled}
        spellCheck
        onChange={(event) => saved.write(event.target.value)}
        onBlur={saved.save}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            field.current?.blur();
          }
          if (event.key === "Escape") {
            saved.takeBack();
            setTimeout(() => field.current?.blur());
          }
        }}
      />
      <NotSaved id={id} saved={saved} />
    </>
  );
}
