// Adds a filter: first what is asked, then what it has to be. It narrows from its first value on.
import { ListFilterPlus } from "lucide-react";
import { useState } from "react";
import { KeepsKeys } from "../lib/kept-keys";
import { later } from "../lib/later";
import { Floating } from "../pickers/floating";
import { withPart } from "./quick";
import { partsOf, type Filter, type Leaf } from "./tree";

const AddMenu = later(() => import("./add-menu"), KeepsKeys);

interface AddFilterProps {
  where: Filter;
  onChange: (where: Filter) => void;
  listId?: number;
}

export function AddFilter({ where, onChange, listId }: AddFilterProps) {
  const [open, setOpen] = useState(false);
  // Where the part stands that is being put together; null until it has a value.
  const [at, setAt] = useState<number | null>(null);
  const turn = (next: boolean) => {
    setAt(null);
    setOpen(next);
  };
  const put = (leaf: Leaf | null) => {
    if (at === null && !leaf) return;
    const place = at ?? partsOf(where).length;
    setAt(leaf ? place : null);
    onChange(withPart(where, place, leaf));
  };
  const found = at === null ? undefined : partsOf(where)[at];
  return (
    <Floating
      fetch={AddMenu.fetch}
      className="chip"
      pick="filter"
      label="Add a filter"
      open={open}
      onOpenChange={turn}
      menuClass="filter-menu"
      menu={
        <AddMenu
          where={where}
          leaf={found && "field" in found ? found : null}
          listId={listId}
          onLeaf={put}
          onWhere={(next) => {
            turn(false);
            onChange(next);
          }}
          onDone={() => turn(false)}
        />
      }
    >
      <ListFilterPlus size={13} aria-hidden="true" /> Filter
    </Floating>
  );
}
