// The theme in the settings.
import { useContext } from "react";
import { ColorModeContext, type ColorMode } from "$/utils/context-registry";
import { Choice } from "../parts/choice";

const MODES: { value: ColorMode; label: string }[] = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export function ThemeChoice() {
  const { rawColorMode, setColorMode } = useContext(ColorModeContext);
  return (
    <Choice
      label="Theme"
      options={MODES}
      value={rawColorMode}
      onPick={(mode) => setColorMode(mode as ColorMode)}
    />
  );
}
