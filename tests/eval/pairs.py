"""Pairs of what people type and the same said plainly, as the network of `agents/restating` sees them.

`sets/pairs/*.jsonl` holds them, written for this by people who tried to say things otherwise; names are the sample
company's. `c` is the plain question; empty where a text answers, “-” where nothing here does, “~” for small talk.
"""

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from agents.algebra import answering, reading
from agents.algebra.reading import Composed
from agents.algebra.tagging import Token
from agents.facts import Named
from agents.reading.names import Gazetteer, fold
from agents.restating import restating, seen
from agents.restating.network import Vectors
from agents.restating.shapes import Shape, shape
from agents.restating.skeletons import NOBODY, TALK, TEXT, Skeleton
from agents.understanding import named_whole, said_plainly
from agents.workspace import WorkspaceGateway

PAIRS = Path(__file__).parent / "sets" / "pairs"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)  # the day the pairs were written
PEOPLE = "Zelda Gregor Wilma Ahmed Ingrid Pablo Yuki Olga Bruno Fatima Kwame Sven Rosa Dmitri Hana Leroy Colette Viktor Amara Otto"
PLACES = "Phoenix,Atlas,Heron,Nova,Mercury,Titan,Orion,Falcon,Basement,Growth squad,Data science,Warehouse,Robotics,Logistics,Kitchen,Lighthouse,Apollo,Zebra,Lagoon,Compass"
LARGE = re.compile(r"(?<=[\w,;:] )[A-Z][\w'’-]+")
NOT_HERE = {
    "person": PEOPLE.split(),
    **dict.fromkeys(("list", "space", "goal"), PLACES.split(",")),
}
APART = {"": TEXT, "-": NOBODY, "~": TALK}


@dataclass(frozen=True)
class Row:
    """A question as the network sees it, and what is right."""

    asked: str
    file: str
    found: Composed
    states: Vectors
    shape: Shape
    skeletons: tuple[Skeleton, ...]  # the plain question, and the same of places of another kind


def pairs() -> list[tuple[str, str, str]]:
    """What is typed, the same said plainly, and the file it is from."""
    lines = (
        (json.loads(line), file.stem)
        for file in sorted(PAIRS.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    )
    return [(one["q"], one["c"], file) for one, file in lines]


def familiar(known: Sequence[tuple[str, str, str]]) -> set[str]:
    """The words they have; what is written large within a question may be a name."""
    words = {word for asked, _, _ in known for word in fold(asked).split()}
    return words - {fold(one) for asked, _, _ in known for one in LARGE.findall(asked)}


def rows(gateway: WorkspaceGateway, known: Sequence[tuple[str, str, str]]) -> Iterator[Row]:
    """Those whose plain question is read whole."""
    names = Gazetteer.of(gateway.names())
    me = names.by_ref.get(f"person:{gateway.viewer_id}")
    spaces = [one for one in gateway.names() if one.kind == "space"]
    for asked, plain, file in known:
        words = named_whole(said_plainly(asked, gateway, names).words, gateway, names)
        found = answering.composed(words, names, gateway)
        _, states = gateway.states(restating.heard(found))
        if states is None:
            continue
        if plain in APART:
            apart = APART[plain]
            one = Skeleton((), frozenset([apart]), (apart,))
            yield Row(asked, file, found, states, one.shape, (one,))
            continue
        meant = answering.composed(plain, names, gateway)
        if not meant.is_whole or meant.query is None:
            continue
        right = shape(meant.query, meant.as_of)
        own = _skeleton(found.tagged.tokens, meant.tagged.tokens, right)
        if own is None:
            continue
        other = _of_space(found, meant, spaces[0], gateway.today, me) if spaces else None
        yield Row(asked, file, found, states, right, (own, other) if other else (own,))
        if strange := _of_nobody(asked, words, found, names, gateway):
            yield replace(strange, file=file)


def _of_nobody(
    asked: str, words: str, found: Composed, names: Gazetteer, gateway: WorkspaceGateway
) -> Row | None:
    """The same of somebody or something that is not here, in one of ten: nothing may answer that."""
    named = [token for token in found.tagged.tokens if token.named and token.text in words]
    chance = zlib.crc32(asked.encode())
    if not named or chance % 10 or named[0].named[0].kind not in NOT_HERE:
        return None
    strangers = NOT_HERE[named[0].named[0].kind]
    other = words.replace(named[0].text, strangers[chance // 10 % len(strangers)])
    read = answering.composed(other, names, gateway)
    _, states = gateway.states(restating.heard(read))
    if states is None or len(seen.slots(read.tagged.tokens)) >= len(
        seen.slots(found.tagged.tokens)
    ):
        return None
    nobody = Skeleton((), frozenset([NOBODY]), (NOBODY,))
    return Row(other, "", read, states, nobody.shape, (nobody,))


def _skeleton(asked: Sequence[Token], plain: Sequence[Token], right: Shape) -> Skeleton | None:
    """The plain question with places; None when it names what was not asked."""
    own: dict[str, list[str]] = {}
    for token in asked:
        if kind := seen.slot(token):
            own.setdefault(kind, []).append(_said(token))
    words: list[str] = []
    for token in plain:
        kind = seen.slot(token)
        if not kind:
            words.append(token.text)
            continue
        left = own.get(kind, [])
        if _said(token) not in left:
            return None
        words.append(f"{kind} {left.index(_said(token))}")
    if len({word for word in words if word.startswith("[")}) != len(seen.slots(asked)):
        return None
    return Skeleton(tuple(words), right, seen.slots(asked))


def _said(token: Token) -> str:
    if token.named:
        return f"{token.named[0].kind} {token.named[0].id}"
    if token.period is not None:
        return f"{token.period.start} {token.period.end}"
    return token.key or token.quoted or str(token.number)


def _of_space(
    asked: Composed, meant: Composed, space: Named, today: date, me: Named | None
) -> Skeleton | None:
    """The same of a space in the place of its one list."""

    def swapped(tokens: Sequence[Token]) -> tuple[Token, ...]:
        return tuple(
            replace(one, named=(space,)) if one.named and one.named[0].kind == "list" else one
            for one in tokens
        )

    if seen.slots(meant.tagged.tokens).count("[list]") != 1:
        return None
    tokens = swapped(meant.tagged.tokens)
    read = reading.composed(replace(meant.tagged, tokens=tokens), today, me)
    if not read.is_whole or read.query is None:
        return None
    return _skeleton(swapped(asked.tagged.tokens), tokens, shape(read.query, read.as_of))
