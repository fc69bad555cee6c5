"""Runs claims again, of answers just given and of such that were stored."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Literal

from agents.claims import found, stored
from agents.claims.about import OfLink, OfQuote, OfSummary, OfThings
from agents.claims.claim import Claim, Verdict, fingerprint
from agents.claims.found import Gone, values_of
from agents.claims.once import once
from agents.claims.stored import AnyKept
from agents.passages.windows import LINK
from agents.workspace import WorkspaceGateway

Known = Verdict | Literal["unknown"]
MOST_DAYS = 8  # past days looked at for one answer; each is a workspace rewound


def check(claim: Claim, gateway: WorkspaceGateway) -> Verdict:
    """Run a claim again; one about a past day on that day. Raises ValueError for a malformed one."""
    known = stored.read(asdict(claim))
    if known.about.as_of is None:
        return _check(known, gateway)
    with gateway.back_to(known.about.as_of) as then:
        return _check(known, then)


def verdict(one: Mapping[str, Any] | None, gateway: WorkspaceGateway) -> Known:
    """Check a claim that was kept as JSON; what is no claim can't be known."""
    return verdicts([one], gateway)[0]


def verdicts(many: Sequence[Mapping[str, Any] | None], gateway: WorkspaceGateway) -> list[Known]:
    """Check claims that were kept as JSON; each past day among them is looked at once."""
    claims = [_read(one) for one in many]
    found: list[Known] = ["unknown"] * len(claims)
    days = dict.fromkeys(claim.about.as_of for claim in claims if claim and claim.about.as_of)
    _settle(claims, None, once(gateway), found)
    for day in list(days)[:MOST_DAYS]:
        with gateway.back_to(day) as then:
            _settle(claims, day, once(then), found)
    return found


def _settle(
    claims: Sequence[AnyKept | None],
    day: date | None,
    gateway: WorkspaceGateway,
    verdicts: list[Known],
) -> None:
    """Check the claims about one day."""
    for index, claim in enumerate(claims):
        if claim is not None and claim.about.as_of == day:
            try:
                verdicts[index] = _check(claim, gateway)
            except (ValueError, OverflowError):
                verdicts[index] = "unknown"


def _read(one: Mapping[str, Any] | None) -> AnyKept | None:
    try:
        return stored.read(one)
    except ValueError:
        return None


def _check(claim: AnyKept, gateway: WorkspaceGateway) -> Verdict:
    try:
        return _of_now(claim, gateway)
    except Gone:
        return "gone"


def _of_now(claim: AnyKept, gateway: WorkspaceGateway) -> Verdict:
    match claim.about:
        case stored.OfSeveral(claims=several):
            return _worst({_check(one, gateway) for one in several})
        case OfQuote() as about:
            return _quoted(about, gateway)
        case OfLink() as about:
            return _as(found.is_linked(about, gateway))
        case OfSummary() as about:
            return _as(found.is_in_summary(about, claim.value, gateway))
        case OfThings() as about:
            return _theirs(about, gateway)
        case about:
            values = values_of(about, gateway)
            return "gone" if values is None else _as(fingerprint(values) == claim.value)


def _worst(found: set[Verdict]) -> Verdict:
    return "gone" if "gone" in found else "changed" if "changed" in found else "holds"


def _quoted(about: OfQuote, gateway: WorkspaceGateway) -> Verdict:
    quotes = found.quotes(about, gateway)
    if not quotes:
        return "gone"
    return _as(any(_plain(about.text) in _plain(f"{q.title} {q.text}") for q in quotes))


def _plain(text: str) -> str:
    """Its letters and digits; where a link leads is none of its words."""
    return "".join(c for c in LINK.sub(r"\1", text.rstrip("…")) if c.isalnum()).casefold()


def _theirs(about: OfThings, gateway: WorkspaceGateway) -> Verdict:
    every, there, same = found.those_of(about, gateway)
    return "gone" if every and not there else _as(same == every)


def _as(holds: bool) -> Verdict:  # noqa: FBT001 - a comparison's outcome
    return "holds" if holds else "changed"
