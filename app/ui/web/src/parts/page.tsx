// What a page as a whole needs: links, its title, and the place its address names.
import { useEffect, useRef, type ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { tell, type Answers } from "../lib/asking";
import { SELDOM_MS, SOON_MS, useTouched, type Live } from "../lib/live";

/** A link inside the app. */
export function Go({ to, children, ...rest }: { to: string; children?: ReactNode }) {
  return (
    <Link to={to} {...rest}>
      {children}
    </Link>
  );
}

interface WatchProps extends Partial<Live> {
  title?: string;
  /** What the page shows: read again at once. */
  topics?: string[];
  /** What it only sums up: read again now and then. */
  seldom?: string[];
  /** What the sidebar and the top bar show. */
  frame?: string[];
  onChange?: () => void;
  onFrame?: () => void;
}

const NONE: string[] = [];

/** Sets the window's title, and calls back when what is shown may have changed. */
export function Watch(props: WatchProps) {
  const { title = "", version = 0, touched = NONE, onChange, onFrame } = props;
  useEffect(() => {
    if (title) document.title = `${title} · Goalward`;
  }, [title]);
  const live = { version, touched };
  useTouched(live, props.topics ?? NONE, SOON_MS, () => onChange?.());
  useTouched(live, props.seldom ?? NONE, SELDOM_MS, () => onChange?.());
  useTouched(live, props.frame ?? NONE, SOON_MS, () => onFrame?.());
  return null;
}

/** Hands the server's answers to what waits for them. */
export function Told({ done = 0, refusals = {}, kept = [], fields = {} }: Partial<Answers>) {
  useEffect(() => tell({ done, refusals, kept, fields }), [done, refusals, kept, fields]);
  return null;
}

const LOOK_EVERY_MS = 100;
const MOST_LOOKS = 20;
const FLASH_MS = 1700;

/** Scrolls to what the address names (#comment-99) once it is there, and lets it flash once. */
export function FlashHash({ ready = true }: { ready?: boolean }) {
  const { hash, pathname } = useLocation();
  const done = useRef("");
  useEffect(() => {
    const id = decodeURIComponent(hash.slice(1));
    if (!ready || !id || done.current === pathname + hash) return undefined;
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      const place = document.getElementById(id);
      if (place) {
        done.current = pathname + hash;
        flash(place);
      }
      if (place || looks > MOST_LOOKS) clearInterval(timer);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [hash, pathname, ready]);
  return null;
}

function flash(place: HTMLElement): void {
  place.scrollIntoView({ block: "center" });
  place.classList.add("flash");
  setTimeout(() => place.classList.remove("flash"), FLASH_MS);
}
