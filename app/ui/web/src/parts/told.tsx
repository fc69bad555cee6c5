// Hands the server's answers to what waits for them.
import { useEffect } from "react";
import { tell, type Answers } from "../lib/asking";

export function Told({ done = 0, refusals = {} }: Partial<Answers>) {
  useEffect(() => tell({ done, refusals }), [done, refusals]);
  return null;
}
