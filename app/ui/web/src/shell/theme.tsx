// Light, dark, or as the system says.
import { Moon, Sun } from "lucide-react";
import { useContext } from "react";
import { ColorModeContext } from "$/utils/context-registry";

/** What turning the theme is called now, and how it is done. */
export function useThemeTurn() {
  const { resolvedColorMode, setColorMode } = useContext(ColorModeContext);
  const isDark = resolvedColorMode === "dark";
  return {
    isDark,
    word: isDark ? "Use the light theme" : "Use the dark theme",
    turn: () => setColorMode(isDark ? "light" : "dark"),
  };
}

export function ThemeButton() {
  const { isDark, word, turn } = useThemeTurn();
  const Icon = isDark ? Sun : Moon;
  return (
    <button
      type="button"
      className="button quiet square"
      aria-label={word}
      title={word}
      onClick={turn}
    >
      <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
