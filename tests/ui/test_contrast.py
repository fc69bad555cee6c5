"""Words can be read on whatever they stand: WCAG 2.2's 4.5 to 1, for every pair of tokens, light and dark."""

import math
import re
from pathlib import Path

import pytest

STYLE = Path(__file__).resolve().parents[2] / "assets" / "style.css"
WORDS = ("ink", "ink-2", "ink-3", "accent-ink", "green", "amber", "red", "blue", "grey", "violet")
GROUNDS = ("ground", "surface", "raised", "hover", "pressed", "accent-soft", "flash")
# A meaning's words on a wash of the same meaning, and what stands on the accent.
OWN = [(name, f"{name}-soft") for name in ("green", "amber", "red", "blue", "violet")]
OWN += [("on-accent", "accent"), ("on-accent", "accent-hover")]
LEAST = 4.5


def _tokens(theme: str) -> dict[str, str]:
    rules = STYLE.read_text()
    found: dict[str, str] = {}
    for selector in (":root", ".dark") if theme == "dark" else (":root",):
        block = rules[rules.index(f"{selector} {{") :]
        found |= re.findall(r"--([\w-]+): oklch\(([\d. ]+)\);", block[: block.index("}")])
    return found


def _luminance(color: str) -> float:
    """Relative luminance, 0 to 1, of an `L C H` in OKLCH (Björn Ottosson's matrices to linear sRGB)."""
    lightness, chroma, hue = (float(part) for part in color.split())
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    shares = ((0.2126, red), (0.7152, green), (0.0722, blue))
    return sum(share * min(1, max(0, part)) for share, part in shares)


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_21_to_1():
    assert round(_contrast("0 0 0", "1 0 0"), 2) == 21


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_on_every_ground(theme):
    token = _tokens(theme)
    pairs = [(word, ground) for word in WORDS for ground in GROUNDS] + OWN

    contrasts = {pair: round(_contrast(*(token[name] for name in pair)), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in contrasts.items() if ratio < LEAST} == {}
