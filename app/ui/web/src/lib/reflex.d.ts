// What we use of Reflex's own browser code, which has no types.
declare module "$/utils/context-registry" {
  import type { Context } from "react";

  export type ColorMode = "light" | "dark" | "system";
  export const ColorModeContext: Context<{
    rawColorMode: ColorMode;
    resolvedColorMode: "light" | "dark";
    setColorMode: (mode: ColorMode) => void;
  }>;
}

// Rules that come along with code; Vite bundles them.
declare module "*.css";
