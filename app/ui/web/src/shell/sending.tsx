// Sends what this browser keeps, and says what was saved; on a page that keeps nothing, nothing is fetched for it.
import { useIsReached } from "../lib/connection";
import { useWatched } from "../lib/kept";
import { later, Nothing } from "../lib/later";
import { isWanted, waiting } from "../lib/waiting";
import type { TellerProps } from "./teller";

const Teller = later(() => import("./teller"), Nothing);

export function Sending(props: TellerProps) {
  useWatched(waiting);
  // It can't be fetched while the server is away, and has nothing to say then.
  const isReached = useIsReached();
  return isWanted() && isReached ? <Teller {...props} /> : null;
}
