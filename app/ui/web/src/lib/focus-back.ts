// Where the focus was when something opened over the page, and the way back to it.
import { useState } from "react";

/** For a dialog's `onCloseAutoFocus`: what had the focus has it again. */
export function useFocusBack(): (event: Event) => void {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };
}
