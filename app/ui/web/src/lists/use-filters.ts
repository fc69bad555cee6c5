// Filters, grouping and the kind of view live in the address, so that back and reload keep them.
import { useCallback, useEffect, useState } from "react";
import { fromAddress, toAddress, type Filters } from "./filtering";

export type ChangeFilters = (values: Partial<Filters>) => void;

export function useFilters(): [Filters, ChangeFilters] {
  const [filters, setFilters] = useState(() => fromAddress(window.location.search));
  useEffect(() => {
    const back = () => setFilters(fromAddress(window.location.search));
    window.addEventListener("popstate", back);
    return () => window.removeEventListener("popstate", back);
  }, []);
  const change = useCallback<ChangeFilters>((values) => {
    const next = { ...fromAddress(window.location.search), ...values };
    const address = window.location.pathname + toAddress(next);
    window.history.replaceState(window.history.state, "", address);
    setFilters(next);
  }, []);
  return [filters, change];
}
