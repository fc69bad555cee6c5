"""What of a Jira project only some may read: found before anything is read, and never shown to more people here.

An issue with a security level is restricted as a whole. A comment is, when it names a role or a group
(`visibility`), or is internal to a service desk (`jsdPublic: false`, or the property `sd.public.comment`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.importing.plan import NotCarried

MOST_NAMED = 20
WHY = "only some people may read them there; `--restricted` brings them into a private list"


@dataclass(frozen=True)
class Parted:
    """A project's issues: what everybody in it may read, what only some may, and the keys of the latter.

    A restricted comment on an open issue stands alone: an issue of its own, named after the other.
    """

    open: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    restricted: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    issues: list[str] = field(default_factory=list[str])
    comments: list[str] = field(default_factory=list[str])  # of these issues, a key for each

    def left_out(self) -> list[NotCarried]:
        """What an import of the open part says of the rest."""
        found = (("issues (restricted)", self.issues), ("comments (restricted)", self.comments))
        return [
            NotCarried(what, len(keys), f"{WHY}: {_named(keys)}") for what, keys in found if keys
        ]


def part(issues: Iterable[dict[str, Any]]) -> Parted:
    """Tell issues and comments by who may read them."""
    parted = Parted()
    for issue in issues:
        if issue["fields"].get("security"):
            parted.restricted.append(issue)
            parted.issues.append(issue["key"])
            continue
        comments: list[dict[str, Any]] = (issue["fields"].get("comment") or {}).get(
            "comments"
        ) or []
        hidden = [one for one in comments if is_restricted(one)]
        if not hidden:
            parted.open.append(issue)
            continue
        shown = [one for one in comments if one not in hidden]
        parted.open.append(issue | {"fields": issue["fields"] | {"comment": {"comments": shown}}})
        parted.restricted.append(_standing_for(issue, hidden))
        parted.comments.extend(issue["key"] for _ in hidden)
    return parted


def is_restricted(comment: dict[str, Any]) -> bool:
    """Not everybody who reads the issue may read this; what is comments in a way nobody knows is restricted."""
    if comment.get("visibility"):
        return True
    if comment.get("jsdPublic") not in (None, True):
        return True
    return any(_is_internal(one) for one in comment.get("properties") or [])


def _is_internal(entry: Any) -> bool:
    """A property of a comment that a service desk keeps to its agents."""
    if not isinstance(entry, dict) or entry.get("key") != "sd.public.comment":
        return False
    value = entry.get("value")
    return not isinstance(value, dict) or value.get("internal") not in (None, False, "false")


def _standing_for(issue: dict[str, Any], comments: list[dict[str, Any]]) -> dict[str, Any]:
    fields = issue["fields"]
    kept = {
        name: fields[name] for name in ("created", "updated", "status", "project") if name in fields
    }
    summary = f"Restricted comments on {issue['key']}"
    return {
        "key": issue["key"],
        "fields": kept | {"summary": summary, "comment": {"comments": comments}},
    }


def _named(keys: Sequence[str]) -> str:
    """Each key once, as far as one wants to read them."""
    names = sorted(set(keys), key=lambda key: (len(key), key))
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
