// Small stores that components look at: they are told when what is kept changes, also by another tab.
import { useSyncExternalStore } from "react";

export class Watched {
  private readonly watchers = new Set<() => void>();
  /** Rises with each change. */
  version = 0;

  changed(): void {
    this.version += 1;
    for (const watcher of this.watchers) watcher();
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => {
      this.watchers.delete(watcher);
    };
  };
}

/** Draws again whenever the store changes. */
export function useWatched(store: Watched): number {
  return useSyncExternalStore(
    store.watch,
    () => store.version,
    () => 0,
  );
}

/** Another tab changed a key that begins so. */
export function onOtherTab(isOurs: (key: string) => boolean, changed: () => void): void {
  if (typeof window === "undefined") return;
  window.addEventListener("storage", ({ key }) => {
    if (key === null || isOurs(key)) changed();
  });
}
