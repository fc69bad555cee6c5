"""Words are found where they stand, by those who may, whatever happened to the text index."""

import gc
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.lexical import LexicalIndex, Typed
from knowledge.lexical.textindex import FORMAT, PREFIX
from tests.knowledge.former import BEFORE_MODELS, make_former
from tests.knowledge.test_library import a_document

PLACES = frozenset({"list:1", "list:2"})
FOLDER = f"{PREFIX}{FORMAT}"


@pytest.fixture
def lexical(tmp_path: Path) -> Iterator[LexicalIndex]:
    opened = LexicalIndex(tmp_path)
    yield opened
    opened.close()


def _found(lexical: LexicalIndex, query: str, places: frozenset[str] = PLACES) -> list[str]:
    """The documents of the chunks found, best first."""
    ids = lexical.search(query, places=places, kinds=None, limit=999)
    chunks = lexical.get(ids)
    return [chunks[one].document_id for one in ids]


def test_what_holds_more_and_rarer_words_comes_first(lexical):
    lexical.put(
        [
            a_document(n, title=f"audit {n}", text="a common word here", context="")
            for n in range(30)
        ]
    )
    lexical.put(
        [
            a_document(40, title="audit of the quota", text="", context=""),
            a_document(41, title="quota", text="and what an audit says of it", context=""),
            a_document(
                42, title="the quota, and nothing else that is asked for", text="", context=""
            ),
        ]
    )

    found = _found(lexical, "audit quota")
    assert set(found[:2]) == {"task:40", "task:41"}
    assert found[2] == "task:42"
    assert len(found) == 33


def test_a_words_own_place_counts_more_than_its_context(lexical):
    lexical.put(
        [
            a_document(1, title="Order chairs", text="twelve of them", context="quota"),
            a_document(2, title="Order chairs", text="quota of them", context="twelve"),
            a_document(3, title="Order chairs", text="quota of them", context="twelve"),
        ]
    )

    assert _found(lexical, "quota")[-1] == "task:1"


def test_of_equal_ones_the_newer_comes_first(lexical):
    for number in (3, 1, 2):
        lexical.put([a_document(number, title="audit", key="")])

    assert _found(lexical, "audit") == ["task:2", "task:1", "task:3"]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("rotating the keys", "rotate key"),
        ("Über die Verträge", "uber vertrage"),
        ("ROLLOUT", "rollout"),
        ("don't", "don’t"),
        ("version 1.2.3", "1.2.3"),
        ("snake_case", "snake"),
    ],
)
def test_words_are_found_in_other_forms(lexical, written, asked):
    lexical.put([a_document(1, title=written, text="", context="", key="")])

    assert _found(lexical, asked) == ["task:1"]


def test_a_quoted_phrase_needs_all_its_words_in_a_row(lexical):
    lexical.put(
        [
            a_document(1, title="a", text="quota of keys"),
            a_document(2, title="b", text="keys of quota"),
            a_document(3, title="c", text="the quota of keys, and who may export an audit"),
        ]
    )

    assert _found(lexical, '"quota of keys" "an audit"')[0] == "task:3"


def test_a_misspelt_word_is_looked_for_as_what_somebody_wrote(lexical):
    lexical.put([a_document(1, title="rollout", text=""), a_document(2, title="chairs", text="")])
    assert _found(lexical, "rolout") == ["task:1"]

    lexical.drop(["task:1"])
    assert _found(lexical, "rolout") == []


def test_what_came_moved_or_went_is_so_for_the_next_search(lexical):
    def seen(place: str) -> int:
        return len(_found(lexical, "audit", frozenset({place})))

    documents = [a_document(n, title=f"audit {n}", place="list:1") for n in range(9)]
    lexical.put(documents)
    assert (seen("list:1"), seen("list:2")) == (9, 0)
    lexical.put([a_document(50, title="an audit", place="list:2")])
    assert (seen("list:1"), seen("list:2")) == (9, 1)
    lexical.put([replace(d, place="list:2") for d in documents[:4]])
    assert (seen("list:1"), seen("list:2")) == (5, 5)
    lexical.drop([d.id for d in documents])
    assert (seen("list:1"), seen("list:2")) == (0, 1)
    lexical.clear()
    assert (seen("list:1"), seen("list:2")) == (0, 0)
    lexical.put(documents[:2])
    assert (seen("list:1"), seen("list:2")) == (2, 0)


def test_whatever_comes_and_goes_each_word_finds_who_holds_it_now(lexical):
    words = ["alder", "birch", "cedar", "elm"]
    dice, held = random.Random(5), dict[str, str]()
    for _ in range(40):
        number, word = dice.randint(1, 12), dice.choice(words)
        if dice.random() < 0.3:
            lexical.drop([f"task:{number}"])
            held.pop(f"task:{number}", None)
        else:
            lexical.put([a_document(number, title=word, text="", context="", key="")])
            held[f"task:{number}"] = word
    for word in words:
        assert set(_found(lexical, word)) == {one for one, said in held.items() if said == word}
    assert len(lexical._texts) == len(held)


def test_kinds_narrow_a_search(lexical):
    lexical.put([a_document(1), a_document(2, id="doc:2", record="doc:2")])

    found = lexical.search("signing", places=PLACES, kinds=frozenset({"doc"}), limit=9)
    assert [chunk.document_id for chunk in lexical.get(found).values()] == ["doc:2"]


@pytest.mark.parametrize("harm", ["removed", "emptied", "broken", "of another format"])
def test_a_text_index_that_is_not_whole_is_made_anew(tmp_path, harm):
    lexical = LexicalIndex(tmp_path)
    lexical.put([a_document(n, title=f"audit {n}") for n in range(20)])
    lexical.close()
    if harm == "removed":
        shutil.rmtree(tmp_path / FOLDER)
    elif harm == "emptied":
        shutil.rmtree(tmp_path / FOLDER)
        LexicalIndex(tmp_path / "other").close()
        shutil.move(tmp_path / "other" / FOLDER, tmp_path / FOLDER)
    elif harm == "broken":
        (tmp_path / FOLDER / "meta.json").write_text("{")
    else:
        shutil.move(tmp_path / FOLDER, tmp_path / f"{PREFIX}0")

    again = LexicalIndex(tmp_path)
    assert len(_found(again, "audit")) == 20
    assert [folder.name for folder in tmp_path.glob(f"{PREFIX}*")] == [FOLDER]
    again.close()


def test_killed_between_database_and_text_index_it_catches_up(tmp_path):
    script = textwrap.dedent(
        f"""
        import os, signal
        from pathlib import Path
        from knowledge.lexical import LexicalIndex
        from tests.knowledge.test_library import a_document
        lexical = LexicalIndex(Path({str(tmp_path)!r}))
        lexical.put([a_document(n, title=f"audit {{n}}", text="") for n in range(9)])
        lexical._texts.commit = lambda: os.kill(os.getpid(), signal.SIGKILL)
        lexical.put([a_document(50, title="an audit"), a_document(2, title="paint", text="")])
        """
    )
    child = subprocess.run([sys.executable, "-c", script], cwd=Path.cwd(), check=False)
    assert child.returncode == -signal.SIGKILL

    lexical = LexicalIndex(tmp_path)
    assert set(_found(lexical, "audit")) == {
        *(f"task:{n}" for n in range(9) if n != 2),
        "task:50",
    }
    assert _found(lexical, "paint") == ["task:2"]
    assert len(lexical._texts) == 10
    lexical.close()


@pytest.mark.parametrize("more", ["", BEFORE_MODELS])
def test_the_words_of_an_earlier_release_are_taken_over_with_what_is_embedded(tmp_path, more):
    lexical = LexicalIndex(tmp_path)
    lexical.put([a_document(1), a_document(2, title="ENG-2 Chairs", text="Order twelve")])
    lexical.progress.done("serving", lexical.chunks_of("task:1"))
    lexical.mark_whole()
    before = lexical.fingerprints(), lexical.get([1, 2])
    lexical.close()
    make_former(tmp_path, more=more)

    again = LexicalIndex(tmp_path)
    assert (again.fingerprints(), again.get([1, 2])) == before
    assert _found(again, "signing") == ["task:1"]
    assert again.progress.chunks("serving") == set(again.chunks_of("task:1"))
    assert again.is_whole
    assert again.put([a_document(3)]) == []
    assert again.chunks_of("task:3") == [3]
    again.close()
    with sqlite3.connect(tmp_path / "words.db") as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    assert not {"unit", "words", "vocabulary", "unit_place"} & tables


def test_a_library_killed_while_it_is_taken_over_is_taken_over_again(tmp_path, monkeypatch):
    lexical = LexicalIndex(tmp_path)
    lexical.put([a_document(1)])
    lexical.close()
    make_former(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr("knowledge.lexical.database.SCHEMA", "CREATE TABLE nonsense")
        with pytest.raises(sqlite3.OperationalError):
            LexicalIndex(tmp_path)

    again = LexicalIndex(tmp_path)
    assert _found(again, "signing") == ["task:1"]
    again.close()


def test_a_thread_that_ends_takes_its_connection_along(lexical):
    lexical.put([a_document(1, title="The quota")])

    def held() -> int:
        gc.collect()
        # Not by isinstance: others' objects may stand for something else, and say so when they are asked.
        return sum(issubclass(type(one), sqlite3.Connection) for one in gc.get_objects())

    before = held()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: _found(lexical, "quota"), range(40)))
    assert found == [["task:1"]] * 40
    assert held() == before


HIDDEN = "list:9"


@pytest.fixture
def probes(lexical):
    """Texts somebody wrote to read from their order how often hidden texts hold a word."""
    lexical.put(
        [a_document(n, title=f"filler {n}", text="of the usual kind", context="") for n in range(9)]
    )
    lexical.put(
        [
            a_document(20, title="layoffs", text="a probe of one word", context=""),
            a_document(21, title="picnic", text="a probe of one word", context=""),
            a_document(22, title="picnic", text="a probe of one word", context=""),
            a_document(23, title="layoff layoffs", text="said twice", context="picnic"),
        ]
    )
    return lexical


def _hide(lexical, *texts):
    documents = [a_document(50 + n, title=text, context="") for n, text in enumerate(texts)]
    lexical.put([replace(one, place=HIDDEN) for one in documents])


ASKED = ["layoffs picnic", "picnic layoffs probe", "lay", "a probe of pic"]


def test_words_of_hidden_texts_change_no_order(probes):
    def orders():
        typed = [Typed.of(line) for line in ASKED]
        return (
            [_found(probes, line) for line in ASKED],
            [probes.records(line, places=PLACES, limit=99) for line in ASKED],
            [probes.begun(one, places=PLACES, limit=99) for one in typed],
        )

    before = orders()
    assert before[0][0][0] == "task:23"
    for many in (3, 40):
        _hide(probes, *["layoffs of the usual kind"] * many)
        assert orders() == before


def test_a_word_that_hidden_texts_alone_hold_is_a_word_nobody_wrote(probes):
    asked = ["layofs", "picnicks", "layovers"]
    before = [_found(probes, word) for word in asked]
    assert before[0]
    assert before[1]

    _hide(probes, "layofs", "picnick picnickz", "layover layovers layofss")

    assert [_found(probes, word) for word in asked] == before
