// A number, a length of time or a day that is edited where it stands.
import { useId, type HTMLInputTypeAttribute } from "react";
import { NotSaved } from "./not-saved";
import { useSaved } from "./use-saved";

interface InlineFieldProps {
  /** What drafts call it on its page. */
  name?: string;
  value?: string;
  label?: string;
  kind?: HTMLInputTypeAttribute;
  keyboard?: "decimal" | "numeric" | "text";
  placeholder?: string;
  tip?: string;
  className?: string;
  disabled?: boolean;
  onSave?: (words: string, number: number) => void;
}

/** Enter or leaving saves, escape takes it back. */
export function InlineField(props: InlineFieldProps) {
  const { name = "", value = "", label, kind = "text", className = "date-input", onSave } = props;
  const saved = useSaved(name, value, (words, number) => onSave?.(words, number));
  const id = useId();
  const isWrong = saved.refusal !== "";
  return (
    <>
      <input
        type={kind}
        className={className}
        value={saved.draft}
        inputMode={props.keyboard}
        placeholder={props.placeholder}
        title={props.tip}
        disabled={props.disabled}
        autoComplete="off"
        aria-label={label}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? id : undefined}
        onChange={(event) => saved.write(event.target.value)}
        onBlur={saved.save}
        onKeyDown={(event) => {
          if (event.key === "Enter") saved.save();
          if (event.key === "Escape") saved.takeBack();
        }}
      />
      <NotSaved id={id} saved={saved} />
    </>
  );
}
