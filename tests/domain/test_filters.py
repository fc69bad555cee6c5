"""The filter language: what it reads, refuses, means and says."""

import json
import string
from datetime import UTC, date, datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from app.domain import filters
from app.domain.errors import Invalid
from app.domain.filters.parsing import DEEPEST, MOST_LEAVES
from app.domain.filters.resolving import days_of
from app.domain.filters.tree import Days, Token
from app.domain.filters.vocabulary import TASK
from tests.random_filters import TODAY, any_json, trees

BERLIN = ZoneInfo("Europe/Berlin")


def leaf(field: str, op: str, *value: object) -> dict[str, object]:
    return {"field": field, "op": op, **({"value": value[0]} if value else {})}


DUE = leaf("due", "lt", "2026-12-01")
DONE = leaf("category", "is", "done")
EMPTY = leaf("due", "is_empty")


# -- reading and writing ---------------------------------------------------------------------------


@given(trees())
def test_what_is_written_is_read_again(plain):
    read = filters.parse(plain)

    assert filters.parse(json.loads(json.dumps(filters.to_json(read)))) == read
    assert filters.from_text(filters.to_text(read)) == read
    assert filters.from_text(json.dumps(plain)) == read


@given(trees())
def test_an_address_carries_a_filter_as_it_is(plain):
    text = filters.to_text(filters.parse(plain))

    assert set(text) <= set(string.ascii_letters + string.digits + "-_")


def test_a_field_is_known_by_each_of_its_names():
    assert filters.parse(leaf("list", "is", 3)) == filters.parse(leaf("list_id", "is", 3))


def test_nothing_asked_is_everything():
    assert filters.parse({}) == filters.EVERYTHING
    assert filters.from_text(filters.to_text(filters.EVERYTHING)) == filters.EVERYTHING


def deep(levels: int) -> dict[str, object]:
    found: dict[str, object] = DUE
    for _ in range(levels - 1):
        found = {"not": found}
    return found


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        (leaf("colour", "is", 1), "where.field: there is no field “colour” to filter by."),
        (leaf("due", "has_any", []), "where.op: due can't be asked “has_any”: it takes is,"),
        ({"field": "due"}, "where.op: due can't be asked without an op"),
        (leaf("due", "lt", 7), "where.value: this is no day: write 2026-12-01"),
        (leaf("due", "lt", "2026-02-30"), "where.value: this is no day"),
        (leaf("due", "lt", "today+99999"), "where.value: this is more than 3660 days from today."),
        (leaf("due", "lt"), "where.value: due lt needs a value."),
        (leaf("due", "is_empty", 1), "where.value: is_empty takes no value."),
        (leaf("assignees", "has_any", ["bob"]), "where.value[0]: this is no id and not “me”."),
        (leaf("assignees", "has_any", 3), "where.value: has_any takes a list of values."),
        (leaf("list", "is", True), "where.value: this is no id."),
        (leaf("list", "is", -1), "where.value: this is no id."),
        (leaf("blocked", "is", "yes"), "where.value: this is true or false."),
        (leaf("points", "gt", "x"), "where.value: this is no number."),
        (leaf("points", "gt", 1e300), "where.value: this number is too large."),
        (leaf("priority", "is", "huge"), "where.value: a priority is 1 (urgent)"),
        (leaf("text", "contains", "a" * 201), "where.value: this has more than 200 characters."),
        (leaf("text", "contains", "a\x00b"), "where.value: this needs one line of printable"),
        (leaf("points", "between", [1]), "where.value: between takes two values"),
        ({"all": []}, "where.all: name at least one filter, in a list."),
        ({"all": [DUE, {"not": 3}]}, "where.all[1].not: a filter is an object"),
        ({"all": [DUE], "any": [DUE]}, "where: “any” can't stand beside all."),
        (deep(DEEPEST + 1), "where.not.not.not.not: a filter may be 4 levels deep, not deeper."),
        ({"any": [DUE] * (MOST_LEAVES + 1)}, "where.any: a filter may ask 50 things, not more."),
        ({"any": [{"all": [DUE] * 30}] * 2}, "a filter may ask 50 things, not more."),
        ([DUE], "where: a filter is an object"),
    ],
)
def test_a_refusal_is_one_sentence_that_names_the_place(plain, sentence):
    with pytest.raises(Invalid) as refusal:
        filters.parse(plain)

    assert sentence in refusal.value.sentence
    assert refusal.value.sentence.count("\n") == 0


def test_any_json_is_read_or_refused_in_one_short_sentence():
    rng, kinds = Random(9), set[bool]()
    for _ in range(5000):
        plain = any_json(rng)
        found = read_or_refused(plain)
        kinds.add(isinstance(found, Invalid))
        if isinstance(found, Invalid):
            assert found.sentence.endswith("."), plain
            assert found.sentence.isprintable(), plain
            assert len(found.sentence) < 300, plain
            assert found.field.startswith("where"), plain
        else:
            assert filters.parse(filters.to_json(found)) == found
            assert filters.sentence(found)
    assert kinds == {True, False}


def read_or_refused(plain: object) -> filters.Filter | Invalid:
    try:
        return filters.parse(plain)
    except Invalid as refusal:
        return refusal


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 4000, "é", "AAAA", "WyJ4Il0x", "x" * 9000, "bnVsbA"]
)
def test_text_that_is_no_filter_is_refused(text):
    with pytest.raises(Invalid, match=r"^where"):
        filters.from_text(text)


# -- one filter, written in two ways ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"not": {"not": DUE}}, DUE),
        ({"all": [DUE]}, DUE),
        ({"all": [DUE, DONE, DUE]}, {"all": [DONE, DUE]}),
        ({"all": [DUE, {"all": [DONE, EMPTY]}]}, {"all": [EMPTY, DUE, DONE]}),
        ({"not": {"any": [DUE, DONE]}}, {"all": [{"not": DUE}, {"not": DONE}]}),
        (leaf("category", "is_not", "done"), {"not": DONE}),
        (leaf("due", "is_not_empty"), {"not": EMPTY}),
        ({"any": [leaf("list", "is", 1), leaf("list", "is", 2)]}, leaf("list", "in", [2, 1, 1])),
        (leaf("assignees", "has_all", [3]), leaf("assignees", "has_any", [3])),
        (leaf("due", "lte", "2026-11-30"), DUE),
        (leaf("due", "gt", "today"), leaf("due", "gte", "today+1")),
        (leaf("blocked", "is", False), {"not": leaf("blocked", "is_not", False)}),
        (
            leaf("points", "between", [1, 2]),
            {"all": [leaf("points", "gte", 1), leaf("points", "lte", 2.0)]},
        ),
        (leaf("tags", "has_any", ["Later"]), leaf("tags", "has_any", ["later"])),
        (leaf("text", "contains", "ÜBER"), leaf("text", "contains", "über")),
        (leaf("priority", "is", "high"), leaf("priority", "is", 2)),
    ],
)
def test_two_ways_of_writing_a_filter_are_the_same(one, other):
    first, second = filters.parse(one), filters.parse(other)
    if one != other and first != second:
        assert filters.same(first, second)
    assert filters.canonical(first) == filters.canonical(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DUE, leaf("due", "lt", "2026-12-02")),
        ({"all": [DUE, DONE]}, {"any": [DUE, DONE]}),
        (leaf("due", "gte", "2026-12-01"), {"not": DUE}),  # differ where there is no due date
        (leaf("tags", "has_all", ["a", "b"]), leaf("tags", "has_any", ["a", "b"])),
    ],
)
def test_filters_that_ask_otherwise_differ(one, other):
    assert not filters.same(filters.parse(one), filters.parse(other))


def test_two_spellings_of_one_tag_are_one():
    both = filters.parse(leaf("tags", "has_all", ["Über", "über"]))

    assert filters.same(both, filters.parse(leaf("tags", "has_any", ["über"])))


@given(trees())
def test_the_canonical_form_is_its_own(plain):
    once = filters.canonical(filters.parse(plain))

    assert filters.canonical(once) == once


# -- tokens ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("token", "first", "end"),
    [
        (Token("today"), date(2026, 11, 18), date(2026, 11, 19)),
        (Token("today", 7), date(2026, 11, 25), date(2026, 11, 26)),
        (Token("today", -3), date(2026, 11, 15), date(2026, 11, 16)),
        (Token("this_week"), date(2026, 11, 16), date(2026, 11, 23)),
        (Token("next_week"), date(2026, 11, 23), date(2026, 11, 30)),
        (Token("last_week"), date(2026, 11, 9), date(2026, 11, 16)),
        (Token("this_month"), date(2026, 11, 1), date(2026, 12, 1)),
        (Token("next_month"), date(2026, 12, 1), date(2027, 1, 1)),
        (Token("last_month"), date(2026, 10, 1), date(2026, 11, 1)),
    ],
)
def test_a_token_means_days_on_the_day_it_is_read(token, first, end):
    assert days_of(token, TODAY) == Days(first, end)


def test_tokens_stay_tokens_until_they_are_read():
    mine = filters.parse(leaf("assignees", "has_any", ["me"]))

    assert filters.to_json(mine)["value"] == ["me"]
    assert filters.resolve(mine, today=TODAY, me=4).values == (4,)
    assert filters.resolve(mine, today=TODAY, me=None).values == (0,)


# -- what it means ---------------------------------------------------------------------------------

NOTHING = dict.fromkeys(TASK) | {
    "title": "Rotate keys",
    "assignees": frozenset(),
    "tags": frozenset(),
}


def fits(plain: object, **facts: object) -> bool:
    wanted = filters.resolve(filters.parse(plain), today=TODAY, me=1)
    return filters.matches(wanted, {**NOTHING, **facts}, zone=BERLIN)


@pytest.mark.parametrize("field", sorted(f.name for f in TASK.values() if f.is_nullable))
def test_is_not_and_not_in_hold_for_what_is_empty(field):
    raw = {"due": "2026-12-01", "start": "2026-12-01"}.get(field, 1)
    raw = "2026-12-01" if field.endswith("_at") else raw

    assert fits(leaf(field, "is_not", raw))
    assert fits(leaf(field, "not_in", [raw]))
    assert not fits(leaf(field, "is", raw))
    assert fits(leaf(field, "is_empty"))


def test_weeks_hold_from_their_monday_to_their_sunday():
    for day, holds in ((15, False), (16, True), (22, True), (23, False)):
        assert fits(leaf("due", "is", "this_week"), due=date(2026, 11, day)) is holds
    assert fits(leaf("due", "lte", "this_week"), due=date(2026, 11, 22))
    assert not fits(leaf("due", "gt", "this_week"), due=date(2026, 11, 22))
    assert fits(leaf("due", "gt", "this_week"), due=date(2026, 11, 23))


def test_an_instant_is_asked_by_the_day_of_the_workspaces_zone():
    late = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)  # half past midnight in Berlin

    assert fits(leaf("created", "is", "today"), created_at=late)
    assert not fits(leaf("created", "is", "today-1"), created_at=late)
    assert fits(leaf("created", "gt", "2026-11-17T23:00:00Z"), created_at=late)


def test_sets_have_any_all_or_none():
    both = {"tags": frozenset({"a", "b"})}

    assert fits(leaf("tags", "has_all", ["A", "b"]), **both)
    assert not fits(leaf("tags", "has_all", ["a", "c"]), **both)
    assert fits(leaf("tags", "has_any", ["c", "a"]), **both)
    assert fits(leaf("tags", "has_none", ["c"]), **both)
    assert fits(leaf("tags", "has_none", ["c"]))


# -- in words --------------------------------------------------------------------------------------


def names(noun: str, item_id: int) -> str | None:
    return {("user", 1): "Ana", ("user", 2): "Ben", ("list", 3): "Platform"}.get((noun, item_id))


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        ({"all": [DUE, {"not": DONE}]}, "due before 1 Dec 2026 and not done"),
        ({}, "every task"),
        (
            {"any": [leaf("blocked", "is", True), {"all": [DUE, DONE]}]},
            "blocked or (due before 1 Dec 2026 and done)",
        ),
        (leaf("assignees", "has_any", [1, 2]), "assigned to Ana or Ben"),
        (leaf("assignees", "has_all", [1, "me"]), "assigned to Ana and me"),
        (leaf("assignees", "has_none", [7]), "not assigned to person 7"),
        (leaf("assignees", "is_empty"), "assigned to nobody"),
        (leaf("tags", "has_none", ["later"]), "not tagged later"),
        (leaf("list", "in", [3, 4]), "in Platform or list 4"),
        (leaf("due", "is", "this_week"), "due this week"),
        (leaf("due", "lt", "today+7"), "due before 7 days from now"),
        (leaf("due", "between", ["2026-12-01", "2026-12-05"]), "due from 1 Dec 2026 to 5 Dec 2026"),
        (leaf("due", "is_empty"), "without a due date"),
        (leaf("is_open", "is", False), "not open"),
        (leaf("status", "is", "Review"), "in the status Review"),
        (leaf("priority", "in", ["urgent", "high"]), "priority urgent or high"),
        (leaf("text", "contains", "login"), "saying “login”"),
        (leaf("points", "gte", 3), "points at least 3"),
        (leaf("helps_goal", "is_empty"), "helping no goal"),
        (leaf("created", "gte", "2026-11-01"), "made from 1 Nov 2026"),
        ({"not": {"any": [DUE, DONE]}}, "not (due before 1 Dec 2026 or done)"),
    ],
)
def test_a_filter_is_told_in_words(plain, words):
    assert filters.sentence(filters.parse(plain), names) == words


@given(trees())
def test_every_filter_can_be_told(plain):
    words = filters.sentence(filters.parse(plain))

    assert words.strip() == words
    assert "  " not in words
