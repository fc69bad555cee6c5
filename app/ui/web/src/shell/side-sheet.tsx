// The sidebar laid over a narrow page: keeps the focus until it is closed, then gives it back.
import * as Dialog from "@radix-ui/react-dialog";
import { useFocusBack } from "../lib/focus-back";
import { SidebarInside, type SidebarProps } from "./sidebar";

export default function SideSheet(props: SidebarProps) {
  const back = useFocusBack();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && props.onFold()}>
      <Dialog.Overlay className="sheet-veil" />
      <Dialog.Content className="sidebar" aria-describedby={undefined} onCloseAutoFocus={back}>
        <Dialog.Title className="sr">Places</Dialog.Title>
        <SidebarInside {...props} />
      </Dialog.Content>
    </Dialog.Root>
  );
}
