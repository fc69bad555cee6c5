// What list and board share: the rows, their filters and groups, and how facts of a task are shown.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ArrowDownUp, CalendarDays, Link2, ListTree, MessageSquare, Rows3, UserPlus } from "lucide-react";
import { Avatars, Picker, PriorityGlyph, StatusGlyph, useTouched } from "$/public/external/app/ui/components/js/kit.jsx";
import { DatePicker, MultiPicker } from "$/public/external/app/ui/components/js/pickers.jsx";

export const OPEN = ["backlog", "unstarted", "started"];
export const PRIORITIES = [
  { value: 0, label: "No priority" }, { value: 1, label: "Urgent" }, { value: 2, label: "High" },
  { value: 3, label: "Normal" }, { value: 4, label: "Low" },
];

// Rows fetched with the cookie; what changed of them is fetched, without a flicker, when the list is touched.
export function useView(src, live) {
  const [view, setView] = useState(null);
  const [failed, setFailed] = useState("");
  const [slow, setSlow] = useState(false);
  const asked = useRef(0);
  // The list as the server last told it, without what is shown before the server knows.
  const known = useRef(null);
  const load = useCallback(async () => {
    const mine = ++asked.current;
    const timer = setTimeout(() => setSlow(true), 200);
    try {
      const since = known.current;
      const answer = await fetch(since ? `${src}?since=${since.version}` : src, { credentials: "same-origin" });
      if (mine !== asked.current) return;
      if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).detail || "The list could not be read.");
      const fresh = merged(since, await answer.json());
      const started = fresh.statuses.filter((one) => one.category === "started");
      fresh.statuses.forEach((one) => { one.part = (started.indexOf(one) + 1) / (started.length + 1); });
      known.current = fresh;
      setView(fresh);
      setFailed("");
    } catch (error) {
      // The browser says only “failed to fetch” when nobody answers.
      if (mine === asked.current) setFailed(error instanceof TypeError ? "The server can't be reached. What you did is safe; check the connection, then try again." : error.message);
    } finally {
      clearTimeout(timer);
      setSlow(false);
    }
  }, [src]);
  useEffect(() => { known.current = null; setView(null); load(); }, [src]);
  useTouched({ ...live, topics: [live.topic], wait: 250, run: load });
  return { view, setView, failed, slow, load };
}

// A list as it was, with the rows that changed since in their places.
export function merged(old, fresh) {
  if (fresh.full || !old) return fresh;
  const changed = new Map(fresh.rows.map((row) => [row.id, row]));
  const gone = new Set(fresh.gone);
  const kept = old.rows.filter((row) => !gone.has(row.id) && !changed.has(row.id));
  const rows = [...kept, ...fresh.rows].sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id - b.id));
  const tags = [...new Set([...old.tags, ...fresh.rows.flatMap((row) => row.tags)])].sort((a, b) => a.localeCompare(b));
  return { ...old, rows, tags, version: fresh.version, as_of: fresh.as_of };
}

// Filters, grouping and the kind of view live in the address, so that back and reload keep them.
export function useAddress() {
  const read = () => {
    const query = new URLSearchParams(window.location.search);
    return {
      view: query.get("view") === "board" ? "board" : "list", group: query.get("group") || "status",
      text: query.get("q") || "", status: query.get("status") || "", assignee: query.get("assignee") || "",
      tag: query.get("tag") || "", closed: query.get("closed") === "1", sort: query.get("sort") || "manual",
    };
  };
  const [state, setState] = useState(read);
  useEffect(() => {
    const back = () => setState(read());
    window.addEventListener("popstate", back);
    return () => window.removeEventListener("popstate", back);
  }, []);
  const change = useCallback((values) => {
    setState((old) => {
      const next = { ...old, ...values };
      const query = new URLSearchParams();
      if (next.view === "board") query.set("view", "board");
      if (next.group !== "status") query.set("group", next.group);
      if (next.text) query.set("q", next.text);
      for (const name of ["status", "assignee", "tag"]) if (next[name]) query.set(name, next[name]);
      if (next.closed) query.set("closed", "1");
      if (next.sort !== "manual") query.set("sort", next.sort);
      const words = query.toString();
      window.history.replaceState(window.history.state, "", window.location.pathname + (words ? `?${words}` : ""));
      return next;
    });
  }, []);
  return [state, change];
}

export function useFiltered(view, filters) {
  return useMemo(() => {
    if (!view) return [];
    const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
    const who = filters.assignee;
    return view.rows.filter((row) => {
      if (filters.status && String(row.status_id) !== filters.status) return false;
      if (who === "nobody" ? row.assignees.length : who && !row.assignees.includes(Number(who))) return false;
      if (filters.tag && !row.tags.includes(filters.tag)) return false;
      if (!words.length) return true;
      const text = `${row.key} ${row.title} ${row.tags.join(" ")}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }, [view, filters]);
}

export const SORTS = [
  { value: "manual", label: "By hand" }, { value: "due", label: "Due" }, { value: "priority", label: "Priority" },
  { value: "updated", label: "Last changed" }, { value: "created", label: "Newest" }, { value: "title", label: "Title" },
  { value: "points", label: "Points" }, { value: "assignee", label: "Person" },
];
export const GROUPS = [
  { value: "status", label: "Status" }, { value: "assignee", label: "Person" }, { value: "priority", label: "Priority" },
  { value: "tag", label: "Tag" }, { value: "due", label: "Due" }, { value: "none", label: "Nothing" },
];
const LAST = "\uffff";
const byWords = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

// Rows in the chosen order; equal ones keep their order by hand.
export function sorted(view, rows, by) {
  const names = new Map(view.people.map((p) => [p.id, p.name]));
  const of = {
    due: (r) => r.due ?? LAST, priority: (r) => r.priority || 9, updated: (r) => -Date.parse(r.updated_at ?? 0),
    created: (r) => -Date.parse(r.created_at ?? 0), title: (r) => r.title, points: (r) => -(r.points ?? -1),
    assignee: (r) => (r.assignees.length ? names.get(r.assignees[0]) ?? "" : LAST),
  }[by];
  if (!of) return rows;
  return [...rows].sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    return typeof x === "string" ? byWords.compare(x, y) : x - y;
  });
}

// Days in stretches people plan by.
function dueGroups(rows) {
  const today = new Date();
  const at = (days) => { const d = new Date(today.getFullYear(), today.getMonth(), today.getDate() + days); return `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, "0")}-${String(d.getDate()).padStart(2, "0")}`; };
  const sunday = (7 - today.getDay()) % 7;
  const parts = [["Overdue", "", at(0)], ["Today", at(0), at(1)], ["This week", at(1), at(sunday + 1)], ["Next week", at(sunday + 1), at(sunday + 8)], ["Later", at(sunday + 8), LAST]];
  const found = parts.map(([name, from, to]) => ({ id: `d${name}`, name, rows: rows.filter((r) => r.due && r.due >= from && r.due < to) }));
  return [...found, { id: "d", name: "No due date", rows: rows.filter((r) => !r.due) }].filter((one) => one.rows.length);
}

// Rows in named groups, in the order of the workflow, of priority, of names, or of days.
export function groups(view, rows, by) {
  if (by === "none") return [{ id: "all", name: "All tasks", rows }];
  if (by === "due") return dueGroups(rows);
  if (by === "priority") {
    return [1, 2, 3, 4, 0].map((p) => ({ id: `p${p}`, name: PRIORITIES[p].label, rows: rows.filter((r) => r.priority === p), set: { field: "priority", value: p }, priority: p }))
      .filter((one) => one.rows.length);
  }
  if (by === "assignee") {
    const people = view.people.filter((p) => rows.some((r) => r.assignees.includes(p.id)));
    const nobody = rows.filter((r) => !r.assignees.length);
    return [...people.map((p) => ({ id: `a${p.id}`, name: p.name, person: p, rows: rows.filter((r) => r.assignees.includes(p.id)) })),
      ...(nobody.length ? [{ id: "a0", name: "Nobody", rows: nobody }] : [])];
  }
  if (by === "tag") {
    const none = rows.filter((r) => !r.tags.length);
    return [...view.tags.map((t) => ({ id: `t${t}`, name: t, rows: rows.filter((r) => r.tags.includes(t)) })).filter((g) => g.rows.length),
      ...(none.length ? [{ id: "t", name: "No tag", rows: none }] : [])];
  }
  return view.statuses.map((s) => ({ id: `s${s.id}`, name: s.name, status: s, rows: rows.filter((r) => r.status_id === s.id) }));
}

const DAY = 86400000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

// “today”, “Fri 4”, “4 Dec”, with the year only if another.
export function dayWords(iso) {
  if (!iso) return "";
  const [year, month, date] = iso.split("-").map(Number);
  const now = new Date();
  const day = new Date(year, month - 1, date);
  const away = Math.round((day - new Date(now.getFullYear(), now.getMonth(), now.getDate())) / DAY);
  if (away === 0) return "today";
  if (away === 1) return "tomorrow";
  if (away === -1) return "yesterday";
  if (Math.abs(away) <= 6) return `${DAYS[day.getDay()]} ${date}`;
  return `${date} ${MONTHS[month - 1]}${year === now.getFullYear() ? "" : ` ${year}`}`;
}

export function isLate(iso) {
  const now = new Date();
  return Boolean(iso) && iso < `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

export function Due({ row, category }) {
  if (!row.due) return null;
  const late = OPEN.includes(category) && isLate(row.due);
  return <span className={`row-fact num${late ? " is-red" : ""}`} title={`Due ${row.due}${late ? " · overdue" : ""}`}>{dayWords(row.due)}</span>;
}

export function DueEditor({ row, category, onPick, disabled }) {
  const late = OPEN.includes(category) && isLate(row.due);
  const name = row.due ? `Due ${row.due}${late ? ", overdue" : ""}` : "Set a due date";
  return (
    <DatePicker value={row.due ?? ""} label={name} pick="due" disabled={disabled} className={`fact-button num${late ? " is-red" : ""}${row.due ? "" : " faint"}`} onPick={onPick}>
      {row.due ? dayWords(row.due) : <CalendarDays size={14} aria-hidden="true" />}
    </DatePicker>
  );
}

export function personOptions(view) {
  return view.people.filter((p) => p.is_active !== false).map((p) => ({ value: p.id, label: p.name, person: p }));
}

export function PeopleEditor({ row, view, people, onPick, disabled }) {
  const who = row.assignees.map((id) => people.get(id)).filter(Boolean);
  return (
    <MultiPicker options={personOptions(view)} values={row.assignees} pick="people" label={who.length ? `With ${who.map((p) => p.name).join(", ")}` : "Assign somebody"}
      placeholder="Assign to…" className={`fact-button people${who.length ? "" : " faint"}`} disabled={disabled} onPick={onPick}>
      {who.length ? <Avatars people={who} /> : <UserPlus size={14} aria-hidden="true" />}
    </MultiPicker>
  );
}

// What a list may change at once, with what it adds and takes away put into the row until the server says so.
export function applied(row, field, value) {
  if (field === "status") return { ...row, status_id: value };
  if (field !== "assignees" && field !== "tags") return { ...row, [field]: value === "" ? null : value };
  const kept = row[field].filter((one) => !value.remove.includes(one));
  return { ...row, [field]: [...kept, ...value.add.filter((one) => !kept.includes(one))] };
}

export function Facts({ row, people, compact = false }) {
  const done = row.subtasks;
  return (
    <>
      {row.blocked_by > 0 && <span className="row-fact is-amber" title={`Blocked by ${row.blocked_by} open`}><Link2 size={13} aria-hidden="true" />{row.blocked_by}</span>}
      {done && <span className="row-fact" title={`${done[0]} of ${done[1]} subtasks done`}><ListTree size={13} aria-hidden="true" />{done[0]}/{done[1]}</span>}
      {!compact && row.comments > 0 && <span className="row-fact quiet-fact" title={`${row.comments} comments`}><MessageSquare size={12} aria-hidden="true" />{row.comments}</span>}
      {row.points != null && <span className="row-fact num quiet-fact" title={`${row.points} points`}>{row.points} pt</span>}
      <Avatars people={row.assignees.map((id) => people.get(id)).filter(Boolean)} />
    </>
  );
}

export function StatusPicker({ row, view, onPick, disabled }) {
  const status = view.statuses.find((one) => one.id === row.status_id);
  const options = view.statuses.map((one) => ({ value: one.id, label: one.name, category: one.category, part: one.part }));
  return (
    <Picker options={options} value={row.status_id} label={`Status: ${status?.name ?? ""}`} className="glyph-button" pick="status" placeholder="Change status…" disabled={disabled} onPick={onPick}>
      <StatusGlyph category={status?.category} part={status?.part} />
    </Picker>
  );
}

export function PriorityPicker({ row, onPick, disabled }) {
  const options = [1, 2, 3, 4, 0].map((value) => PRIORITIES[value]);
  return (
    <Picker options={options} value={row.priority} label={`Priority: ${PRIORITIES[row.priority].label}`} className={`glyph-button${row.priority ? "" : " faint"}`} pick="priority" placeholder="Change priority…" disabled={disabled} onPick={onPick}>
      <PriorityGlyph priority={row.priority} />
    </Picker>
  );
}

// The line above list and board: text, status, person, tag, group, closed.
export function FilterBar({ view, filters, change, shown, total }) {
  const person = view.people.find((p) => String(p.id) === filters.assignee);
  const status = view.statuses.find((s) => String(s.id) === filters.status);
  const busy = view.people.filter((p) => view.rows.some((r) => r.assignees.includes(p.id)));
  const any = { value: "", label: "Any" };
  return (
    <div className="filters" role="search">
      <input className="input filter-text" type="search" value={filters.text} placeholder="Filter by words…  f" aria-label="Filter by words"
        data-filter onChange={(event) => change({ text: event.target.value })}
        onKeyDown={(event) => { if (event.key === "Escape") { change({ text: "" }); event.target.blur(); } }} />
      <Picker options={[any, ...view.statuses.map((s) => ({ value: String(s.id), label: s.name, category: s.category, part: s.part }))]}
        value={filters.status} label="Filter by status" className={`chip${filters.status ? " on" : ""}`} onPick={(value) => change({ status: value })}>
        {status ? status.name : "Status"}
      </Picker>
      <Picker options={[any, { value: "nobody", label: "Nobody" }, ...busy.map((p) => ({ value: String(p.id), label: p.name, person: p }))]}
        value={filters.assignee} label="Filter by person" className={`chip${filters.assignee ? " on" : ""}`} onPick={(value) => change({ assignee: value })}>
        {person ? person.name : filters.assignee === "nobody" ? "Nobody" : "Person"}
      </Picker>
      {view.tags.length > 0 && (
        <Picker options={[any, ...view.tags.map((t) => ({ value: t, label: t }))]} value={filters.tag} label="Filter by tag"
          className={`chip${filters.tag ? " on" : ""}`} onPick={(value) => change({ tag: value })}>
          {filters.tag || "Tag"}
        </Picker>
      )}
      {filters.view === "list" && (
        <>
          <Picker options={GROUPS} value={filters.group} label="Group by" className="chip" onPick={(value) => change({ group: value })}>
            <Rows3 size={13} aria-hidden="true" /> <span className="chip-name">Group</span> {GROUPS.find((one) => one.value === filters.group)?.label ?? "Status"}
          </Picker>
          <Picker options={SORTS} value={filters.sort} label="Sort by" className={`chip${filters.sort !== "manual" ? " on" : ""}`} onPick={(value) => change({ sort: value })}>
            <ArrowDownUp size={13} aria-hidden="true" /> <span className="chip-name">Sort</span> {SORTS.find((one) => one.value === filters.sort)?.label ?? "By hand"}
          </Picker>
        </>
      )}
      {(filters.text || filters.status || filters.assignee || filters.tag) && (
        <button type="button" className="linklike" onClick={() => change({ text: "", status: "", assignee: "", tag: "" })}>Clear</button>
      )}
      <span className="hint num filter-count" aria-live="polite">{shown === total ? `${total} tasks` : `${shown} of ${total}`}</span>
    </div>
  );
}
