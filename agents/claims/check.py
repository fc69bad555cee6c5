"""Runs claims again, of answers just given and of such that were kept."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args

from agents.claims import found, kept
from agents.claims.claim import Claim, Predicate, Verdict, fingerprint, parts
from agents.claims.found import FOUND, Gone
from agents.claims.once import once
from agents.workspace import WorkspaceGateway

Known = Verdict | Literal["unknown"]
MOST_PARTS = 40  # claims in one; an answer's sentence has a few
MOST_DAYS = 8  # past days looked at for one answer; each is a workspace rewound


def check(claim: Claim, gateway: WorkspaceGateway) -> Verdict:
    """Run a claim again; one about a past day on that day."""
    if "as_of" not in claim.about:
        return _check(claim, gateway)
    with gateway.back_to(kept.past_day(claim.about["as_of"])) as then:
        return _check(claim, then)


def verdict(one: Mapping[str, Any] | None, gateway: WorkspaceGateway) -> Known:
    """Check a claim that was kept as JSON; what is no claim can't be known."""
    return verdicts([one], gateway)[0]


def verdicts(many: Sequence[Mapping[str, Any] | None], gateway: WorkspaceGateway) -> list[Known]:
    """Check claims that were kept as JSON; each past day among them is looked at once."""
    claims = [_read(one) for one in many]
    found: list[Known] = ["unknown"] * len(claims)
    days = dict.fromkeys(day for day, claim in claims if claim and day)
    _settle(claims, None, once(gateway), found)
    for day in list(days)[:MOST_DAYS]:
        with gateway.back_to(day) as then:
            _settle(claims, day, once(then), found)
    return found


def _settle(
    claims: Sequence[tuple[date | None, Claim | None]],
    day: date | None,
    gateway: WorkspaceGateway,
    verdicts: list[Known],
) -> None:
    """Check the claims about one day."""
    for index, (when, claim) in enumerate(claims):
        if claim is not None and when == day:
            try:
                verdicts[index] = _check(claim, gateway)
            except (KeyError, TypeError, ValueError, OverflowError):
                verdicts[index] = "unknown"


def _read(one: Mapping[str, Any] | None) -> tuple[date | None, Claim | None]:
    """A claim and the past day it is about, when it is one."""
    try:
        given = kept.named(one)
        about = kept.named(given["about"])
        claim = Claim(kept.one_of(given["predicate"], Predicate), about, kept.text(given["value"]))
        return (kept.past_day(about["as_of"]) if "as_of" in about else None), claim
    except (KeyError, TypeError, ValueError):
        return None, None


def _check(claim: Claim, gateway: WorkspaceGateway) -> Verdict:
    try:
        return _alone(claim, gateway) if claim.predicate != "all" else _together(claim, gateway)
    except Gone:
        return "gone"


def _together(claim: Claim, gateway: WorkspaceGateway) -> Verdict:
    """The worst of its parts; each stands alone."""
    if not 0 < len(kept.several(claim.about["claims"])) <= MOST_PARTS:
        raise ValueError
    found = {_part(one, gateway) for one in parts(claim)}
    return "gone" if "gone" in found else "changed" if "changed" in found else "holds"


def _part(claim: Claim, gateway: WorkspaceGateway) -> Verdict:
    if claim.predicate == "all" or claim.predicate not in get_args(Predicate):
        raise ValueError
    return _check(claim, gateway)


def _alone(claim: Claim, gateway: WorkspaceGateway) -> Verdict:
    about = kept.named(claim.about)
    match claim.predicate:
        case "quote":
            return _quoted(about, gateway)
        case "linked":
            return _as(found.is_linked(about, gateway))
        case "summary":
            return _as(found.is_told(about, claim.value, gateway))
        case "things":
            return _theirs(about, gateway)
        case _:
            values = FOUND[claim.predicate](about, gateway)
            return "gone" if values is None else _as(fingerprint(values) == claim.value)


def _quoted(about: Mapping[str, Any], gateway: WorkspaceGateway) -> Verdict:
    quoted, quotes = kept.text(about["text"]), found.quotes(about, gateway)
    if not quotes:
        return "gone"
    return _as(any(_plain(quoted) in _plain(f"{q.title} {q.text}") for q in quotes))


def _plain(text: str) -> str:
    return "".join(c for c in text.rstrip("…") if c.isalnum()).casefold()


def _theirs(about: Mapping[str, Any], gateway: WorkspaceGateway) -> Verdict:
    every, there, same = found.those_of(about, gateway)
    return "gone" if every and not there else _as(same == every)


def _as(holds: bool) -> Verdict:  # noqa: FBT001 - a comparison's outcome
    return "holds" if holds else "changed"
