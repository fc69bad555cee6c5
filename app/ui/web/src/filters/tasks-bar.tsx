// The bar of the page of a filter: what it asks stands in the address, and the page reads it there.
import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { FilterBar } from "./filter-bar";
import { EVERYTHING, fromText, toText, type Filter } from "./tree";
import { many } from "../lib/numbers";

const REST_MS = 150;

interface TasksBarProps {
  refusal?: string;
  /** How many fit. */
  total?: number;
}

export function TasksBar({ refusal = "", total = 0 }: TasksBarProps) {
  const { search } = useLocation();
  const navigate = useNavigate();
  // Ahead of the address, so that not every letter reads the page anew.
  const [ahead, setAhead] = useState<Filter | null>(null);
  const address = new URLSearchParams(search).get("where") ?? "";
  // Only what has arrived is let go: something newer may have been asked before this runs.
  useEffect(() => {
    setAhead((now) => (now && toText(now) === address ? null : now));
  }, [ahead, address]);
  useEffect(() => {
    if (!ahead) return undefined;
    const text = toText(ahead);
    const timer = setTimeout(
      () => void navigate(text ? `/tasks?where=${text}` : "/tasks", { replace: true }),
      REST_MS,
    );
    return () => clearTimeout(timer);
  }, [ahead, navigate]);
  const where = ahead ?? fromText(address) ?? EVERYTHING;
  return (
    <FilterBar where={where} onChange={setAhead} refusal={refusal} count={many(total, "task")} />
  );
}
