"""What the Jira project's own files say of an issue."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.real import issues

Issue = dict[str, Any]
Fits = Callable[[Issue], bool]
FIXED = {"Fixed", "Done", None}


def named(issue: Issue, field: str) -> str | None:
    return (issue["fields"].get(field) or {}).get("name")


def person(issue: Issue) -> str:
    return (issue["fields"].get("assignee") or {}).get("displayName", "").strip()


def is_open(issue: Issue) -> bool:
    return issue["fields"]["status"]["statusCategory"]["key"] != "done"


def is_done(issue: Issue) -> bool:
    return not is_open(issue) and named(issue, "resolution") in FIXED


def is_cancelled(issue: Issue) -> bool:
    return not is_open(issue) and not is_done(issue)


def ended(issue: Issue, *starts: str) -> bool:
    """It was resolved on a day that starts so (ISO)."""
    return (issue["fields"].get("resolutiondate") or "").startswith(starts)


def is_tagged(issue: Issue, word: str) -> bool:
    """Its type, a component, a label or a version is called so."""
    fields = issue["fields"]
    parts = [*(fields.get("components") or []), *(fields.get("fixVersions") or [])]
    words = [
        fields["issuetype"]["name"],
        *(part["name"] for part in parts),
        *(fields.get("labels") or []),
    ]
    return word.casefold() in {w.casefold() for w in words}


def keys(fits: Fits) -> set[str]:
    return {issue["key"] for issue in issues() if fits(issue)}


def busiest(fits: Fits, most: int) -> list[str]:
    """Full names on such issues, the busiest first."""
    names = Counter(person(i) for i in issues() if fits(i) and len(person(i).split()) > 1)
    return [name for name, _ in names.most_common(most)]


def components(most: int) -> list[str]:
    """The components most used."""
    found = Counter(c["name"] for i in issues() for c in i["fields"].get("components") or [])
    return [name for name, _ in found.most_common(most)]


# -- conditions to compose -------------------------------------------------------------------------


def both(*parts: Fits) -> Fits:
    return lambda i: all(part(i) for part in parts)


def of(name: str) -> Fits:
    return lambda i: person(i) == name


def has(word: str) -> Fits:
    return lambda i: is_tagged(i, word)


def without(part: Fits) -> Fits:
    return lambda i: not part(i)


def nobody(issue: Issue) -> bool:
    return not person(issue)


def at_priority(name: str) -> Fits:
    return lambda i: named(i, "priority") == name


def created_in(*starts: str) -> Fits:
    return lambda i: i["fields"]["created"].startswith(starts)


def ended_in(*starts: str) -> Fits:
    return lambda i: ended(i, *starts)
