"""What is said of the archive."""


def done(kind: str, name: str, *, is_archived: bool) -> str:
    """After it was archived, or unarchived."""
    return f"The {kind} “{name}” is {'archived' if is_archived else 'back from the archive'}."


def banner(kind: str, place: tuple[str, str] | None) -> str:
    """Over what is archived; `place` is the kind and name of the place it was archived with."""
    if place is None:
        return f"This {kind} is archived: it can be read, not changed."
    noun, name = place
    return f"This {kind} is archived with the {noun} “{name}”: it can be read, not changed."
