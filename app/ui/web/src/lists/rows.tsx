// Rows in groups, of which only those on screen are drawn.
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { TaskRow } from "../lib/payloads";
import { usePrinting } from "../lib/use-printing";
import { Bulk } from "./bulk";
import { EVERYTHING } from "../filters/tree";
import { asksStatus, type Filters } from "./filtering";
import { groupForNew, groups, type Group } from "./grouping";
import { linesOf, rowLines, toggled, type Line } from "./lines";
import { lineStyle, Row, type RowContext } from "./row";
import { NewRow, type Adding } from "./new-row";
import { RowHead } from "./row-head";
import { sorted } from "./sorting";
import { useChosen } from "./use-chosen";
import type { ChangeFilters } from "./use-filters";
import { useRowHeight } from "./use-row-height";
import { useRowKeys } from "./use-row-keys";
import type { ListActions, ListView, PeopleById } from "./view";

export interface RowsProps {
  view: ListView;
  rows: TaskRow[];
  people: PeopleById;
  actions: ListActions;
  canEdit: boolean;
  filters: Filters;
  change: ChangeFilters;
  /** Somebody asked for a new task before the list was here. */
  startsAdding?: boolean;
}

export function Rows(props: RowsProps) {
  const { view, rows, actions, canEdit, filters } = props;
  const navigate = useNavigate();
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState("");
  const [renaming, setRenaming] = useState("");
  const shown = useMemo(
    () => groups(view, sorted(view, rows, filters.sort), filters.group),
    [view, rows, filters.group, filters.sort],
  );
  const [adding, setAdding] = useState<Adding | null>(() =>
    props.startsAdding ? addingTo(groupForNew(shown)) : null,
  );
  const unfoldClosed = asksStatus(filters.where);
  const lines = useMemo(
    () => linesOf(shown, { turned, adding: adding?.groupId ?? null, unfoldClosed }),
    [shown, turned, adding, unfoldClosed],
  );
  const shownRows = useMemo(() => rowLines(lines), [lines]);
  const { chosen, choose, clear } = useChosen(shownRows.map((line) => line.row.key));
  const run = useRun(lines, filters.group);
  const addTo = (group?: Group) => setAdding(addingTo(group));
  // Where one is being named already, that field is gone to.
  const add = () => (adding ? setAdding({ ...adding }) : addTo(groupForNew(shown)));
  const end = () => setAdding(null);

  useRowKeys({
    rows: shownRows,
    active,
    canEdit,
    hasChosen: chosen.size > 0,
    onActive: (line) => {
      setActive(line.id);
      run.scrollTo(lines.indexOf(line));
    },
    onOpen: (key) => navigate(`/tasks/${key}`),
    onChoose: choose,
    onAdd: add,
    onRename: setRenaming,
    onClear: () => {
      clear();
      end();
    },
  });
  const onRenamed = useCallback(() => setRenaming(""), []);

  if (!view.rows.length && !adding) return <NoTasks canEdit={canEdit} onAdd={add} />;
  const context: RowContext = {
    view,
    people: props.people,
    actions,
    canEdit,
    onActive: setActive,
    onChoose: choose,
    onRenamed,
  };
  const draw = (line: Line, top: number) => {
    const style = lineStyle(top, run.height);
    switch (line.kind) {
      case "head":
        return (
          <RowHead
            key={line.id}
            style={style}
            group={line.group}
            isOpen={line.isOpen}
            canEdit={canEdit}
            onToggle={() => setTurned((now) => toggled(now, line.id))}
            onAdd={() => addTo(line.group)}
          />
        );
      case "new":
        return null;
      case "row":
        return (
          <Row
            key={line.id}
            {...context}
            id={line.id}
            row={line.row}
            top={top}
            height={run.height}
            isActive={line.id === active}
            isChosen={chosen.has(line.row.key)}
            isRenaming={line.id === renaming}
          />
        );
    }
  };
  return (
    <div
      ref={run.box}
      className="rows"
      role="grid"
      aria-label="Tasks"
      aria-rowcount={shownRows.length}
      style={{ height: run.total }}
    >
      {run.drawn.map(({ line, top }) => draw(line, top))}
      {/* Outside what is drawn by sight, so that it keeps its words and the focus wherever it stands. */}
      {adding && (
        <NewRow
          adding={adding}
          status={view.statuses.find((one) => one.id === adding.statusId)}
          top={lines.findIndex((line) => line.kind === "new") * run.height}
          height={run.height}
          onMake={(titles, ...more) => actions.create(titles, adding.statusId, ...more)}
          onDone={end}
        />
      )}
      {rows.length === 0 && view.rows.length > 0 && (
        <NothingFits
          top={lines.length * run.height}
          onClear={() => props.change({ where: EVERYTHING })}
        />
      )}
      {chosen.size > 0 && (
        <Bulk keys={[...chosen]} view={view} actions={actions} canEdit={canEdit} onClear={clear} />
      )}
    </div>
  );
}

function addingTo(group?: Group): Adding {
  return { groupId: group?.id ?? "", statusId: group?.status?.id ?? null };
}

/** Which lines are on screen, and where; measured anew when what stands above may have changed. */
function useRun(lines: Line[], group: string) {
  const height = useRowHeight();
  const box = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const measure = () =>
      setOffset(box.current ? box.current.getBoundingClientRect().top + window.scrollY : 0);
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, [group]);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: () => height,
    overscan: 16,
    scrollMargin: offset,
    getItemKey: (index) => lines[index]?.id ?? index,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const isPrinting = usePrinting();
  const seen = virtual.getVirtualItems().flatMap((item) => {
    const line = lines[item.index];
    return line ? { line, top: item.start - offset } : [];
  });
  const drawn = isPrinting ? lines.map((line, at) => ({ line, top: at * height })) : seen;
  const scrollTo = (index: number) => virtual.scrollToIndex(index, { align: "auto" });
  return { box, height, drawn, total: virtual.getTotalSize(), scrollTo };
}

function NoTasks({ canEdit, onAdd }: { canEdit: boolean; onAdd: () => void }) {
  return (
    <div className="empty">
      <p>A list holds the tasks of one piece of work. There are none yet.</p>
      {canEdit && (
        <button type="button" className="button primary" onClick={onAdd}>
          New task
        </button>
      )}
      <p className="hint">
        Or press <kbd className="kbd">c</kbd>.
      </p>
    </div>
  );
}

function NothingFits({ top, onClear }: { top: number; onClear: () => void }) {
  return (
    <div className="empty" style={{ position: "absolute", top, insetInline: 0 }}>
      <p>No task fits these filters.</p>
      <button type="button" className="button" onClick={onClear}>
        Clear the filters
      </button>
    </div>
  );
}
