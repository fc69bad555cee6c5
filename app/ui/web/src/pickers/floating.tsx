// What every picker is: a button, and what floats at it until a click outside or escape.
import * as Popover from "@radix-ui/react-popover";
import type { KeyboardEvent, ReactNode, SyntheticEvent } from "react";

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
}

// A menu stands in the page's end but in the row's component: the row must not hear its events.
const stop = (event: SyntheticEvent) => event.stopPropagation();

export function Floating(props: FloatingProps) {
  const { label, className = "chip", disabled = false, pick, children, open, menu } = props;
  return (
    <Popover.Root open={open} onOpenChange={props.onOpenChange}>
      <Popover.Trigger asChild>
        <button
          type="button"
          className={className}
          disabled={disabled}
          data-pick={pick || undefined}
          aria-label={label || undefined}
          title={label || undefined}
          onClick={stop}
        >
          {children}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={`menu ${props.menuClass ?? ""}`.trim()}
          aria-label={label || undefined}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onClick={stop}
          onPointerDown={stop}
          onKeyDown={(event) => {
            props.onKeyDown?.(event);
            event.stopPropagation();
          }}
        >
          {menu}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
