// What we use of Reflex's own browser code, which has no types.
declare module "$/utils/context-registry" {
  import type { Context } from "react";

  export type ColorMode = "light" | "dark" | "system";
  /** How events are sent, and why the socket could not be opened; none while it is open. */
  export const EventLoopContext: Context<[unknown, Error[]] | null>;
  export const ColorModeContext: Context<{
    rawColorMode: ColorMode;
    resolvedColorMode: "light" | "dark";
    setColorMode: (mode: ColorMode) => void;
  }>;
}

// Rules that come along with code; Vite bundles them.
declare module "*.css";
