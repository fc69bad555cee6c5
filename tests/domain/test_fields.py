"""Every registered field can be read, written, shown and asked consistently with its type."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import cleaning, fields
from app.domain.errors import Invalid
from app.domain.fields import Aggregate, Operator, Type
from app.domain.fields.chosen import Choice
from app.domain.fields.counted import NO_LENGTH
from app.domain.fields.values import EARLIEST, LATEST

# Every field is its own test: a few values each are many in all.
FEW = settings(max_examples=20, deadline=None)
EVERY = [(noun, field) for noun, known in fields.NOUNS.items() for field in known.values()]
IDS = [f"{noun}.{field.name}" for noun, field in EVERY]
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"])
WORDS = st.text(CHARACTERS, min_size=1, max_size=40)
BY_TYPE = {
    Type.DAY: st.dates(EARLIEST, LATEST),
    Type.INSTANT: st.datetimes(timezones=st.just(UTC)),
    Type.FLAG: st.booleans(),
    Type.DURATION: st.integers(0, 10**7),
    Type.ITEM: st.integers(1, 2**63 - 1),
    Type.ITEMS: st.sets(st.integers(1, 2**63 - 1), max_size=5).map(sorted),
    # In a text a comma parts tags, and a leading # only marks one.
    Type.TAGS: st.lists(WORDS.filter(lambda w: "," not in w and not w.startswith("#")), max_size=5),
    Type.TEXT: WORDS,
    Type.LONG_TEXT: st.text(CHARACTERS, max_size=200),
}


def values_of(field):
    """Values the field takes."""
    values = field.values
    if isinstance(values, Choice):
        known = st.sampled_from([one.value for one in values.options])
    elif field.type is Type.NUMBER and values.is_whole:
        known = st.integers(max(0, int(values.low)), min(10**15, int(values.high)))
    elif field.type is Type.NUMBER:
        known = st.floats(max(values.low, -1e15), min(values.high, 1e15), allow_nan=False)
    elif field.type is Type.TEXT:
        known = BY_TYPE[field.type].map(lambda word: cleaning.line(word[: values.longest]))
        known = known.filter(cleaning.is_seen)
    else:
        known = BY_TYPE[field.type]
    known = known.map(field.parse)
    return st.none() | known if field.is_nullable else known


@pytest.mark.parametrize(("noun", "field"), EVERY, ids=IDS)
@given(data=st.data())
@FEW
def test_what_is_shown_is_read_back(noun, field, data):
    value = data.draw(values_of(field))

    assert field.parse(field.format(value)) == value
    assert field.parse(value) == value


@pytest.mark.parametrize(("noun", "field"), EVERY, ids=IDS)
@given(data=st.data())
@FEW
def test_what_is_logged_is_read_back(noun, field, data):
    value = data.draw(values_of(field))

    assert field.from_log(field.to_log(value)) == value


@pytest.mark.parametrize(("noun", "field"), EVERY, ids=IDS)
@given(data=st.data())
@FEW
def test_a_change_is_told_or_the_field_is_silent(noun, field, data):
    old, new = data.draw(values_of(field)), data.draw(values_of(field))
    said = field.sentence(field.to_log(old), field.to_log(new))

    if field.words.is_silent:
        assert said == ""
    elif old != new:
        assert said
        assert "{" not in field.words.phrase
        assert said == said.strip()


@pytest.mark.parametrize(("noun", "field"), EVERY, ids=IDS)
@given(raw=st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20))
@FEW
def test_anything_is_read_or_refused_with_a_sentence_that_names_the_field(noun, field, raw):
    refused, value = None, None
    try:
        value = field.parse(raw)
    except Invalid as sentence:
        refused = sentence

    if refused:
        assert refused.field == field.name
        assert refused.sentence.endswith(".")
    else:
        assert field.parse(value) == value


@pytest.mark.parametrize(("noun", "field"), EVERY, ids=IDS)
def test_a_field_can_be_asked_what_its_type_can_answer(noun, field):
    operators, aggregates = set(field.operators), set(field.aggregates)

    assert field.label
    assert field.words.is_silent or field.words.phrase
    assert operators
    assert len(operators) == len(field.operators)
    assert (Operator.BETWEEN in operators) == (
        field.type in (Type.NUMBER, Type.DURATION, Type.DAY, Type.INSTANT)
    )
    assert (Operator.CONTAINS in operators) == (field.type in (Type.TEXT, Type.LONG_TEXT))
    assert (Operator.HAS_ANY in operators) == field.is_set
    assert (Operator.IS_EMPTY in operators) or not (field.is_nullable or field.is_set)
    assert (Aggregate.SUM in aggregates) == (field.type in (Type.NUMBER, Type.DURATION))
    assert {Aggregate.COUNT, Aggregate.FILLED, Aggregate.EMPTY} <= aggregates
    assert not (field.is_set and field.is_sortable)


@pytest.mark.parametrize("noun", list(fields.NOUNS))
def test_names_and_aliases_of_a_noun_mean_one_field_each(noun):
    words = [w for field in fields.of(noun).values() for w in (field.name, *field.aliases)]

    assert len(words) == len(set(words))
    assert all(fields.named(noun, word) for word in words)
    with pytest.raises(Invalid, match="has no field “colour”: there are "):
        fields.named(noun, "colour")


def test_only_members_may_edit_and_nobody_what_follows_from_other_changes(actors):
    alice, carol = actors

    assert fields.TASK["due"].may_edit(alice)
    assert not fields.TASK["due"].may_edit(carol)
    assert not fields.TASK["done_at"].may_edit(alice)


@pytest.fixture
def actors():
    from app.domain.access import Actor, Role

    def actor(role):
        return Actor("user", 1, role, "A", everything=False, spaces=frozenset(), lists=frozenset())

    return actor(Role.MEMBER), actor(Role.GUEST)


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("due", "2026-12-04", date(2026, 12, 4)),
        ("due", "4 Dec 2026", date(2026, 12, 4)),
        ("due", "", None),
        ("estimate_minutes", 90, 90),
        ("estimate_minutes", "1.5", 90),
        ("estimate_minutes", "1,5 h", 90),
        ("estimate_minutes", "1 h 40 min", 100),
        ("estimate_minutes", "90 min", 90),
        ("estimate_minutes", "2 days", 960),
        ("estimate_minutes", "2h 30m", 150),
        ("estimate_minutes", "2 H 30", 150),
        ("estimate_minutes", "1d", 480),
        ("estimate_minutes", "1d 4h", 720),
        ("estimate_minutes", "90m", 90),
        ("estimate_minutes", "1,5", 90),
        ("estimate_minutes", "3 hrs", 180),
        ("points", "2.5", 2.5),
        ("points", "2,5", 2.5),
        ("priority", "urgent", 1),
        ("priority", "No priority", 0),
        ("assignees", [3, 1, 3], [1, 3]),
        ("tags", " #Audit ,later", ["Audit", "later"]),
        ("is_upkeep", "yes", True),
        ("title", "  Rotate \n keys ", "Rotate keys"),
    ],
)
def test_what_people_and_programs_write_is_understood(name, raw, value):
    assert fields.TASK[name].parse(raw) == value


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("due", "2026-02-30", "This is no date: write it like 2026-12-04."),
        ("due", datetime(2026, 1, 1, tzinfo=UTC), "This is no date: write it like 2026-12-04."),
        ("points", -1, "This can't be less than zero."),
        ("points", True, "This is no number."),
        ("points", "nan", "This is no number."),
        ("estimate_minutes", "soon", NO_LENGTH),
        *(
            ("estimate_minutes", raw, NO_LENGTH)
            for raw in ("inf", "nan", "1e300", "-2", "-1 h", "1 2", "30 m 1 h", "1:60", "h", "1..5")
        ),
        ("estimate_minutes", "9" * 400, "This can't be more than 166,666 h 40 min."),
        ("estimate_minutes", 1.5, "This must be a whole number."),
        ("priority", 7, "A priority is 1 (urgent) to 4 (low), or 0 for none."),
        ("priority", None, "This field can't be emptied with null."),
        ("assignees", [0], "This is no id."),
        ("assignees", 3, "This must be a list."),
        ("title", " ", "A title can't be empty: give it a few words."),
        ("is_upkeep", "maybe", "This is yes or no."),
        ("created_at", "2026-12-04", "This is no moment: write it like 2026-12-04T09:00:00+00:00."),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(name, raw, sentence):
    with pytest.raises(Invalid) as refused:
        fields.TASK[name].parse(raw)

    assert refused.value.sentence == sentence
    assert refused.value.field == name


def names(noun, item_id):
    return {("user", 1): "Ana", ("user", 2): "Ben", ("status", 4): "Review"}.get((noun, item_id))


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("due", None, "2026-12-04", "set the due date to 4 Dec 2026"),
        (
            "due",
            "2026-12-04",
            "2026-12-11",
            "moved the due date from 4 Dec 2026 to 11 Dec 2026",
        ),
        ("due", "2026-12-04", None, "took the due date away"),
        ("priority", 0, 1, "set the priority to urgent"),
        ("priority", 1, 2, "set the priority to high (was urgent)"),
        ("priority", 1, 0, "set the priority to none (was urgent)"),
        ("assignees", [1], [2, 3], "gave this to Ben and somebody and took it from Ana"),
        ("tags", [], ["a", "b"], "tagged it a and b"),
        ("status", 4, 5, "moved this from Review to another status"),
        ("points", None, 3, "changed the points to 3"),
        ("title", "a", "b", "changed the title from “a” to “b”"),
        ("is_upkeep", False, True, "marked this as upkeep"),
        ("rank", "a0", "a1", ""),
    ],
)
def test_a_change_is_told_in_the_words_of_its_field(name, old, new, words):
    assert fields.logged("task", name).sentence(old, new, names) == words


def test_a_field_that_is_long_gone_is_told_as_well_as_can_be():
    gone = fields.logged("task", "sprint_day")

    assert gone.sentence("2026-12-04", None) == "took sprint day away"
    assert gone.sentence(None, "2026-12-04") == "changed sprint day to 4 Dec 2026"
    assert not gone.is_editable
