// What was opened lately, in this browser only.
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { kindOf } from "../lib/items";
import { visits, type Visit } from "../lib/storage";
import { KindIcon } from "../parts/kind-icon";

export function Visits({ most = 8 }: { most?: number }) {
  const [lately, setLately] = useState<Visit[]>([]);
  useEffect(() => setLately(visits().slice(0, most)), [most]);
  if (!lately.length) {
    return <p className="quiet-text">Tasks, goals, docs and lists you open appear here.</p>;
  }
  return (
    <ul className="visits">
      {lately.map((one) => (
        <li key={one.path}>
          <Link to={one.path} className="visit">
            <KindIcon kind={kindOf(one.path)} />
            <span className="cut" title={one.label}>
              {one.label}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
