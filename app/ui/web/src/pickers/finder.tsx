// Any thing by its name: finds tasks, goals, docs or lists by key or title.
import { useState } from "react";
import { KeepsKeys } from "../lib/kept-keys";
import { later } from "../lib/later";
import type { Found } from "../lib/payloads";
import { Floating, type OpenerProps } from "./floating";

const FinderResults = later(() => import("./finder-results"), KeepsKeys);

interface FinderProps extends OpenerProps {
  kinds?: string[];
  placeholder?: string;
  onPick?: (found: Found) => void;
}

export function Finder(props: FinderProps) {
  const { kinds = ["task"], placeholder = "Key or title…", onPick, ...opener } = props;
  const [open, setOpen] = useState(false);
  return (
    <Floating
      {...opener}
      fetch={FinderResults.fetch}
      open={open}
      onOpenChange={setOpen}
      menuClass="wide-menu"
      onKeyDown={(event) => event.key === "Tab" && setOpen(false)}
      menu={
        <FinderResults
          kinds={kinds}
          label={opener.label || placeholder}
          placeholder={placeholder}
          onPick={(one) => {
            setOpen(false);
            onPick?.(one);
          }}
        />
      }
    />
  );
}
