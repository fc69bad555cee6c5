// A list's work: rows in groups or a board, filtered at once, kept true by the log.
import "./work.css";
import { useMemo } from "react";
import { later } from "../lib/later";
import { useEvent } from "../lib/use-event";
import { Choice } from "../parts/choice";
import { FilterBar } from "./filter-bar";
import { filtered } from "./filtering";
import { Rows } from "./rows";
import { useFilters } from "./use-filters";
import { useListRows } from "./use-list-rows";
import type { Field, ListActions } from "./view";

// Dragging is fetched when somebody looks at a board.
const Board = later(() => import("./board/board"), BoardBones);

/** What the page's state is told; `number` comes back in `answered` once it is done or refused. */
interface Handlers {
  onChange?: (change: { number: number; keys: string[]; field: Field; value: unknown }) => void;
  onMove?: (move: {
    number: number;
    key: string;
    status_id: number;
    before: string | null;
    after: string | null;
  }) => void;
  onCreate?: (task: { title: string; status_id: number | null }) => void;
  onRemove?: (removal: { number: number; keys: string[] }) => void;
}

interface WorkAreaProps extends Handlers {
  listId: number;
  version?: number;
  touched?: string[];
  topic?: string;
  answered?: number;
  canEdit?: boolean;
}

const NOTHING: string[] = [];
const VIEWS = [
  { value: "list", label: "List" },
  { value: "board", label: "Board" },
];

export function WorkArea(props: WorkAreaProps) {
  // Another list begins anew: its filters stand in its own address.
  return <ListWork key={props.listId} {...props} />;
}

function ListWork(props: WorkAreaProps) {
  const { listId, version = 0, touched = NOTHING, topic = "", answered = 0 } = props;
  const { canEdit = true } = props;
  const { view, failed, reload, change } = useListRows(listId, {
    version,
    touched,
    topic,
    answered,
  });
  const [filters, changeFilters] = useFilters();
  const actions = useActions(change, props);
  const shown = useMemo(() => (view ? filtered(view, filters) : []), [view, filters]);
  const people = useMemo(
    () => new Map((view?.people ?? []).map((person) => [person.id, person])),
    [view?.people],
  );
  if (!view) return failed ? <Failed sentence={failed} onRetry={reload} /> : <Bones />;
  const shared = { view, rows: shown, people, actions, canEdit };
  return (
    <>
      <div className="work-bar">
        <Choice
          label="View"
          options={VIEWS}
          value={filters.view}
          onPick={(view) => changeFilters({ view: view === "board" ? "board" : "list" })}
          onNear={(view) => view === "board" && void Board.fetch()}
        />
        <FilterBar view={view} filters={filters} change={changeFilters} shown={shown.length} />
      </div>
      {filters.view === "board" ? (
        <Board {...shared} />
      ) : (
        <Rows {...shared} filters={filters} change={changeFilters} />
      )}
    </>
  );
}

/** Each change shows at once and is told to the page; the same object as long as the list shows. */
function useActions(
  change: ReturnType<typeof useListRows>["change"],
  handlers: Handlers,
): ListActions {
  const set = useEvent<Parameters<ListActions["set"]>, void>((keys, field, value) => {
    const number = change({ kind: "set", keys, field, value });
    handlers.onChange?.({ number, keys, field, value });
  });
  const move = useEvent<Parameters<ListActions["move"]>, void>((key, place) => {
    const number = change({ kind: "move", key, place });
    handlers.onMove?.({ number, key, ...place });
  });
  const create = useEvent<Parameters<ListActions["create"]>, void>((title, status_id) =>
    handlers.onCreate?.({ title, status_id }),
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
