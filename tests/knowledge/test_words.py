"""Keeping what each word gives every unit finds what FTS5 itself would find."""

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.words import Words
from knowledge.words.postings import CONTEXT_WEIGHT
from tests.knowledge.test_library import a_document

VOCABULARY = ["audit", "billing", "cache", "deploy", "export", "invoice", "keys", "login", "quota"]
# Common ones first: "audit" is in nearly every unit, "quota" in few.
HOW_COMMON = [40, 20, 10, 6, 4, 3, 2, 1, 1]
PLACES = frozenset({"list:1", "list:2"})


@pytest.fixture
def words(tmp_path: Path) -> Iterator[Words]:
    opened = Words(tmp_path / "words.db")
    yield opened
    opened.close()


def _some(dice: random.Random, numbers: range, **fields: object) -> list:  # type: ignore[type-arg]
    return [
        a_document(
            number,
            title=" ".join(dice.choices(VOCABULARY, HOW_COMMON, k=3)),
            text=" ".join(dice.choices(VOCABULARY, HOW_COMMON, k=dice.randint(1, 40))),
            context=dice.choice(VOCABULARY),
            **{"place": f"list:{number % 3}", **fields},
        )
        for number in numbers
    ]


def _by_fts5(folder: Path, query: str) -> dict[int, float]:
    """What FTS5 says of the units in PLACES, asked in the file itself."""
    db = sqlite3.connect(folder / "words.db")
    rows = db.execute(
        f"SELECT u.id, -bm25(words, 1.0, {CONTEXT_WEIGHT}) FROM words JOIN unit u ON u.id = words.rowid"
        " WHERE words MATCH ? AND u.place IN ('list:1', 'list:2')",
        (query,),
    )
    found = dict(rows.fetchall())
    db.close()
    return found


def _same_order(found: list[int], scores: dict[int, float], *, off: float) -> None:
    """`found` is the best of `scores`, best first; scores so near to each other may change places."""
    assert len(found) == len(set(found))
    wanted = sorted(scores.values(), reverse=True)[: len(found)]
    assert [scores[unit] for unit in found] == pytest.approx(wanted, rel=off, abs=1e-4)


@pytest.mark.parametrize(
    "query", ["quota", "audit", "audit billing", "keys quota cache", "login audit export"]
)
def test_the_order_is_that_of_fts5(words, tmp_path, query):
    words.put(_some(random.Random(1), range(400)))
    scores = _by_fts5(tmp_path, " OR ".join(query.split()))

    found = words.search(query, places=PLACES, kinds=None, limit=50)
    assert len(found) == min(50, len(scores))
    _same_order(found, scores, off=1e-5)


def test_the_order_stays_that_of_fts5_while_units_come_go_and_move(words, tmp_path):
    dice = random.Random(2)
    words.put(_some(dice, range(300)))
    for turn in range(12):
        first = 300 + turn * 5
        words.put(_some(dice, range(first, first + 5)))
        words.put(_some(dice, range(turn * 3, turn * 3 + 3)))
        words.drop([f"task:{dice.randint(0, 300)}"])
        for query in ("quota keys", "audit billing", "deploy"):
            found = words.search(query, places=PLACES, kinds=None, limit=40)
            # The mean length, a part of bm25, is that of the first reading until the library has grown.
            _same_order(found, _by_fts5(tmp_path, " OR ".join(query.split())), off=0.02)


def test_a_quoted_phrase_needs_all_its_words_in_a_row(words):
    words.put(
        [
            a_document(1, title="a", text="quota of keys"),
            a_document(2, title="b", text="keys of quota"),
            a_document(3, title="c", text="the quota of keys, and who may export an audit"),
        ]
    )
    found = words.search('"quota of keys" "an audit"', places=PLACES, kinds=None, limit=1)

    assert [words.get(found)[unit].document_id for unit in found] == ["task:3"]


def test_what_came_moved_or_went_is_so_for_the_next_search(words):
    def seen(place: str) -> int:
        return len(words.search("audit", places=frozenset({place}), kinds=None, limit=99))

    documents = [a_document(n, title=f"audit {n}", place="list:1") for n in range(9)]
    words.put(documents)
    assert (seen("list:1"), seen("list:2")) == (9, 0)
    words.put([a_document(50, title="an audit", place="list:2")])
    assert (seen("list:1"), seen("list:2")) == (9, 1)
    words.put([replace(d, place="list:2") for d in documents[:4]])
    assert (seen("list:1"), seen("list:2")) == (5, 5)
    words.drop([d.id for d in documents])
    assert (seen("list:1"), seen("list:2")) == (0, 1)
    words.clear()
    assert (seen("list:1"), seen("list:2")) == (0, 0)
    words.put(documents[:2])
    assert (seen("list:1"), seen("list:2")) == (2, 0)


def test_kinds_narrow_a_search(words):
    words.put([a_document(1), a_document(2, id="doc:2", record="doc:2")])

    found = words.search("signing", places=PLACES, kinds=frozenset({"doc"}), limit=9)
    assert [unit.document_id for unit in words.get(found).values()] == ["doc:2"]


def test_no_more_is_kept_in_memory_than_may_be(words, monkeypatch):
    monkeypatch.setattr("knowledge.words.postings.MOST_KEPT", 300)
    words.put(_some(random.Random(4), range(200)))
    for word in VOCABULARY * 2:
        assert words.search(word, places=PLACES, kinds=None, limit=5)
        assert words._postings._kept == sum(len(p.units) for p in words._postings._known.values())
        assert words._postings._kept <= 300
