// What every picker is: a button, and what floats at it until a click outside or escape.
//
// Menus are fetched when somebody is about to open one, so that a page shows without them.
import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { KeepsKeys } from "../lib/kept-keys";
import { later } from "../lib/later";
import { saysAll } from "./names";

const FloatingMenu = later(() => import("./floating-menu"), KeepsKeys);

export interface OpenerProps {
  /** What it sets. Its name is this and what it shows, unless this says all of that. */
  label?: string;
  isWhole?: boolean;
  /** What a pointer that rests on it reads, where that is more than the label. */
  tip?: string;
  className?: string;
  disabled?: boolean;
  /** Names the picker for the keys that open it (`data-pick`). */
  pick?: string;
  children?: ReactNode;
}

interface FloatingProps extends OpenerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  menuClass?: string;
  onKeyDown?: (event: KeyboardEvent) => void;
  menu: ReactNode;
  /** Fetches what the menu shows, where that comes later. */
  fetch?: () => Promise<void>;
}

export function Floating(props: FloatingProps) {
  const {
    label = "",
    tip = label,
    className = "chip",
    disabled = false,
    pick,
    children,
    open,
    onOpenChange,
  } = props;
  const button = useRef<HTMLButtonElement>(null);
  // Its name holds what it shows, so that whoever speaks to it can say what they see.
  const isSaid = props.isWhole || saysAll(label, children);
  const fetchMenu = () => void Promise.all([FloatingMenu.fetch(), props.fetch?.()]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        disabled={disabled}
        data-pick={pick || undefined}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={isSaid ? label || undefined : undefined}
        title={tip || undefined}
        onPointerEnter={fetchMenu}
        onFocus={fetchMenu}
        onClick={(event) => {
          event.stopPropagation();
          onOpenChange(!open);
        }}
      >
        {!isSaid && <span className="sr">{label}: </span>}
        {children}
      </button>
      {open && (
        <FloatingMenu
          anchor={button}
          label={label}
          className={props.menuClass}
          onClose={() => onOpenChange(false)}
          onKeyDown={props.onKeyDown}
        >
          {props.menu}
        </FloatingMenu>
      )}
    </>
  );
}
