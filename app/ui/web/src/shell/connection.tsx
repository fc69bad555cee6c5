// One lasting line while the server can't be reached; what waits is counted.
import "./connection.css";
import { CloudOff } from "lucide-react";
import { useContext, useEffect } from "react";
import { EventLoopContext } from "$/utils/context-registry";
import { noted, useIsAway } from "../lib/connection";
import { useWatched } from "../lib/kept";
import { countSending, waiting } from "../lib/waiting";

export function Connection() {
  const errors = useContext(EventLoopContext)?.[1];
  const isConnected = !errors?.length;
  useEffect(() => noted("socket", isConnected), [isConnected]);
  useEffect(() => noted("browser", navigator.onLine), []);
  const isAway = useIsAway();
  useWatched(waiting);
  if (!isAway) return null;
  const count = countSending();
  return (
    <div className="away" role="status">
      <CloudOff size={16} aria-hidden="true" />
      <span>No connection. What you type is kept and sent when it is back.</span>
      {count > 0 && <span className="hint num">{count} waiting</span>}
    </div>
  );
}
