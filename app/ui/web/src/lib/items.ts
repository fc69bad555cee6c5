// Which item a page shows, as the API names it.

export type ItemKind = "task" | "list" | "space" | "goal" | "doc";

export interface Item {
  kind: ItemKind;
  item: string;
}

/** Null where the page shows no item. */
export function itemOf(pathname: string): Item | null {
  const found = /^\/(task|list|space|goal|doc)s\/([A-Za-z0-9-]+)$/.exec(pathname);
  if (!found?.[2] || found[2] === "new") return null;
  return { kind: found[1] as ItemKind, item: found[2] };
}

/** “/tasks/ENG-1” is of the kind “task”. */
export function kindOf(path: string): string {
  return (path.split("/")[1] ?? "").replace(/s$/, "");
}

/** A title may begin with its key, which stands beside it. */
export function titleOf(one: { key?: string; title: string }): string {
  return one.key && one.title.startsWith(`${one.key} `)
    ? one.title.slice(one.key.length + 1)
    : one.title;
}
