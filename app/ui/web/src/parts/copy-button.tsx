// Buttons for what leaves the page: copied, with whole addresses, or printed.
import { useState, type ReactNode } from "react";
import { wholeAddress, withWholeAddresses } from "../lib/copying";

const COPIED_MS = 1600;

interface CopyButtonProps {
  text?: string;
  /** A path of this site, put below the text as where it is from. */
  source?: string;
  tip?: string;
  className?: string;
  children?: ReactNode;
}

export function CopyButton(props: CopyButtonProps) {
  const { text = "", source, tip, className = "button", children = "Copy" } = props;
  const [state, setState] = useState("");
  const copy = async () => {
    const words = [withWholeAddresses(text), source ? wholeAddress(source) : ""];
    try {
      await navigator.clipboard.writeText(words.filter(Boolean).join("\n\n"));
      setState("Copied");
    } catch {
      // Browsers copy only on pages of https or localhost, and where a person lets them.
      setState("Not copied: the browser does not allow it");
    }
    setTimeout(() => setState(""), COPIED_MS);
  };
  return (
    <button type="button" className={className} title={tip} onClick={() => void copy()}>
      <span className="button-words" aria-live="polite">
        {state || children}
      </span>
    </button>
  );
}

export function PrintButton({ className = "button quiet" }: { className?: string }) {
  return (
    <button type="button" className={className} onClick={() => window.print()}>
      Print
    </button>
  );
}
