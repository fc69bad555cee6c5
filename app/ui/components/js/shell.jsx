// The frame: places on the left, where you are and the ask box on top, the palette over all.
import { useContext, useEffect, useMemo, useRef, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { ChevronRight, FileText, House, Inbox, Lock, LogOut, Menu, MessageCircleQuestion, Moon, NotebookText, PanelLeft,
  PanelRight, Plus, Search, Settings, Sun, Target } from "lucide-react";
import { ColorModeContext } from "$/utils/context-registry";
import { Avatar, KindIcon, spaceKeys } from "$/public/external/app/ui/components/js/kit.jsx";
import { AboutPanel, itemOf } from "$/public/external/app/ui/components/js/about.jsx";
import { Palette, Shortcuts } from "$/public/external/app/ui/components/js/palette.jsx";

const ICON = { size: 15, strokeWidth: 1.75, "aria-hidden": true };
const PLACES = [
  { to: "/", label: "Home", icon: House },
  { to: "/inbox", label: "Inbox", icon: Inbox, count: "unread" },
  { to: "/goals", label: "Goals", icon: Target },
  { to: "/docs", label: "Docs", icon: FileText },
  { to: "/ask", label: "Ask", icon: MessageCircleQuestion },
  { to: "/summaries", label: "Summaries", icon: NotebookText },
];

const PAGES = [...PLACES.map(({ to, label }) => ({ kind: "page", url: to, title: label, key: "" })), { kind: "page", url: "/settings", title: "Settings", key: "" }];

const isTyping = () => {
  const at = document.activeElement;
  return at && (/^(input|textarea|select)$/i.test(at.tagName) || at.isContentEditable);
};

const remembered = (key, fallback) => {
  try { return JSON.parse(localStorage.getItem(key)) ?? fallback; } catch { return fallback; }
};
const remember = (key, value) => {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* a full or closed store loses a convenience only */ }
};

export function Shell({ me = {}, workspace = "", tree = [], unread = 0, crumbs = [], rows = "normal", children }) {
  const [sheet, setSheet] = useState(false);
  const [collapsed, setCollapsed] = useState(false);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const [about, setAbout] = useState(false);
  const { resolvedColorMode, setColorMode } = useContext(ColorModeContext);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const here = itemOf(pathname);
  for (const space of tree) spaceKeys.add(space.key);

  useEffect(() => { setCollapsed(remembered("goalward.collapsed", false)); }, []);
  useEffect(() => { setSheet(false); setPalette(false); }, [pathname]);
  useEffect(() => { document.documentElement.dataset.rows = rows; }, [rows]);
  useEffect(() => { if (crumbs.length) visited(pathname, crumbs); }, [pathname, crumbs]);
  const fold = () => setCollapsed((now) => { remember("goalward.collapsed", !now); return !now; });

  useEffect(() => {
    let leader = 0;
    const keys = (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setPalette((now) => !now);
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping()) return;
      if (event.key === "Escape") setSheet(false);
      else if (event.key === "/") {
        event.preventDefault();
        const box = document.querySelector(".ask-box input");
        if (box) box.focus(); else setPalette(true);
      } else if (event.key === "?") { event.preventDefault(); setHelp(true); }
      else if (event.key === "[") fold();
      else if (event.key === "]") setAbout((now) => !now);
      else if (event.key === "g") leader = Date.now();
      else if (Date.now() - leader < 900) {
        const to = { h: "/", i: "/inbox", g: "/goals", d: "/docs", a: "/ask", s: "/summaries" }[event.key];
        leader = 0;
        if (to) { event.preventDefault(); navigate(to); }
      }
    };
    document.addEventListener("keydown", keys);
    return () => document.removeEventListener("keydown", keys);
  }, [navigate]);

  const dark = resolvedColorMode === "dark";
  const actions = [
    ...(me.edits ? [{ name: "New task", words: "create add", step: "task" }, { name: "New doc", words: "create add page", run: newDoc(navigate) }] : []),
    ...pickers(),
    { name: dark ? "Use the light theme" : "Use the dark theme", words: "theme dark light mode colour", run: () => setColorMode(dark ? "light" : "dark") },
    { name: collapsed ? "Show the sidebar" : "Fold the sidebar", words: "sidebar", hint: "[", run: fold },
    ...(here ? [{ name: "About this page", words: "summary in its way similar like", hint: "]", run: () => setAbout(true) }] : []),
    { name: "Copy the link to this page", words: "url share", run: () => navigator.clipboard?.writeText(window.location.href) },
    { name: "Keyboard shortcuts", words: "help keys", hint: "?", run: () => setHelp(true) },
    { name: "Sign out", words: "log out leave", run: signOut },
  ];
  return (
    <div className="app" data-collapsed={collapsed ? "yes" : "no"} data-sheet={sheet ? "yes" : "no"}
      onClick={(event) => event.target === event.currentTarget && setSheet(false)}>
      <a href="#content" className="button skip">Skip to content</a>
      <Sidebar me={me} workspace={workspace} tree={tree} unread={unread} onFold={() => (sheet ? setSheet(false) : fold())} />
      <div className="main">
        <header className="topbar">
          <button type="button" className="button quiet square menu-button" aria-label="Open the menu" onClick={() => setSheet(!sheet)}><Menu {...ICON} /></button>
          {collapsed && <button type="button" className="button quiet square" aria-label="Show the sidebar" title="Show the sidebar  [" onClick={fold}><PanelLeft {...ICON} /></button>}
          <nav className="crumbs" aria-label="Where you are">
            {crumbs.map((crumb, index) => (
              <span key={`${crumb.to}${index}`} style={{ display: "contents" }}>
                {index > 0 && <ChevronRight size={13} aria-hidden="true" />}
                {crumb.to && index < crumbs.length - 1
                  ? <Link to={crumb.to}>{crumb.label}</Link>
                  : <span aria-current="page" title={crumb.label}>{crumb.label}</span>}
              </span>
            ))}
          </nav>
          {here && <button type="button" className={`button quiet about-button${about ? " on" : ""}`} aria-expanded={about} title="Summary, what is in its way, what is like it  ]" onClick={() => setAbout(!about)}><PanelRight {...ICON} /><span>About</span></button>}
          <button type="button" className="askbox" aria-label="Ask or search" onClick={() => setPalette(true)}>
            <Search {...ICON} /><span>Ask or search…</span><span className="kbd">/</span>
          </button>
        </header>
        <main id="content" tabIndex={-1} style={{ outline: "none", display: "contents" }}>{children}</main>
      </div>
      {about && here && <AboutPanel key={pathname} {...here} label={crumbs[crumbs.length - 1]?.label} onClose={() => setAbout(false)} />}
      {palette && <Palette onClose={() => setPalette(false)} pages={PAGES} actions={actions} here={scopeOf(pathname, crumbs)} />}
      {help && <Shortcuts onClose={() => setHelp(false)} />}
    </div>
  );
}

function Sidebar({ me, workspace, tree, unread, onFold }) {
  const { pathname } = useLocation();
  const [closed, setClosed] = useState({});
  useEffect(() => { setClosed(remembered("goalward.closed", {})); }, []);
  const turn = (id, open) => setClosed((now) => { const next = { ...now, [id]: !open }; remember("goalward.closed", next); return next; });
  const counts = { unread };
  return (
    <aside className="sidebar" aria-label="Places">
      <div className="side-head">
        <Mark /><span className="cut" style={{ flex: 1 }} title={workspace}>{workspace}</span>
        <button type="button" className="button quiet square fold" aria-label="Hide the sidebar" title="Hide the sidebar  [" onClick={onFold}><PanelLeft {...ICON} /></button>
      </div>
      <div className="side-scroll">
        <nav aria-label="Main">
          {PLACES.map(({ to, label, icon: Icon, count }) => (
            <Link key={to} to={to} className="side-link" title={label} aria-current={isHere(pathname, to) ? "page" : undefined}>
              <Icon {...ICON} /><span className="side-word">{label}</span>
              {count && counts[count] > 0 && <span className="count new">{counts[count]}<span className="sr"> unread</span></span>}
            </Link>
          ))}
        </nav>
        <div className="side-title"><span>Spaces</span>
          {me.edits && <Link to="/spaces/new" className="button quiet square" style={{ minHeight: 22, width: 22 }} aria-label="New space" title="New space"><Plus size={14} /></Link>}
        </div>
        <nav aria-label="Spaces">
          {tree.map((space) => (
            <div key={space.id} className="tree-space">
              <div className="side-link">
                <Turn open={!closed[`s${space.id}`]} name={space.name} onTurn={(open) => turn(`s${space.id}`, open)} />
                {space.whole
                  ? <Link to={`/spaces/${space.id}`} className="tree-name" title={space.name}><span className="tree-key" aria-hidden="true">{space.key.slice(0, 3)}</span><span className="cut">{space.name}</span></Link>
                  : <span className="tree-name" title={space.name}><span className="tree-key" aria-hidden="true">{space.key.slice(0, 3)}</span><span className="cut">{space.name}</span></span>}
                {space.is_private && <Lock size={11} role="img" aria-label="private" />}
                <span className="count">{space.open || ""}</span>
              </div>
              {!closed[`s${space.id}`] && <div className="tree-inside">
                {space.lists.map((one) => <ListLink key={one.id} one={one} pathname={pathname} />)}
                {space.folders.map((folder) => (
                  <div key={folder.id} className="tree-folder">
                    <div className="side-link"><Turn open={!closed[`f${folder.id}`]} name={folder.name} onTurn={(open) => turn(`f${folder.id}`, open)} /><span className="cut" title={folder.name}>{folder.name}</span></div>
                    {!closed[`f${folder.id}`] && <div className="tree-inside">{folder.lists.map((one) => <ListLink key={one.id} one={one} pathname={pathname} />)}</div>}
                  </div>
                ))}
                {!space.lists.length && !space.folders.length && space.whole && <Link to={`/spaces/${space.id}`} className="side-link quiet-text">Make a list</Link>}
              </div>}
            </div>
          ))}
          {!tree.length && <p className="hint" style={{ padding: "0 8px" }}>{me.edits ? "A space holds a team's lists, docs and goals." : "Nothing is shared with you yet."}</p>}
        </nav>
      </div>
      <div className="side-foot">
        <Link to="/settings" className="side-link" aria-current={isHere(pathname, "/settings") ? "page" : undefined} title="Settings">
          <Avatar person={me.person} /><span className="cut">{me.person?.name}</span>
        </Link>
        <ThemeButton />
        <button type="button" className="button quiet square" aria-label="Sign out" title="Sign out" onClick={signOut}><LogOut {...ICON} /></button>
      </div>
    </aside>
  );
}

function Turn({ open, name, onTurn }) {
  return (
    <button type="button" className="turn-button" aria-expanded={open} aria-label={`${open ? "Fold" : "Unfold"} ${name}`} onClick={() => onTurn(!open)}>
      <ChevronRight size={12} className="turn" aria-hidden="true" />
    </button>
  );
}

function ListLink({ one, pathname }) {
  const to = `/lists/${one.id}`;
  return (
    <Link to={to} className="side-link" aria-current={pathname === to ? "page" : undefined}>
      <span className="cut" title={one.name}>{one.name}</span>
      {one.is_private && <Lock size={11} role="img" aria-label="private" />}
      <span className="count">{one.open || ""}</span>
    </Link>
  );
}

const isHere = (pathname, to) => (to === "/" ? pathname === "/" : pathname === to || pathname.startsWith(`${to}/`));

export function Mark({ size = 18 }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 1 19 10 10 19 1 10Z" fill="currentColor" opacity="0.22" />
      <path d="M10 5.2 14.8 10 10 14.8 5.2 10Z" fill="currentColor" />
    </svg>
  );
}

export function ThemeButton() {
  const { resolvedColorMode, setColorMode } = useContext(ColorModeContext);
  const dark = resolvedColorMode === "dark";
  const word = dark ? "Use the light theme" : "Use the dark theme";
  return <button type="button" className="button quiet square" aria-label={word} title={word} onClick={() => setColorMode(dark ? "light" : "dark")}>{dark ? <Sun {...ICON} /> : <Moon {...ICON} />}</button>;
}

// Light, dark, or as the system says.
export function ThemeChoice() {
  const { rawColorMode, setColorMode } = useContext(ColorModeContext);
  return (
    <div className="choice" role="radiogroup" aria-label="Theme">
      {[["system", "As the system"], ["light", "Light"], ["dark", "Dark"]].map(([mode, word]) => (
        <button key={mode} type="button" role="radio" aria-checked={rawColorMode === mode} onClick={() => setColorMode(mode)}>{word}</button>
      ))}
    </div>
  );
}

// What a question asked on this page is about, as the reading's chip says it; null where it is everything.
function scopeOf(pathname, crumbs) {
  const here = itemOf(pathname);
  if (!here) return null;
  return { label: crumbs[crumbs.length - 1]?.label ?? "", fix: `near=${here.kind}:${here.item}` };
}

// What the page in hand lets one change, by its own pickers.
function pickers() {
  const names = { status: ["Set the status", "s"], priority: ["Set the priority", "p"], people: ["Assign people", "a"], due: ["Set the due date", "d"], tags: ["Tag it", "t"] };
  return Object.entries(names)
    .map(([pick, [name, hint]]) => ({ name, hint, words: "task", place: document.querySelector(`main .facts [data-pick="${pick}"]:enabled`) }))
    .filter((one) => one.place)
    .map(({ place, ...one }) => ({ ...one, run: () => setTimeout(() => place.click(), 60) }));
}

const newDoc = (navigate) => async () => {
  const answer = await fetch("/api/v1/docs", { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ title: "Untitled" }) });
  if (answer.ok) navigate(`/docs/${(await answer.json()).id}`);
};

export async function signOut() {
  await fetch("/api/auth/logout", { method: "POST", credentials: "same-origin" }).catch(() => null);
  window.sessionStorage.removeItem("token");
  window.location.assign("/signin");
}

// -- what was opened lately, in this browser only ----------------------------------------------------

const MOST_VISITS = 12;

function visited(path, crumbs) {
  if (!/^\/(tasks|goals|docs|lists|spaces)\/./.test(path) || path.endsWith("/new")) return;
  const label = crumbs[crumbs.length - 1]?.label;
  if (!label) return;
  const others = remembered("goalward.visits", []).filter((one) => one.path !== path);
  remember("goalward.visits", [{ path, label, key: crumbs[crumbs.length - 1].key || "", at: Date.now() }, ...others].slice(0, MOST_VISITS));
}

export function Visits({ most = 8 }) {
  const [visits, setVisits] = useState(null);
  useEffect(() => { setVisits(remembered("goalward.visits", []).slice(0, most)); }, [most]);
  if (!visits?.length) return <p className="quiet-text">Tasks, goals, docs and lists you open appear here.</p>;
  return (
    <ul className="visits">
      {visits.map((one) => (
        <li key={one.path}><Link to={one.path} className="visit">
          <KindIcon kind={one.path.split("/")[1].replace(/s$/, "")} />
          <span className="cut" title={one.label}>{one.label}</span>
        </Link></li>
      ))}
    </ul>
  );
}
