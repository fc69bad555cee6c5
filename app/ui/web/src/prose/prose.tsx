// Words to read: Markdown without raw HTML.
import { Check, Copy } from "lucide-react";
import { useMemo, useRef, useState, type ReactNode } from "react";
import Markdown, { type Components } from "react-markdown";
import { Link } from "react-router";
import remarkGfm from "remark-gfm";
import { spaceKeys } from "../lib/space-keys";
import { PERSON_PATH, slug, withNames } from "./names";
import { Item, TickBox, Tickable } from "./ticking";

const COPIED_MS = 1500;
const ELSEWHERE = { target: "_blank", rel: "noopener noreferrer" };

interface ProseProps {
  text?: string;
  small?: boolean;
  className?: string;
  /** Where the reader may edit it: the text with one of its boxes ticked, or not any more. */
  onTick?: (text: string) => void;
}

export function Prose({ text = "", small = false, className = "", onTick }: ProseProps) {
  const shown = useMemo(() => withNames(text, spaceKeys), [text]);
  return (
    <div className={`prose${small ? " small" : ""} ${className}`} dir="auto">
      <Tickable text={text} onTick={onTick}>
        <Markdown remarkPlugins={[remarkGfm]} components={PARTS}>
          {shown}
        </Markdown>
      </Tickable>
    </div>
  );
}

function Anchor({ href = "", children }: { href?: string; children?: ReactNode }) {
  if (href.startsWith(PERSON_PATH)) return <span className="mention">{children}</span>;
  if (href.startsWith("/")) {
    return (
      <Link to={href} className={href.startsWith("/tasks/") ? "task-ref" : undefined}>
        {children}
      </Link>
    );
  }
  const where = href.startsWith("#") ? {} : ELSEWHERE;
  return (
    <a href={href} {...where}>
      {children}
    </a>
  );
}

function heading(Tag: "h1" | "h2" | "h3" | "h4") {
  return function Heading({ children }: { children?: ReactNode }) {
    const id = slug(Array.isArray(children) ? children.join("") : String(children ?? ""));
    return (
      <Tag id={id}>
        <a href={`#${id}`} className="anchor">
          {children}
        </a>
      </Tag>
    );
  };
}

function Code({ children }: { children?: ReactNode }) {
  const [isCopied, setCopied] = useState(false);
  const box = useRef<HTMLPreElement>(null);
  const copy = async () => {
    await navigator.clipboard?.writeText(box.current?.innerText ?? "");
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <div className="code">
      <button
        type="button"
        className="button quiet square code-copy"
        aria-label="Copy"
        title="Copy"
        onClick={(event) => {
          event.stopPropagation();
          void copy();
        }}
      >
        <Icon size={14} />
      </button>
      {/* It scrolls sideways, also by keys. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre ref={box} tabIndex={0}>
        {children}
      </pre>
    </div>
  );
}

/** Nothing is fetched from elsewhere because somebody wrote its address. */
function Picture({ src = "", alt = "" }: { src?: string | Blob; alt?: string }) {
  const address = typeof src === "string" ? src : "";
  if (address.startsWith("/")) return <img src={address} alt={alt} loading="lazy" />;
  return (
    <a href={address} {...ELSEWHERE}>
      {alt || address}
    </a>
  );
}

const PARTS: Components = {
  a: Anchor,
  pre: Code,
  h1: heading("h1"),
  h2: heading("h2"),
  h3: heading("h3"),
  h4: heading("h4"),
  img: Picture,
  li: Item,
  // Markdown has no other field.
  input: TickBox,
};
