// What lies over a narrow page at its side: keeps the focus until it is closed, then gives it back.
import * as Dialog from "@radix-ui/react-dialog";
import type { ReactNode } from "react";
import { useFocusBack } from "../lib/focus-back";

interface SideSheetProps {
  onClose: () => void;
  children: ReactNode;
}

export default function SideSheet({ onClose, children }: SideSheetProps) {
  const back = useFocusBack();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Overlay className="sheet-veil" />
      <Dialog.Content className="sidebar" aria-describedby={undefined} onCloseAutoFocus={back}>
        <Dialog.Title className="sr">Places</Dialog.Title>
        {children}
      </Dialog.Content>
    </Dialog.Root>
  );
}
