// One lasting line while the server can't be reached; what waits is counted.
import "./connection.css";
import { CloudOff } from "lucide-react";
import { useContext, useEffect, useState } from "react";
import { useBlocker } from "react-router";
import { EventLoopContext } from "$/utils/context-registry";
import { isReachable, noted, useIsAway, useIsReached } from "../lib/connection";
import { useWatched } from "../lib/kept";
import { countSending, waiting } from "../lib/waiting";

export function Connection() {
  const errors = useContext(EventLoopContext)?.[1];
  const isConnected = !errors?.length;
  useEffect(() => noted("socket", isConnected), [isConnected]);
  useEffect(() => noted("browser", navigator.onLine), []);
  const isAway = useIsAway();
  const isStaying = useStaying();
  useWatched(waiting);
  if (!isAway && !isStaying) return null;
  const count = countSending();
  return (
    <div className="away" role="status">
      <CloudOff size={16} aria-hidden="true" />
      <span>
        {isStaying
          ? "No connection: that page can't be opened now. What you type here is kept and sent when it is back."
          : "No connection. What you type is kept and sent when it is back."}
      </span>
      {count > 0 && <span className="hint num">{count} waiting</span>}
    </div>
  );
}

/** Another page can't come while the server is away: whoever asks for one stays, and is told. */
function useStaying(): boolean {
  const [isStaying, setStaying] = useState(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      !isReachable() && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    blocker.reset();
    setStaying(true);
  }, [blocker]);
  const isReached = useIsReached();
  useEffect(() => {
    if (isReached) setStaying(false);
  }, [isReached]);
  return isStaying;
}
