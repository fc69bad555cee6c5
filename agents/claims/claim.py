"""The claim itself."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal

Verdict = Literal["holds", "changed", "gone"]
Predicate = Literal[
    "all",  # several claims at once
    "tasks",
    "group",
    "split",  # which tasks fit a filter, and how they fall into groups
    "changes",  # what happened to them in a stretch of time
    "waiting",
    "blockers",  # what waits for one task; what holds up those that fit
    "flow",
    "queue",  # how long their work took, and where it waits
    "task",
    "goal",
    "field",
    "goals",  # how one stands, one field with its last change, all goals
    "serves",
    "linked",
    "similar",  # what is tied to what, and what reads alike
    "findings",
    "summary",  # what detectors see, what a week amounted to
    "quote",
    "last",
    "written",
    "query",  # what a typed question finds
    "things",  # what was said, last said, written when, by whom
]


@dataclass(frozen=True)
class Claim:
    """A predicate, its arguments as JSON, and the fingerprint of what was true."""

    predicate: Predicate
    about: Mapping[str, Any]
    value: str


def every(*claims: Claim | None) -> Claim | None:
    """All of these at once; None when there is none."""
    flat = [part for claim in claims if claim for part in parts(claim)]
    if len(flat) < 2:
        return flat[0] if flat else None
    return Claim("all", {"claims": [asdict(one) for one in flat]}, "")


def parts(claim: Claim) -> list[Claim]:
    """What a claim is made of: itself, when it is one."""
    if claim.predicate != "all":
        return [claim]
    return [
        Claim(one["predicate"], one["about"], str(one["value"])) for one in claim.about["claims"]
    ]


def on(claim: Claim | None, day: date) -> Claim | None:
    """The claim about the workspace as it was at the end of a past day."""
    return replace(claim, about={**claim.about, "as_of": day.isoformat()}) if claim else None


def fingerprint(values: Iterable[Any]) -> str:
    return hashlib.blake2s("\x1f".join(map(str, values)).encode(), digest_size=10).hexdigest()
