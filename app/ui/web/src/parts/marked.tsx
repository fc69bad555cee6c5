// A text in which the words somebody looked for are marked, as far as they begin words of it.
import { Fragment } from "react";
import { markedParts } from "./marks";

export function Marked({ text, words }: { text: string; words: string }) {
  return markedParts(text, words).map(({ part, isMarked }, index) => (
    <Fragment key={index}>{isMarked ? <mark>{part}</mark> : part}</Fragment>
  ));
}
