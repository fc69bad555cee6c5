// Code that is fetched when somebody is about to need it, and drawn at once when it is here already.
import { createElement, useEffect, useState, type ComponentType } from "react";
import { useIsReached } from "./connection";

/** A server that dies is not known to be away at once: what fails is tried again before the page says so. */
const MOST_TRIES = 3;
const AGAIN_MS = 1000;

/** What the pages that were opened may need and nobody has fetched ahead. */
export const mayCome: (() => Promise<void>)[] = [];

interface Later<P> {
  (props: P): React.ReactNode;
  /** Fetches it ahead: the pointer or the focus is near what opens it. */
  fetch: () => Promise<void>;
  isHere: () => boolean;
}

/**
 * A component from a module of its own; `Meanwhile` stands for it until the module is here.
 *
 * React's own `lazy` shows nothing for some 300 ms even when the module came at once, and what is
 * typed in that time goes nowhere.
 */
export function later<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  Meanwhile: ComponentType,
): Later<P> {
  let loaded: ComponentType<P> | null = null;
  const fetch = async () => {
    loaded ??= (await load()).default;
  };
  function Drawn(props: P) {
    const [state, setState] = useState({ found: loaded, failure: null as Error | null });
    const [failed, setFailed] = useState(0);
    const isReached = useIsReached();
    useEffect(() => {
      if (state.found || (failed > 0 && !isReached)) return undefined;
      let isHere = true;
      let again: ReturnType<typeof setTimeout> | undefined;
      fetch().then(
        () => isHere && setState({ found: loaded, failure: null }),
        (failure: Error) => {
          if (!isHere) return;
          if (failed + 1 >= MOST_TRIES) setState({ found: null, failure });
          else again = setTimeout(() => setFailed(failed + 1), AGAIN_MS);
        },
      );
      return () => {
        isHere = false;
        clearTimeout(again);
      };
    }, [state.found, failed, isReached]);
    // The page's own boundary says so.
    if (state.failure) throw state.failure;
    return state.found ? createElement(state.found, props) : createElement(Meanwhile);
  }
  // Fetching ahead may fail quietly: opening tries again.
  const ahead = () => fetch().catch(() => undefined);
  mayCome.push(ahead);
  return Object.assign(Drawn, { fetch: ahead, isHere: () => loaded !== null });
}

/** Stands for what has no place until it is here. */
export function Nothing() {
  return null;
}
