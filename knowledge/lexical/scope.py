"""Where words are looked for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """Where and in what to look; no kinds are all kinds."""

    places: frozenset[str]
    kinds: frozenset[str] | None = None
