// Where you are, and the way to ask or search.
import { ChevronRight, Menu, PanelLeft, PanelRight, Search } from "lucide-react";
import { Link } from "react-router";
import type { Crumb } from "../lib/page-state";

const ICON = { size: 15, strokeWidth: 1.75, "aria-hidden": true } as const;

interface TopBarProps {
  crumbs: Crumb[];
  isCollapsed: boolean;
  /** Whether the panel about the page's item shows; null where the page shows no item. */
  about: boolean | null;
  onMenu: () => void;
  /** Somebody is about to open the menu. */
  onNearMenu: () => void;
  onFold: () => void;
  onAbout: () => void;
  onSearch: () => void;
  /** Somebody is about to search. */
  onNearSearch: () => void;
}

export function TopBar({ crumbs, isCollapsed, about, ...on }: TopBarProps) {
  return (
    <header className="topbar">
      <button
        type="button"
        className="button quiet square menu-button"
        aria-label="Open the menu"
        aria-haspopup="dialog"
        onPointerEnter={on.onNearMenu}
        onFocus={on.onNearMenu}
        onClick={on.onMenu}
      >
        <Menu {...ICON} />
      </button>
      {isCollapsed && (
        <button
          type="button"
          className="button quiet square"
          aria-label="Show the sidebar"
          title="Show the sidebar  ["
          onClick={on.onFold}
        >
          <PanelLeft {...ICON} />
        </button>
      )}
      <Crumbs crumbs={crumbs} />
      {about !== null && (
        <button
          type="button"
          className={`button quiet about-button${about ? " on" : ""}`}
          aria-expanded={about}
          title="Summary, what is in its way, what is like it  ]"
          onClick={on.onAbout}
        >
          <PanelRight {...ICON} />
          <span>About</span>
        </button>
      )}
      <button
        type="button"
        className="askbox"
        aria-label="Ask or search…"
        onPointerEnter={on.onNearSearch}
        onFocus={on.onNearSearch}
        onClick={on.onSearch}
      >
        <Search {...ICON} />
        <span>Ask or search…</span>
        <span className="kbd" aria-hidden="true">
          /
        </span>
      </button>
    </header>
  );
}

function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav className="crumbs" aria-label="Where you are">
      {crumbs.map((crumb, index) => (
        <span key={`${crumb.to}${index}`} style={{ display: "contents" }}>
          {index > 0 && <ChevronRight size={13} aria-hidden="true" />}
          {crumb.to && index < crumbs.length - 1 ? (
            <Link to={crumb.to}>{crumb.label}</Link>
          ) : (
            <span aria-current="page" title={crumb.label}>
              {crumb.label}
            </span>
          )}
        </span>
      ))}
    </nav>
  );
}
