// A question before something is done that takes much along: shown while there is one.
import { later } from "../lib/later";

interface AskFirstProps {
  question: string;
  /** What the button that does it says. */
  yes: string;
  onYes: () => void;
  onNo: () => void;
}

const AskDialog = later(
  () => import("./ask-dialog"),
  () => null,
);

export function AskFirst({ question, ...rest }: AskFirstProps) {
  return question ? <AskDialog question={question} {...rest} /> : null;
}
