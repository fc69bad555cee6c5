// A list's work: rows in groups or a board, filtered at once, kept true by the log.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { ChevronDown, ChevronRight, Link2, ListTree, MessageSquare, Plus, Tag as TagIcon, Trash2 } from "lucide-react";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { Avatar, Picker, PriorityGlyph, StatusGlyph } from "$/public/external/app/ui/components/js/kit.jsx";
import { DatePicker, MultiPicker } from "$/public/external/app/ui/components/js/pickers.jsx";
import { Board } from "$/public/external/app/ui/lists/board.jsx";
import { applied, DueEditor, FilterBar, groups, OPEN, PeopleEditor, personOptions, PRIORITIES, PriorityPicker, sorted, StatusPicker, useAddress, useFiltered, useView } from "$/public/external/app/ui/lists/rows.jsx";

const HEIGHTS = { compact: 30, normal: 36, comfortable: 44 };
// The key that opens each picker of the row in hand.
const PICKS = { s: "status", p: "priority", a: "people", d: "due", l: "tags", t: "tags" };

// The height of rows is a person's setting, kept on the page's root.
function useRowHeight() {
  const read = () => HEIGHTS[document.documentElement.dataset.rows] ?? HEIGHTS.normal;
  const [height, setHeight] = useState(HEIGHTS.normal);
  useEffect(() => {
    setHeight(read());
    const watch = new MutationObserver(() => setHeight(read()));
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-rows"] });
    return () => watch.disconnect();
  }, []);
  return height;
}

export function WorkArea({ src, version = 0, touched = [], topic = "", canEdit = true, onChange, onMove, onCreate, onRemove }) {
  const { view, setView, failed, slow, load } = useView(src, { version, touched, topic });
  const [filters, change] = useAddress();
  const shown = useFiltered(view, filters);
  const people = useMemo(() => new Map((view?.people ?? []).map((p) => [p.id, p])), [view]);

  // Shown at once; the next read of the view says what is true.
  const patch = (keys, field, value) => setView((old) => old && { ...old, rows: old.rows.map((r) => (keys.includes(r.key) ? applied(r, field, value) : r)) });
  // A refused change raises no version: a look a moment later shows what is true either way.
  const settle = useRef(0);
  const check = () => { clearTimeout(settle.current); settle.current = setTimeout(load, 1500); };
  useEffect(() => () => clearTimeout(settle.current), []);
  const act = {
    set: (keys, field, value) => { if (!canEdit) return; check(); patch(keys, field, value); onChange?.({ keys, field, value }); },
    move: (key, status_id, before, after) => { if (!canEdit) return; check(); onMove?.({ key, status_id, before, after }); },
    place: (rows) => setView((old) => old && { ...old, rows }),
    create: (title, status_id) => onCreate?.({ title, status_id }),
    remove: (keys) => { check(); setView((old) => old && { ...old, rows: old.rows.filter((r) => !keys.includes(r.key)) }); onRemove?.(keys); },
  };

  if (failed && !view) return <div className="empty" role="alert"><p>{failed}</p><button type="button" className="button" onClick={load}>Try again</button></div>;
  if (!view) return slow ? <Bones /> : <div style={{ minHeight: 400 }} />;
  return (
    <>
      <div className="work-bar">
        <div className="tabs" role="tablist" aria-label="View">
          {["list", "board"].map((name) => (
            <button key={name} type="button" role="tab" aria-selected={filters.view === name} className="tab" onClick={() => change({ view: name })}>
              {name === "list" ? "List" : "Board"}
            </button>
          ))}
        </div>
        <FilterBar view={view} filters={filters} change={change} shown={shown.length} total={view.rows.length} />
      </div>
      {filters.view === "board"
        ? <Board view={view} rows={shown} people={people} act={act} canEdit={canEdit} />
        : <Rows view={view} rows={shown} people={people} filters={filters} change={change} act={act} canEdit={canEdit} />}
    </>
  );
}

function Bones() {
  return <div aria-busy="true">{Array.from({ length: 9 }, (_, i) => <div key={i} className="bone" style={{ height: 20, margin: "16px 0", width: `${92 - (i % 4) * 9}%` }} />)}</div>;
}

function Rows({ view, rows, people, filters, change, act, canEdit }) {
  const navigate = useNavigate();
  const [folded, setFolded] = useState(() => new Set());
  const [chosen, setChosen] = useState(() => new Set());
  const [active, setActive] = useState("");
  const [adding, setAdding] = useState("");
  const [renaming, setRenaming] = useState("");
  const anchor = useRef("");
  const box = useRef(null);
  const category = useMemo(() => new Map(view.statuses.map((s) => [s.id, s.category])), [view]);
  const made = useMemo(() => groups(view, sorted(view, rows, filters.sort), filters.group), [view, rows, filters.group, filters.sort]);
  const ROW = useRowHeight();

  // One flat run of heads and rows, so that only what is on screen is drawn.
  const flat = useMemo(() => made.flatMap((group) => {
    const closed = group.status && !OPEN.includes(group.status.category);
    const open = closed ? folded.has(group.id) || Boolean(filters.status) : !folded.has(group.id);
    return [{ head: group, open, id: group.id },
      ...(open ? group.rows.map((row) => ({ row, id: `${group.id}:${row.key}` })) : []),
      ...(adding === group.id ? [{ add: group, id: `${group.id}:new` }] : [])];
  }), [made, folded, adding, filters.status]);
  const lines = flat.filter((one) => one.row);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setOffset(box.current ? box.current.getBoundingClientRect().top + window.scrollY : 0);
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, [filters.group]);
  const virtual = useWindowVirtualizer({ count: flat.length, estimateSize: () => ROW, overscan: 16, scrollMargin: offset, getItemKey: (i) => flat[i].id });
  useEffect(() => { virtual.measure(); }, [ROW]);

  const toggle = (id) => setFolded((old) => { const next = new Set(old); if (!next.delete(id)) next.add(id); return next; });
  const choose = (key, span) => setChosen((old) => {
    const next = new Set(old);
    if (span && anchor.current) {
      const keys = lines.map((one) => one.row.key);
      const [a, b] = [keys.indexOf(anchor.current), keys.indexOf(key)].sort((x, y) => x - y);
      keys.slice(Math.max(0, a), b + 1).forEach((one) => next.add(one));
    } else if (!next.delete(key)) next.add(key);
    anchor.current = key;
    return next;
  });

  useEffect(() => {
    const keys = (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable], [role=dialog], .menu");
      // A picker that opens takes the keys from then on, also before its field has the focus.
      if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector(".menu")) return;
      const at = lines.findIndex((one) => one.id === active);
      const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        const next = lines[Math.min(lines.length - 1, Math.max(0, at + step))];
        if (next) { setActive(next.id); virtual.scrollToIndex(flat.indexOf(next), { align: "auto" }); setTimeout(() => { if (!document.querySelector(".menu")) document.getElementById(`row-${next.id}`)?.focus({ preventScroll: true }); }, 30); }
        return;
      }
      const row = lines[at]?.row;
      if (event.key === "f") { event.preventDefault(); document.querySelector("[data-filter]")?.focus(); }
      else if (event.key === "c" && canEdit) { event.preventDefault(); const first = made.find((g) => g.status?.category === "unstarted") ?? made[0]; if (first) setAdding(first.id); }
      else if (event.key === "Escape") { setChosen(new Set()); setAdding(""); }
      else if (row && event.key === "Enter") navigate(`/tasks/${row.key}`);
      else if (row && event.key === "x") choose(row.key, event.shiftKey);
      else if (row && canEdit && PICKS[event.key]) {
        // With rows chosen the bar's own picker opens: it changes them all.
        event.preventDefault();
        const place = chosen.size ? ".bulk" : `#row-${CSS.escape(active)}`;
        document.querySelector(`${place} [data-pick="${PICKS[event.key]}"]`)?.click();
      } else if (row && canEdit && (event.key === "e" || event.key === "F2")) { event.preventDefault(); setRenaming(active); }
    };
    window.addEventListener("keydown", keys);
    return () => window.removeEventListener("keydown", keys);
  });

  if (!view.rows.length && !adding) {
    return (
      <div className="empty">
        <p>A list holds the tasks of one piece of work. There are none yet.</p>
        {canEdit && <button type="button" className="button primary" onClick={() => setAdding((made.find((g) => g.status?.category === "unstarted") ?? made[0])?.id ?? "")}>New task</button>}
        <p className="hint">Or press <kbd className="kbd">c</kbd>.</p>
      </div>
    );
  }
  return (
    <div ref={box} className="rows" role="grid" aria-label="Tasks" aria-rowcount={lines.length} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const one = flat[item.index];
        const style = { position: "absolute", insetInline: 0, top: 0, height: ROW, "--row": `${ROW}px`, transform: `translateY(${item.start - offset}px)` };
        if (one.head) return <Head key={one.id} style={style} group={one.head} open={one.open} canEdit={canEdit} onToggle={() => toggle(one.id)} onAdd={() => setAdding(one.id)} />;
        if (one.add) return <NewRow key={one.id} style={style} group={one.add} act={act} done={() => setAdding("")} />;
        return <Row key={one.id} id={one.id} style={style} row={one.row} view={view} people={people} category={category.get(one.row.status_id)} canEdit={canEdit}
          renaming={one.id === renaming} onRenamed={() => setRenaming("")} active={one.id === active} chosen={chosen.has(one.row.key)} onFocus={() => setActive(one.id)} onChoose={(span) => choose(one.row.key, span)} act={act} />;
      })}
      {!lines.length && rows.length === 0 && view.rows.length > 0 && (
        <div className="empty" style={{ position: "absolute", top: flat.length * ROW, insetInline: 0 }}>
          <p>No task fits these filters.</p>
          <button type="button" className="button" onClick={() => change({ text: "", status: "", assignee: "", tag: "" })}>Clear the filters</button>
        </div>
      )}
      {chosen.size > 0 && <Bulk keys={[...chosen]} view={view} act={act} canEdit={canEdit} clear={() => setChosen(new Set())} />}
    </div>
  );
}

function Head({ group, open, style, canEdit, onToggle, onAdd }) {
  const points = group.rows.reduce((sum, row) => sum + (row.points ?? 0), 0);
  const limit = group.status?.wip_limit;
  return (
    <div className="row-head" style={style} role="row">
      <span role="gridcell" className="row-head-cell"><button type="button" className="row-fold" aria-expanded={open} onClick={onToggle}>
        {open ? <ChevronDown size={14} aria-hidden="true" /> : <ChevronRight size={14} aria-hidden="true" />}
        {group.status && <StatusGlyph category={group.status.category} part={group.status.part} />}
        {group.person && <Avatar person={group.person} />}
        {group.priority > 0 && <PriorityGlyph priority={group.priority} />}
        <span className="cut">{group.name}</span>
        <span className={`count num${limit && group.rows.length > limit ? " is-amber" : ""}`}>{group.rows.length}{limit ? ` / ${limit}${group.rows.length > limit ? " over its limit" : ""}` : ""}</span>
        {points > 0 && <span className="hint num">{points} pt</span>}
      </button></span>
      {canEdit && group.status && <span role="gridcell"><button type="button" className="button quiet square" aria-label={`New task in ${group.name}`} title="New task  c" onClick={onAdd}><Plus size={14} aria-hidden="true" /></button></span>}
    </div>
  );
}

function Row({ id, row, view, people, category, style, active, chosen, canEdit, renaming, onRenamed, onFocus, onChoose, act }) {
  const navigate = useNavigate();
  const closed = !OPEN.includes(category);
  const set = (field) => (value) => act.set([row.key], field, value);
  const done = row.subtasks;
  return (
    <div id={`row-${id}`} role="row" tabIndex={active ? 0 : -1} className={`row${active ? " active" : ""}${chosen ? " chosen" : ""}${closed ? " closed" : ""}`} style={style}
      aria-selected={chosen} onFocus={onFocus}
      onClick={(event) => {
        if (event.target.closest("button, a, input, .menu")) return;
        if (event.shiftKey) onChoose(true);
        else if (event.ctrlKey || event.metaKey) onChoose(false);
        else navigate(`/tasks/${row.key}`);
      }}>
      <span className="row-lead" role="gridcell">
        <input type="checkbox" className="row-check" checked={chosen} aria-label={`Select ${row.key}`} tabIndex={-1} onChange={() => {}} onClick={(event) => { event.stopPropagation(); onChoose(event.shiftKey); }} />
        <StatusPicker row={row} view={view} disabled={!canEdit} onPick={set("status")} />
        <span className="key row-key">{row.key}</span>
      </span>
      <span className="row-what" role="gridcell">
        {renaming ? <Rename row={row} onSave={set("title")} done={() => { onRenamed(); document.getElementById(`row-${id}`)?.focus(); }} />
          : <a className="row-title cut" href={`/tasks/${row.key}`} title={row.title} dir="auto" tabIndex={-1}
            onClick={(event) => { if (!event.metaKey && !event.ctrlKey && !event.shiftKey) { event.preventDefault(); event.stopPropagation(); navigate(`/tasks/${row.key}`); } }}>{row.title}</a>}
        {done && <span className="row-fact num" title={`${done[0]} of ${done[1]} subtasks done`}><ListTree size={13} aria-hidden="true" />{done[0]}/{done[1]}</span>}
        {row.comments > 0 && <span className="row-fact num quiet-fact" title={`${row.comments} comments`}><MessageSquare size={12} aria-hidden="true" />{row.comments}</span>}
      </span>
      <span className="row-facts" role="gridcell">
        <Tags row={row} view={view} disabled={!canEdit} onPick={set("tags")} />
        <span className="col-blocked">{row.blocked_by > 0 && <span className="row-fact num is-amber" title={`Blocked by ${row.blocked_by} open`}><Link2 size={13} aria-hidden="true" />{row.blocked_by}</span>}</span>
        <PriorityPicker row={row} disabled={!canEdit} onPick={set("priority")} />
        <span className="col-due"><DueEditor row={row} category={category} disabled={!canEdit} onPick={set("due")} /></span>
        <span className="col-people"><PeopleEditor row={row} view={view} people={people} disabled={!canEdit} onPick={set("assignees")} /></span>
        <span className="col-points num quiet-fact" title={row.points == null ? undefined : `${row.points} points`}>{row.points == null ? "" : `${row.points} pt`}</span>
      </span>
    </div>
  );
}

function Tags({ row, view, disabled, onPick }) {
  return (
    <MultiPicker options={view.tags.map((tag) => ({ value: tag, label: tag }))} values={row.tags} creatable pick="tags" disabled={disabled}
      label={row.tags.length ? `Tags: ${row.tags.join(", ")}` : "Add a tag"} placeholder="Tag with…" className={`fact-button row-tags${row.tags.length ? "" : " faint"}`} onPick={onPick}>
      {row.tags.slice(0, 2).map((tag) => <span key={tag} className="tag">{tag}</span>)}
      {row.tags.length > 2 && <span className="hint num">+{row.tags.length - 2}</span>}
      {!row.tags.length && <TagIcon size={13} aria-hidden="true" />}
    </MultiPicker>
  );
}

function Rename({ row, onSave, done }) {
  const [title, setTitle] = useState(row.title);
  const save = () => { const words = title.replace(/\s+/g, " ").trim(); if (words && words !== row.title) onSave(words); done(); };
  return (
    <input autoFocus className="row-rename" value={title} aria-label={`Title of ${row.key}`} maxLength={500} dir="auto" onFocus={(event) => event.target.select()}
      onChange={(event) => setTitle(event.target.value)} onBlur={save}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") { event.preventDefault(); save(); }
        if (event.key === "Escape") { event.preventDefault(); done(); }
      }} />
  );
}

function NewRow({ group, style, act, done }) {
  const [title, setTitle] = useState("");
  return (
    <form className="row row-new" style={style} onSubmit={(event) => { event.preventDefault(); if (title.trim()) { act.create(title.trim(), group.status?.id ?? null); setTitle(""); } }}>
      <StatusGlyph category={group.status?.category ?? "unstarted"} part={group.status?.part} />
      <input autoFocus value={title} aria-label="Title of the new task" placeholder="What needs doing? Enter adds it, escape ends." maxLength={500}
        onChange={(event) => setTitle(event.target.value)} onBlur={() => { if (!title.trim()) done(); }}
        onKeyDown={(event) => { if (event.key === "Escape") { event.stopPropagation(); done(); } }} />
    </form>
  );
}

// What can be done to all chosen rows at once.
function Bulk({ keys, view, act, canEdit, clear }) {
  const chosen = view.rows.filter((row) => keys.includes(row.key));
  // What all of them share is ticked; the rest is added or taken away from each.
  const shared = (field) => (chosen.length ? chosen[0][field].filter((one) => chosen.every((row) => row[field].includes(one))) : []);
  const set = (field) => (value) => act.set(keys, field, value);
  return (
    <div className="bulk" role="toolbar" aria-label="Selected tasks">
      <span className="num bulk-count">{keys.length} selected</span>
      {canEdit && <>
        <Picker options={view.statuses.map((s) => ({ value: s.id, label: s.name, category: s.category, part: s.part }))} label="Set status" pick="status" className="button" onPick={set("status")}>Status</Picker>
        <Picker options={PRIORITIES} label="Set priority" pick="priority" className="button" onPick={set("priority")}>Priority</Picker>
        <MultiPicker options={personOptions(view)} values={shared("assignees")} label="Assign" pick="people" className="button" onPick={set("assignees")}>Assign</MultiPicker>
        <DatePicker label="Set due date" pick="due" className="button" onPick={set("due")}>Due</DatePicker>
        <MultiPicker options={view.tags.map((tag) => ({ value: tag, label: tag }))} values={shared("tags")} creatable label="Tag" pick="tags" className="button" onPick={set("tags")}>Tag</MultiPicker>
        <button type="button" className="button danger" onClick={() => { act.remove(keys); clear(); }}><Trash2 size={14} aria-hidden="true" />Delete</button>
      </>}
      <button type="button" className="button quiet" onClick={clear}>Clear</button>
    </div>
  );
}
