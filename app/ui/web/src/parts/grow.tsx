// A text area as tall as its words, so that nothing scrolls inside a page that scrolls.
import { useLayoutEffect, useRef, type RefObject, type TextareaHTMLAttributes } from "react";

type Native = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange" | "value">;

interface GrowProps extends Native {
  value: string;
  inner?: RefObject<HTMLTextAreaElement | null>;
  onChange: (words: string) => void;
}

export function Grow({ value, onChange, inner, className = "", ...rest }: GrowProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  const area = inner ?? own;
  useLayoutEffect(() => {
    if (!area.current) return;
    area.current.style.height = "0";
    area.current.style.height = `${area.current.scrollHeight + 2}px`;
  }, [value, area]);
  return (
    <textarea
      ref={area}
      dir="auto"
      className={`grow ${className}`}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      {...rest}
    />
  );
}
