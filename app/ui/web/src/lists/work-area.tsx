// A list's work: rows in groups or a board, filtered at once, kept true by the log.
import "./work.css";
import { useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from "react";
import { FilterBar } from "../filters/filter-bar";
import { EVERYTHING } from "../filters/tree";
import { ask } from "../lib/asking";
import { KeepsKeys } from "../lib/kept-keys";
import { isTaken } from "../lib/keys";
import { later } from "../lib/later";
import { useEvent } from "../lib/use-event";
import { Choice } from "../parts/choice";
import { VIEWS, type ViewName } from "./filtering";
import { OrderingPicks } from "./ordering-picks";
import { Rows } from "./rows";
import { onOneLine, type Outline } from "./titles";
import { useFilters } from "./use-filters";
import { useHidden } from "./use-hidden";
import { useListRows } from "./use-list-rows";
import { useShown } from "./use-shown";
import type { ListActions } from "./view";
import { many, shownNumber } from "../lib/numbers";

// Dragging is fetched when somebody looks at a board.
const Board = later(() => import("./board/board"), BoardBones);

/** What the page's state is told; `number` comes back in `answered` once it is done or refused. */
interface Handlers {
  onChange?: (change: { number: number; keys: string[]; field: string; value: unknown }) => void;
  onMove?: (move: {
    number: number;
    key: string;
    status_id: number;
    before: string | null;
    after: string | null;
  }) => void;
  onCreate?: (
    tasks: {
      list_id: number;
      titles: string[];
      outline: Outline | null;
      status_id: number | null;
    },
    ask: number,
  ) => void;
  onRemove?: (removal: { number: number; keys: string[] }) => void;
}

interface WorkAreaProps extends Handlers {
  listId: number;
  version?: number;
  touched?: string[];
  topic?: string;
  answered?: number;
  canEdit?: boolean;
  /** Whose “me” a filter means. */
  me?: number | null;
}

const UNREADABLE = "The filter in this address can't be read, so every task is shown.";
const NOTHING: string[] = [];
const CHOICES = Object.entries(VIEWS).map(([value, label]) => ({ value, label }));

/** The next arrow goes to a row or card: on the radio it would choose the other view again. */
function letGo(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

export function WorkArea(props: WorkAreaProps) {
  // Another list begins anew: its filters stand in its own address.
  return <ListWork key={props.listId} {...props} />;
}

function ListWork(props: WorkAreaProps) {
  const { listId, version = 0, touched = NOTHING, topic = "", answered = 0 } = props;
  const { canEdit = true, me = null } = props;
  const { view, failed, reload, change } = useListRows(listId, {
    version,
    touched,
    topic,
    answered,
  });
  const [filters, changeFilters] = useFilters();
  const { where } = filters;
  const shown = useShown({ listId, view, where, me, live: { version, touched } });
  const { hidden, expect, forget } = useHidden(view?.rows, shown.rows);
  const actions = useActions(change, expect, props);
  // Whoever filters anew sees what they asked for.
  useEffect(forget, [where, forget]);
  const people = useMemo(
    () => new Map((view?.people ?? []).map((person) => [person.id, person])),
    [view?.people],
  );
  const [startsAdding, setStartsAdding] = useState(false);
  const isHere = view !== null && !shown.isWaiting;
  // Once: the list that is drawn now has opened its new row.
  useEffect(() => {
    if (isHere) setStartsAdding(false);
  }, [isHere]);
  if (!view && failed) return <Failed sentence={failed} onRetry={reload} />;
  if (!view || shown.isWaiting) {
    const mayAdd = canEdit && filters.view === "list";
    return <Coming isAdding={startsAdding} onAdd={() => mayAdd && setStartsAdding(true)} />;
  }
  const shared = { view, rows: shown.rows, people, actions, canEdit };
  const total = view.rows.length;
  const left = shown.rows.length;
  const views: Record<ViewName, () => ReactNode> = {
    list: () => (
      <Rows {...shared} filters={filters} change={changeFilters} startsAdding={startsAdding} />
    ),
    board: () => <Board {...shared} />,
  };
  return (
    <>
      <div className="work-bar">
        <Choice
          label="View"
          options={CHOICES}
          value={filters.view}
          onPick={(view) => {
            changeFilters({ view: view as ViewName });
            letGo();
          }}
          onNear={(view) => view === "board" && void Board.fetch()}
        />
        <FilterBar
          where={where}
          listId={listId}
          refusal={filters.isUnreadable ? UNREADABLE : shown.refusal}
          onChange={(next) => changeFilters({ where: next, isUnreadable: false })}
          count={
            left === total ? many(total, "task") : `${shownNumber(left)} of ${shownNumber(total)}`
          }
        >
          {filters.view === "list" && (
            <OrderingPicks view={view} filters={filters} change={changeFilters} />
          )}
        </FilterBar>
      </div>
      {hidden.length > 0 && (
        <p className="work-note" role="status">
          {hidden.length > 1
            ? `${many(hidden.length, "task")} were added`
            : `${hidden[0]?.key} was added`}
          , hidden by the filter.{" "}
          <button
            type="button"
            className="linklike"
            onClick={() => changeFilters({ where: EVERYTHING, isUnreadable: false })}
          >
            Show {hidden.length > 1 ? "them" : "it"}
          </button>
        </p>
      )}
      {views[filters.view]()}
    </>
  );
}

/** Each change shows at once and is told to the page; the same object as long as the list shows. */
function useActions(
  change: ReturnType<typeof useListRows>["change"],
  expect: (titles: string[]) => void,
  handlers: WorkAreaProps,
): ListActions {
  const set = useEvent<Parameters<ListActions["set"]>, void>((keys, field, value) => {
    const number = change({ kind: "set", keys, field, value });
    handlers.onChange?.({ number, keys, field, value });
  });
  const move = useEvent<Parameters<ListActions["move"]>, void>((key, place) => {
    const number = change({ kind: "move", key, place });
    handlers.onMove?.({ number, key, ...place });
  });
  const create = useEvent<Parameters<ListActions["create"]>, Promise<string>>(
    (titles, status_id, outline = undefined) => {
      expect(titles.map(onOneLine));
      const tasks = { list_id: handlers.listId, titles, outline: outline ?? null, status_id };
      return ask((number) => handlers.onCreate?.(tasks, number));
    },
  );
  const remove = useEvent((keys: string[]) => {
    const number = change({ kind: "remove", keys });
    handlers.onRemove?.({ number, keys });
  });
  return useMemo(() => ({ set, move, create, remove }), [set, move, create, remove]);
}

function Failed({ sentence, onRetry }: { sentence: string; onRetry: () => void }) {
  return (
    <div className="empty" role="alert">
      <p>{sentence}</p>
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

function BoardBones() {
  return <div className="board" aria-busy="true" />;
}

/** Until the list is here: who presses c and types on finds their words in its new row. */
function Coming({ isAdding, onAdd }: { isAdding: boolean; onAdd: () => void }) {
  const down = useEvent((event: KeyboardEvent) => {
    if (event.key !== "c" || isTaken(event)) return;
    event.preventDefault();
    onAdd();
  });
  // In the same step as it is drawn, and let go as the list is: no key falls between them.
  useLayoutEffect(() => {
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, [down]);
  return (
    <>
      <Bones />
      {isAdding && <KeepsKeys />}
    </>
  );
}

/** Shows after a moment only: a bone appears slowly by itself. */
function Bones() {
  return (
    <div aria-busy="true" style={{ minHeight: 400 }}>
      {Array.from({ length: 9 }, (_, line) => (
        <div
          key={line}
          className="bone"
          style={{ height: 20, margin: "16px 0", width: `${92 - (line % 4) * 9}%` }}
        />
      ))}
    </div>
  );
}
