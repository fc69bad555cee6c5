// What floats at a picker's button: kept inside the window, closed by a click outside or escape.
import * as Popover from "@radix-ui/react-popover";
import {
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
} from "react";

interface FloatingMenuProps {
  anchor: RefObject<HTMLButtonElement | null>;
  label?: string;
  className?: string;
  onClose: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  children: ReactNode;
}

// A menu stands at the page's end but in the row's component: the row must not hear its events.
const stop = (event: SyntheticEvent) => event.stopPropagation();

export default function FloatingMenu(props: FloatingMenuProps) {
  const { anchor, label, className = "" } = props;
  const isLeft = useRef(false);
  return (
    <Popover.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Popover.Anchor virtualRef={anchor as RefObject<HTMLButtonElement>} />
      <Popover.Portal>
        <Popover.Content
          className={`menu ${className}`.trim()}
          aria-label={label || undefined}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // The button itself opens and closes.
            if (anchor.current?.contains(event.target as Node)) event.preventDefault();
            else isLeft.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!isLeft.current) anchor.current?.focus();
          }}
          onClick={stop}
          onPointerDown={stop}
          onMouseDown={stop}
          onTouchStart={stop}
          onKeyDown={(event) => {
            props.onKeyDown?.(event);
            event.stopPropagation();
          }}
        >
          {props.children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
