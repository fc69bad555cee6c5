// What every picker is: a button, and what floats at it until a click outside or escape.
//
// Menus are fetched when somebody is about to open one, so that a page shows without them.
import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { KeepsKeys } from "../lib/kept-keys";
import { later } from "../lib/later";

const FloatingMenu = later(() => import("./floating-menu"), KeepsKeys);

export interface OpenerProps {
  label?: string;
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
  const { label, className = "chip", disabled = false, pick, children, open, onOpenChange } = props;
  const button = useRef<HTMLButtonElement>(null);
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
        aria-label={label || undefined}
        title={label || undefined}
        onPointerEnter={fetchMenu}
        onFocus={fetchMenu}
        onClick={(event) => {
          event.stopPropagation();
          onOpenChange(!open);
        }}
      >
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
