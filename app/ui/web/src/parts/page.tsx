// What a page as a whole needs: links, its title, and the place its address names.
import { useEffect, useRef, type ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { useEvent } from "../lib/use-event";

/** A link inside the app. */
export function Go({ to, children, ...rest }: { to: string; children?: ReactNode }) {
  return (
    <Link to={to} {...rest}>
      {children}
    </Link>
  );
}

interface WatchProps {
  title?: string;
  version?: number;
  onChange?: () => void;
}

/** Sets the window's title, and calls back when `version` rises. */
export function Watch({ title = "", version = 0, onChange }: WatchProps) {
  const seen = useRef(version);
  const callBack = useEvent(() => onChange?.());
  useEffect(() => {
    if (title) document.title = `${title} · Goalward`;
  }, [title]);
  useEffect(() => {
    if (version === seen.current) return;
    seen.current = version;
    callBack();
  }, [version, callBack]);
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
