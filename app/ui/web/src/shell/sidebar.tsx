// The places on the left: the main ones, and the spaces with their lists.
import { Archive, ChevronRight, Lock, LogOut, PanelLeft, Plus } from "lucide-react";
import { useEffect, useRef, type ReactNode, type RefObject } from "react";
import { Link, useLocation } from "react-router";
import type { Crumb, ListPlace, Me, SpacePlace } from "../lib/page-state";
import { Avatar } from "../parts/people";
import { useFolds, type Folds } from "./folds";
import { Mark } from "./mark";
import { isHere, PLACES } from "./places";
import { signOut } from "./session";
import { ThemeButton } from "./theme";

const ICON = { size: 15, strokeWidth: 1.75, "aria-hidden": true } as const;
const SMALL = { minHeight: 22, width: 22 };

interface SidebarProps {
  me: Me;
  workspace: string;
  tree: SpacePlace[];
  unread: number;
  /** Where the page is. */
  crumbs: Crumb[];
  onFold: () => void;
}

export function Sidebar(props: SidebarProps) {
  return (
    <aside className="sidebar" aria-label="Places">
      <SidebarInside {...props} />
    </aside>
  );
}

export function SidebarInside({ me, workspace, tree, unread, crumbs, onFold }: SidebarProps) {
  const places = useHereInSight(tree);
  return (
    <>
      <div className="side-head">
        <Mark />
        <span className="cut" style={{ flex: 1 }} title={workspace}>
          {workspace}
        </span>
        <button
          type="button"
          className="button quiet square fold"
          aria-label="Hide the sidebar"
          title="Hide the sidebar  ["
          onClick={onFold}
        >
          <PanelLeft {...ICON} />
        </button>
      </div>
      <div className="side-scroll" ref={places}>
        <MainPlaces unread={unread} />
        <SpacesTitle edits={me.edits ?? false} />
        <Spaces tree={tree} crumbs={crumbs} edits={me.edits ?? false} />
      </div>
      <Foot me={me} />
    </>
  );
}

/** The place one is at is scrolled to, where it is out of sight. */
function useHereInSight(tree: SpacePlace[]): RefObject<HTMLDivElement | null> {
  const places = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  const isThere = tree.length > 0;
  useEffect(() => {
    const all = places.current;
    const here = all?.querySelector('[aria-current="page"]');
    if (!all || !here) return;
    const [outer, inner] = [all.getBoundingClientRect(), here.getBoundingClientRect()];
    // Not `scrollIntoView`: that may move the page too.
    if (inner.top < outer.top || inner.bottom > outer.bottom)
      all.scrollTop += inner.top - outer.top - outer.height / 2;
  }, [pathname, isThere]);
  return places;
}

function MainPlaces({ unread }: { unread: number }) {
  const { pathname } = useLocation();
  return (
    <nav aria-label="Main">
      {PLACES.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className="side-link"
          title={label}
          aria-current={isHere(pathname, to) ? "page" : undefined}
        >
          <Icon {...ICON} />
          <span className="side-word">{label}</span>
          {to === "/inbox" && unread > 0 && (
            <span className="count new">
              {unread}
              <span className="sr"> unread</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}

function SpacesTitle({ edits }: { edits: boolean }) {
  return (
    <div className="side-title">
      <span>Spaces</span>
      <Link
        to="/archive"
        className="button quiet square"
        style={{ ...SMALL, marginLeft: "auto" }}
        aria-label="Archive"
        title="Archive"
      >
        <Archive size={13} />
      </Link>
      {edits && (
        <Link
          to="/spaces/new"
          className="button quiet square"
          style={SMALL}
          aria-label="New space"
          title="New space"
        >
          <Plus size={14} />
        </Link>
      )}
    </div>
  );
}

interface SpacesProps {
  tree: SpacePlace[];
  crumbs: Crumb[];
  edits: boolean;
}

function Spaces({ tree, crumbs, edits }: SpacesProps) {
  const folds = useFolds(tree, crumbs);
  if (!tree.length) {
    return (
      <nav aria-label="Spaces">
        <p className="hint" style={{ padding: "0 8px" }}>
          {edits
            ? "A space holds a team's lists, docs and goals."
            : "Nothing is shared with you yet."}
        </p>
      </nav>
    );
  }
  return (
    <nav aria-label="Spaces">
      {tree.map((space) => (
        <div key={space.id} className="tree-space">
          <SpaceLine space={space} folds={folds} />
          {folds.isOpen(`s${space.id}`) && <SpaceInside space={space} folds={folds} />}
        </div>
      ))}
    </nav>
  );
}

function SpaceLine({ space, folds }: { space: SpacePlace; folds: Folds }) {
  const id = `s${space.id}`;
  const name = (
    <>
      <span className="tree-key" aria-hidden="true">
        {space.key.slice(0, 3)}
      </span>
      <span className="cut">{space.name}</span>
    </>
  );
  return (
    <div className="side-link">
      <Turn isOpen={folds.isOpen(id)} name={space.name} onTurn={() => folds.turn(id)} />
      {space.whole ? (
        <Link to={`/spaces/${space.id}`} className="tree-name" title={space.name}>
          {name}
        </Link>
      ) : (
        <span className="tree-name" title={space.name}>
          {name}
        </span>
      )}
      {space.is_private && <Private />}
      <span className="count">{space.open || ""}</span>
    </div>
  );
}

function SpaceInside({ space, folds }: { space: SpacePlace; folds: Folds }) {
  const isBare = !space.lists.length && !space.folders.length;
  return (
    <div className="tree-inside">
      <Lists lists={space.lists} />
      {space.folders.map((folder) => {
        const id = `f${folder.id}`;
        return (
          <div key={folder.id} className="tree-folder">
            <div className="side-link">
              <Turn isOpen={folds.isOpen(id)} name={folder.name} onTurn={() => folds.turn(id)} />
              <span className="cut" title={folder.name}>
                {folder.name}
              </span>
            </div>
            {folds.isOpen(id) && (
              <div className="tree-inside">
                <Lists lists={folder.lists} />
              </div>
            )}
          </div>
        );
      })}
      {isBare && space.whole && (
        <Link to={`/spaces/${space.id}`} className="side-link quiet-text">
          Make a list
        </Link>
      )}
    </div>
  );
}

function Lists({ lists }: { lists: ListPlace[] }): ReactNode {
  const { pathname } = useLocation();
  return lists.map((list) => {
    const to = `/lists/${list.id}`;
    return (
      <Link
        key={list.id}
        to={to}
        className="side-link"
        aria-current={pathname === to ? "page" : undefined}
      >
        <span className="cut" title={list.name}>
          {list.name}
        </span>
        {list.is_private && <Private />}
        <span className="count">{list.open || ""}</span>
      </Link>
    );
  });
}

function Private() {
  return <Lock size={11} role="img" aria-label="private" />;
}

function Turn({ isOpen, name, onTurn }: { isOpen: boolean; name: string; onTurn: () => void }) {
  return (
    <button
      type="button"
      className="turn-button"
      aria-expanded={isOpen}
      aria-label={`${isOpen ? "Fold" : "Unfold"} ${name}`}
      onClick={onTurn}
    >
      <ChevronRight size={12} className="turn" aria-hidden="true" />
    </button>
  );
}

function Foot({ me }: { me: Me }) {
  const { pathname } = useLocation();
  return (
    <div className="side-foot">
      <Link
        to="/settings"
        className="side-link"
        aria-current={isHere(pathname, "/settings") ? "page" : undefined}
        title="Settings"
      >
        <Avatar person={me.person} />
        <span className="cut">{me.person?.name}</span>
      </Link>
      <ThemeButton />
      <button
        type="button"
        className="button quiet square"
        aria-label="Sign out"
        title="Sign out"
        onClick={() => void signOut()}
      >
        <LogOut {...ICON} />
      </button>
    </div>
  );
}
