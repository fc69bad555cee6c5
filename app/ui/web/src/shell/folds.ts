// Which spaces and folders of the sidebar are folded, kept in this browser; what one opens is never out of sight.
import { useEffect, useState } from "react";
import type { Crumb, SpacePlace } from "../lib/page-state";
import { remember, remembered } from "../lib/storage";

const CLOSED = "closed";
type Closed = Record<string, boolean>;

export interface Folds {
  isOpen: (id: string) => boolean;
  turn: (id: string) => void;
}

/** The spaces and folders that hold what a page shows, by its crumbs: a space's own page is not inside it. */
export function around(tree: SpacePlace[], crumbs: Crumb[]): string[] {
  const above = new Set(crumbs.slice(0, -1).map(({ to }) => to));
  const at = new Set(crumbs.map(({ to }) => to));
  const holds = ({ lists }: Pick<SpacePlace, "lists">) =>
    lists.some(({ id }) => at.has(`/lists/${id}`));
  return tree.flatMap((space) => {
    const folders = space.folders.filter(holds).map(({ id }) => `f${id}`);
    const isHere = folders.length > 0 || holds(space) || above.has(`/spaces/${space.id}`);
    return isHere ? [`s${space.id}`, ...folders] : [];
  });
}

export function useFolds(tree: SpacePlace[], crumbs: Crumb[]): Folds {
  const [closed, setClosed] = useState<Closed>({});
  const here = around(tree, crumbs).join(" ");
  const page = crumbs.map(({ to }) => to).join(" ");
  useEffect(() => {
    const kept = remembered<Closed>(CLOSED, {});
    const shut = here.split(" ").filter((id) => kept[id]);
    if (shut.length) remember(CLOSED, without(kept, shut));
    setClosed(without(kept, shut));
    // Once for each page: whoever folds it there wants it folded.
  }, [page, here]);
  const turn = (id: string) =>
    setClosed((now) => {
      const next = { ...now, [id]: !now[id] };
      remember(CLOSED, next);
      return next;
    });
  return { isOpen: (id) => !closed[id], turn };
}

function without(closed: Closed, ids: string[]): Closed {
  return Object.fromEntries(Object.entries(closed).filter(([id]) => !ids.includes(id)));
}
