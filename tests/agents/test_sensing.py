"""Words nobody knows are read as the phrase that is most like them, when the question is read whole with it."""

from dataclasses import replace

import pytest

from agents.algebra import reading, sensing
from agents.algebra.language import lexicon, likenesses
from agents.algebra.reading import compose
from agents.algebra.tagging import tokens_of
from tests.agents.test_algebra import ME, NAMES, TODAY
from tests.fakes import WordEmbedder

EMBEDDER = WordEmbedder()


def _embed(text):
    return EMBEDDER.embed([text])[0]


@pytest.fixture(scope="module")
def phrases():
    return sensing.warm("test", _embed)


def _meant(question, phrases):
    found = compose(question, NAMES, today=TODAY, me=ME)
    assert not found.is_whole
    return sensing.agreed(sensing.meant(found, phrases, _embed, today=TODAY, me=ME), _embed)


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("what is Bob's that is at a standstill?", "what is Bob's that is blocked?"),
        ("which tasks got off the table last week?", "which tasks got finished last week?"),
        ("who is snowed under next week?", "who is overloaded next week?"),
    ],
)
def test_it_asks_what_the_plain_words_ask(phrases, question, plain):
    one = _meant(question, phrases)
    wanted = compose(plain, NAMES, today=TODAY, me=ME).query

    assert one.found.query.plain() == wanted.plain()
    assert all(words in question for words, _ in one.said)
    assert all(f"“{words}” as “{phrase}”" in one.note for words, phrase in one.said)


@pytest.mark.parametrize(
    "question",
    [
        "which tasks are below budget?",
        "how many tasks were tested by hand?",
        "which overdue tasks were printed twice?",
    ],
)
def test_what_is_like_nothing_known_is_not_read(phrases, question):
    assert _meant(question, phrases) is None


def test_what_turns_the_meaning_is_never_likeness(phrases):
    found = compose("which goals are ahead of the timetable?", NAMES, today=TODAY, me=ME)
    readings = sensing.meant(found, phrases, _embed, today=TODAY, me=ME)

    assert all("behind" not in phrase for one in readings for _, phrase in one.said)


def test_a_known_word_is_not_lost_for_an_unknown_one(phrases):
    found = compose("which overdue tasks crash?", NAMES, today=TODAY, me=ME)
    readings = sensing.meant(found, phrases, _embed, today=TODAY, me=ME)

    assert all("overdue" in str(one.found.query.where) for one in readings)


def test_each_way_of_saying_it_is_read_as_words_of_the_lexicon():
    known = lexicon()
    for said, words in likenesses().items():
        assert all(one.is_known for one in tokens_of(words)), words
        assert known.phrases.get(tuple(said.split())) is None, f"the lexicon has “{said}” already"


def test_small_words_stand_anywhere():
    plain = compose("overdue tasks of Bob", NAMES, today=TODAY, me=ME)
    more = compose("existing overdue tasks of Bob across everything", NAMES, today=TODAY, me=ME)

    assert more.is_whole
    assert more.query.plain() == plain.query.plain()


def test_a_name_in_the_question_is_no_word_to_be_read_otherwise(phrases):
    found = compose("tasks of Bob at a standstill in Platform", NAMES, today=TODAY, me=ME)
    readings = sensing.meant(found, phrases, _embed, today=TODAY, me=ME)

    assert all(
        "bob" not in words and "platform" not in words for r in readings for words, _ in r.said
    )
    assert reading.composed(replace(found.tagged), TODAY, ME).unread == found.unread
