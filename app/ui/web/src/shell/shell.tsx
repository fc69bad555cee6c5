// The frame: places on the left, where you are and the ask box on top, the palette over all.
import { useEffect, useState, type ReactNode } from "react";
import { useLocation, useNavigate } from "react-router";
import type { Crumb, Me, SpacePlace } from "../lib/page-state";
import { itemOf } from "../lib/items";
import { KeepsKeys } from "../lib/kept-keys";
import { later, Nothing } from "../lib/later";
import { spaceKeys } from "../lib/space-keys";
import { keepFor, remember, remembered, visited } from "../lib/storage";
import { commandsFor } from "./commands";
import { Sidebar, SidebarInside } from "./sidebar";
import { useThemeTurn } from "./theme";
import { TopBar } from "./top-bar";
import { useShellKeys } from "./use-shell-keys";

// What opens at a key or a click is fetched when somebody is about to ask for it.
const Palette = later(() => import("./palette"), KeepsKeys);
const Shortcuts = later(() => import("./shortcuts"), Nothing);
const AboutPanel = later(() => import("./about"), Nothing);
const SideSheet = later(() => import("./side-sheet"), Nothing);

const COLLAPSED = "collapsed";
const AHEAD_MS = 10_000;

interface ShellProps {
  me?: Me;
  workspace?: string;
  tree?: SpacePlace[];
  unread?: number;
  crumbs?: Crumb[];
  /** How high rows are: compact, normal or comfortable. */
  rows?: string;
  children?: ReactNode;
}

type Overlay = "palette" | "help" | null;

const NO_SPACES: SpacePlace[] = [];
const NO_CRUMBS: Crumb[] = [];

export function Shell(props: ShellProps) {
  const { me = {}, workspace = "", tree = NO_SPACES, unread = 0, crumbs = NO_CRUMBS } = props;
  const { rows = "normal", children } = props;
  const [isSheet, setSheet] = useState(false);
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [about, setAbout] = useState(false);
  const { isCollapsed, fold } = useFold();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const theme = useThemeTurn();
  const item = itemOf(pathname);
  const { label = "", key = "" } = crumbs.at(-1) ?? {};
  for (const space of tree) spaceKeys.add(space.key);
  // Before anything below is drawn: what it keeps is this person's.
  keepFor(me.person?.id ?? 0);

  useEffect(() => {
    setSheet(false);
    setOverlay(null);
  }, [pathname]);
  useEffect(() => {
    document.documentElement.dataset.rows = rows;
  }, [rows]);
  useEffect(() => {
    // The page and what it shows come first; another page brings along more.
    const timer = setTimeout(
      () => void import("../lib/ahead").then((it) => it.fetchAhead()).catch(() => undefined),
      AHEAD_MS,
    );
    return () => clearTimeout(timer);
  }, [pathname]);
  useEffect(() => visited(pathname, label, key), [pathname, label, key]);

  const turnAbout = () => setAbout((now) => !now);
  const search = () => {
    const box = document.querySelector<HTMLElement>(".ask-box input");
    if (box) box.focus();
    else setOverlay("palette");
  };
  useShellKeys({
    onPalette: () => setOverlay((now) => (now === "palette" ? null : "palette")),
    onSearch: search,
    onControl: () => void Palette.fetch(),
    onHelp: () => setOverlay("help"),
    onFold: fold,
    onAbout: turnAbout,
    onGo: (to) => void navigate(to),
  });
  const commands = () =>
    commandsFor({
      edits: me.edits ?? false,
      isCollapsed,
      hasItem: item !== null,
      theme,
      onFold: fold,
      onAbout: () => setAbout(true),
      onHelp: () => setOverlay("help"),
      onGo: (to) => void navigate(to),
    });
  const close = () => setOverlay(null);
  const places = { me, workspace, tree, unread, crumbs };
  return (
    <div className="app" data-collapsed={yes(isCollapsed)} data-sheet={yes(isSheet)}>
      <a href="#content" className="button skip">
        Skip to content
      </a>
      {isSheet ? (
        <SideSheet onClose={() => setSheet(false)}>
          <SidebarInside {...places} onFold={() => setSheet(false)} />
        </SideSheet>
      ) : (
        <Sidebar {...places} onFold={fold} />
      )}
      <div className="main">
        <TopBar
          crumbs={crumbs}
          isCollapsed={isCollapsed}
          about={item && about}
          onMenu={() => setSheet((now) => !now)}
          onNearMenu={() => void SideSheet.fetch()}
          onFold={fold}
          onAbout={turnAbout}
          onSearch={() => setOverlay("palette")}
          onNearSearch={() => void Palette.fetch()}
        />
        <main id="content" tabIndex={-1} style={{ outline: "none", display: "contents" }}>
          {children}
        </main>
      </div>
      {about && item && (
        <AboutPanel key={pathname} {...item} label={label} onClose={() => setAbout(false)} />
      )}
      {overlay === "palette" && (
        <Palette
          commands={commands()}
          scope={item && { label, fix: `near=${item.kind}:${item.item}` }}
          onClose={close}
        />
      )}
      {overlay === "help" && <Shortcuts onClose={close} />}
    </div>
  );
}

const yes = (value: boolean) => (value ? "yes" : "no");

/** Whether the sidebar is folded, kept in this browser. */
function useFold() {
  const [isCollapsed, setCollapsed] = useState(false);
  useEffect(() => setCollapsed(remembered(COLLAPSED, false)), []);
  const fold = () =>
    setCollapsed((now) => {
      remember(COLLAPSED, !now);
      return !now;
    });
  return { isCollapsed, fold };
}
