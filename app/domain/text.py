"""What a text names: people by @name, tasks by key; and how names shorten."""

import re
import unicodedata

# ENG-12, also as #ENG-12; not inside longer words, addresses or code like UTF-8 (keys are looked up anyway).
KEY = re.compile(r"(?<![\w/-])#?([A-Z][A-Z0-9]{1,9}-\d{1,7})(?![\w-])")
# @name, @first.last, @"Full Name"
AT_NAME = re.compile(r"(?<![\w@.])@(?:\"([^\"\n]{1,80})\"|([\w][\w.-]{0,60}))")


def task_keys(text: str) -> list[str]:
    """Keys named in a text, each once, in order."""
    return list(dict.fromkeys(found.group(1) for found in KEY.finditer(text)))


def at_names(text: str) -> list[str]:
    """What follows an @, without it, each once; a trailing full stop is not part of it."""
    return list(
        dict.fromkeys((m.group(1) or m.group(2)).rstrip(".-") for m in AT_NAME.finditer(text))
    )


def handle(name: str) -> str:
    """How a person is mentioned: “Ana María Ruiz” → “ana.maria.ruiz”."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    parts = re.findall(r"[a-z0-9]+", (plain or name).lower())
    return ".".join(parts) or re.sub(r"\s+", ".", name.strip().lower())


def initials(name: str) -> str:
    """At most two letters: first and last name."""
    words = [word for word in re.split(r"[\s._-]+", name.strip()) if word]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def hue(user_id: int) -> int:
    """A person's steady colour, 0–359; the golden angle keeps neighbours apart."""
    return round(user_id * 137.508) % 360


def squeeze(text: str, *, limit: int) -> str:
    """One line of at most `limit` characters, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


# -- in any case -----------------------------------------------------------------------------------

_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


def ascii_folded(text: str) -> str:
    """Without the case of A to Z alone, which is all that SQLite folds."""
    return text.translate(_LOWER)


def ways_of(words: str) -> frozenset[str]:
    """How words may be written, each `ascii_folded`: letters beyond A to Z come small, first or all capital."""
    low = words.lower()
    forms = (words, low, low.upper(), low.capitalize(), low.title())
    return frozenset(ascii_folded(form) for form in forms)


def folded(words: str) -> str:
    """One spelling for words that are the same in any case."""
    low = words.lower()
    return low if ways_of(low) == ways_of(words) else words


def says(text: str, words: str) -> bool:
    """Whether the words stand in the text, in any case."""
    there = ascii_folded(text)
    return any(way in there for way in ways_of(words))


def is_named(name: str, words: str) -> bool:
    """Whether the words are the name, in any case."""
    return ascii_folded(name) in ways_of(words)
