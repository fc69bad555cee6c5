// A column's cards, of which only those on screen are drawn; they glide when their order changes.
import { useVirtualizer, defaultRangeExtractor, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState, type CSSProperties } from "react";
import type { TaskRow } from "../../lib/payloads";
import { usePrinting } from "../../lib/use-printing";
import { Card, type CardProps } from "./card";
import type { Aim } from "./columns";

/** A card of one line without tags, and what a second line and tags add, in pixels with the gap below. */
const HEIGHT = { card: 66, line: 19, tags: 26 };
const LETTERS_A_LINE = 34;

interface ColumnCardsProps extends Omit<CardProps, "row" | "place"> {
  rows: TaskRow[];
  aim: Aim | null;
  heldKey: string;
  /** The card that has the focus, or is about to: drawn wherever it is. */
  focusKey: string;
  children: React.ReactNode;
}

export function ColumnCards(props: ColumnCardsProps) {
  const { rows, aim, heldKey, focusKey, children, ...card } = props;
  const box = useRef<HTMLDivElement>(null);
  const isSettled = useSettled();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => guessed(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    rangeExtractor: useRange(rows, heldKey, focusKey),
    overscan: 6,
    // Before its first measuring: as many as a tall window shows.
    initialRect: { width: 272, height: 800 },
  });
  const isPrinting = usePrinting();
  const places = isPrinting
    ? rows.map((row, index) => ({ key: row.key, index, start: 0 }))
    : virtual.getVirtualItems();
  const isGliding = isSettled && !virtual.isScrolling;
  return (
    <div className="column-cards" ref={box}>
      {children}
      <div
        className={`column-run${isGliding ? " gliding" : ""}`}
        style={{ height: virtual.getTotalSize() }}
      >
        {places.map(({ key, index, start }) => {
          const row = rows[index];
          return (
            row && (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className="column-place"
                style={{ "--top": `${start}px` } as CSSProperties}
              >
                {aim?.before === row.key && heldKey !== row.key && <div className="drop-line" />}
                <Card {...card} row={row} place={{ at: index + 1, of: rows.length }} />
              </div>
            )
          );
        })}
      </div>
      {aim && aim.before === null && <div className="drop-line" />}
    </div>
  );
}

function guessed(row: TaskRow | undefined): number {
  if (!row) return HEIGHT.card;
  const second = row.title.length > LETTERS_A_LINE ? HEIGHT.line : 0;
  return HEIGHT.card + second + (row.tags.length ? HEIGHT.tags : 0);
}

/** What is on screen, and beside it the cards that somebody holds or is at. */
function useRange(rows: TaskRow[], ...keys: string[]): (range: Range) => number[] {
  const kept = rows.flatMap((row, index) => (keys.includes(row.key) ? [index] : [])).join();
  return useCallback(
    (range) => {
      const indexes = new Set(defaultRangeExtractor(range));
      for (const index of kept ? kept.split(",") : []) indexes.add(Number(index));
      return [...indexes].sort((a, b) => a - b);
    },
    [kept],
  );
}

/** From the second drawing on: heights are guessed in the first, which must not be seen as a move. */
function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setSettled(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  return isSettled;
}
