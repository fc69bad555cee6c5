"""Random filters for property tests: every field, every op, tokens, names in any case."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from app.domain.fields import Field, Operator, Type
from app.domain.filters.tree import WITH_SEVERAL, WITHOUT_VALUE
from app.domain.filters.vocabulary import TASK

TODAY = date(2026, 11, 18)  # a Wednesday
IDS = st.integers(1, 9)
TEXTS = st.sampled_from(["a", "B", "keys", "KEYS", "100%", "_", "Über", "über", "ÜBER", "\\", "zz"])
TAGS = st.sampled_from(["later", "Later", "Über", "über", "x_y", "no"])
STATUSES = st.one_of(IDS, st.sampled_from(["review", "REVIEW", "Done", "Prüfung", "prüfung"]))
KEYS = st.sampled_from(["ENG-1", "eng-2", "SEC-3", "no-9"])
DAYS = st.one_of(
    st.integers(-12, 12).map(lambda n: (TODAY + timedelta(days=n)).isoformat()),
    st.sampled_from(["today", "today+7", "today-3", "this_week", "next_week", "last_week"]),
    st.sampled_from(["this_month", "next_month", "last_month"]),
)
MOMENTS = st.integers(-200, 200).map(
    lambda n: (datetime(2026, 11, 18, 0, 30, tzinfo=UTC) + timedelta(hours=n)).isoformat()
)
FLAGS = st.booleans()
NUMBERS = st.one_of(st.integers(0, 4), st.sampled_from([0.5, 1.5, 2]))


def value_of(field: Field) -> st.SearchStrategy[Any]:  # noqa: C901 - one branch a type
    """JSON values that fit a field, from small pools so that they often meet."""
    noun = getattr(field.values, "noun", "")
    match field.type:
        case Type.ITEM | Type.ITEMS:
            people = st.one_of(st.just("me"), st.integers(1, 4))
            return people if noun == "user" else STATUSES if noun == "status" else IDS
        case Type.TEXT:
            return KEYS if field.name == "key" else TEXTS
        case Type.LONG_TEXT:
            return TEXTS
        case Type.TAGS:
            return TAGS
        case Type.FLAG:
            return FLAGS
        case Type.DAY:
            return DAYS
        case Type.INSTANT:
            return st.one_of(DAYS, MOMENTS)
        case Type.CHOICE:
            return st.sampled_from([one.value for one in field.values.options])
        case Type.DURATION:
            return st.integers(0, 4)
        case Type.NUMBER:
            return st.integers(0, 4) if field.values.python is int else NUMBERS


@st.composite
def leaves(draw: st.DrawFn) -> dict[str, Any]:
    field = TASK[draw(st.sampled_from(sorted(TASK)))]
    op = draw(st.sampled_from(field.operators))
    plain: dict[str, Any] = {"field": field.name, "op": op.value}
    if op in WITHOUT_VALUE:
        return plain
    value = value_of(field)
    if op is Operator.BETWEEN:
        plain["value"] = draw(st.lists(value, min_size=2, max_size=2))
    elif op in WITH_SEVERAL:
        plain["value"] = draw(st.lists(value, min_size=1, max_size=3))
    else:
        plain["value"] = draw(value)
    return plain


def trees(depth: int = 4) -> st.SearchStrategy[dict[str, Any]]:
    """Filters as JSON, no deeper than is allowed."""
    if depth == 1:
        return leaves()
    inner = trees(depth - 1)
    groups = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        leaves(),
        groups.map(lambda parts: {"all": parts}),
        groups.map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    )


SCALARS: list[Any] = [
    *(None, True, False, 0, 1, -1, 10**30, 1.5, float("nan"), float("inf"), 1e308, "", " ", "me"),
    *(
        "today",
        "today+7",
        "today+99999999999",
        "this_week",
        "2026-12-01",
        "2026-13-01",
        "é",
        "\x00",
    ),
    *(
        "\ud800",
        "a" * 300,
        "review",
        "0001-01-01",
        "2026-12-01T10:00:00Z",
        "9999-12-31T23:59:59-12:00",
    ),
]
WORDS = ["all", "any", "not", "field", "op", "value", "x", ""]


def any_json(rng: Random, depth: int = 6) -> Any:
    """JSON of any shape, much of it nearly a filter."""
    pick = rng.random()
    if depth == 0 or pick < 0.1:
        return rng.choice(SCALARS)
    if pick < 0.2:
        return [any_json(rng, depth - 1) for _ in range(rng.randrange(4))]
    if pick < 0.3:
        return {rng.choice(WORDS): any_json(rng, depth - 1) for _ in range(rng.randrange(4))}
    if pick < 0.45:
        return {rng.choice(WORDS[:2]): [any_json(rng, depth - 1) for _ in range(rng.randrange(4))]}
    if pick < 0.5:
        return {rng.choice(WORDS[:2]): [_almost_a_leaf(rng) for _ in range(rng.randrange(60))]}
    if pick < 0.6:
        return {"not": any_json(rng, depth - 1)}
    return _almost_a_leaf(rng)


def _almost_a_leaf(rng: Random) -> dict[str, Any]:
    field = TASK[rng.choice(sorted(TASK))]
    value: Any = rng.choice(SCALARS)
    if rng.random() < 0.5:
        value = [rng.choice(SCALARS) for _ in range(rng.choice((0, 1, 2, 2, 3, 600)))]
    plain = {"field": field.name, "op": rng.choice(field.operators).value, "value": value}
    if rng.random() < 0.3:
        plain[rng.choice(("field", "op"))] = rng.choice(SCALARS)
    if rng.random() < 0.3:
        del plain[rng.choice(sorted(plain))]
    return plain
