"""Records are found by all that is written in and on them, and only by those who may see them."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.documents import Document
from knowledge.lexical import LexicalIndex, Typed
from knowledge.lexical.recordindex import PREFIX
from knowledge.library import Library
from tests.fakes import WordEmbedder
from tests.knowledge.test_library import OPEN, a_document


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library", embedder=WordEmbedder())
    yield opened
    opened.close()


def a_comment(number: int, text: str, on: int = 1) -> Document:
    return a_document(
        number, id=f"comment:{number}", record=f"task:{on}", title=f"ENG-{on}", text=text, key=""
    )


def _records(library: Library, query: str, scope: frozenset[str] = OPEN) -> list[str]:
    return [passages[0].record for passages in library.records(query, scope=scope)]


def _begun(library: Library, line: str, scope: frozenset[str] = OPEN) -> list[str]:
    return [one.record for one in library.begun(line, scope=scope)]


def test_words_that_stand_in_two_comments_find_their_record_before_one_word_twice(library):
    library.put(
        [
            a_document(1, title="ENG-1 Order", text="", context=""),
            a_comment(11, "The vendor called."),
            a_comment(12, "The quota is spent."),
            a_document(2, title="ENG-2 Vendor", text="The vendor of vendors.", context=""),
        ]
    )

    assert _records(library, "vendor quota")[0] == "task:1"


def test_each_record_has_its_best_passages(library):
    library.put([a_document(1), *(a_comment(n, f"Keys, part {n}.") for n in range(11, 19))])

    [passages] = library.records("keys", scope=OPEN)
    assert 1 < len(passages) <= 3
    assert len({one.document_id for one in passages}) == len(passages)


def test_what_was_taken_out_is_found_no_more(library):
    library.put([a_document(1), a_comment(11, "The vendor called.")])
    assert _begun(library, "vend") == ["task:1"]
    library.drop(["comment:11"])

    assert _begun(library, "vend") == []
    assert _records(library, "vendor") == []
    library.drop(["task:1"])
    assert _begun(library, "rotate") == []


def test_what_moved_is_found_from_where_it_is_now(library):
    library.put([a_document(1)])
    library.put([a_document(1, place="list:9")])

    assert _begun(library, "rotate") == []
    assert _records(library, "rotate") == []
    assert _begun(library, "rotate", frozenset(["list:9"])) == ["task:1"]


def test_a_lone_mark_is_no_key(library):
    library.put([a_document(1), a_document(2, title="Handbook", text="Other.", key="")])

    assert _records(library, "what about rotation ?")[0] == "task:1"
    assert _records(library, "rotation : keys")[0] == "task:1"


def test_what_is_quoted_must_stand_there_as_it_is(library):
    library.put([a_document(1), a_document(2, title="ENG-2 Sign", text="A key signed it.")])

    assert _records(library, '"signing keys"') == ["task:1"]
    assert _records(library, '"signs keys"') == []
    assert _records(library, 'december "signing keys"') == ["task:1"]


def test_the_index_of_records_is_made_anew_when_it_is_gone(tmp_path):
    first = Library(tmp_path / "library", embedder=WordEmbedder())
    first.put([a_document(1), a_comment(11, "The vendor called.")])
    first.close()
    for folder in (tmp_path / "library").glob(f"{PREFIX}*"):
        shutil.rmtree(folder)
    second = Library(tmp_path / "library", embedder=WordEmbedder())

    assert _begun(second, "vendor call") == ["task:1"]
    second.clear()
    assert _begun(second, "vendor") == []
    second.close()


def test_a_changed_text_is_found_by_its_new_words_alone(library):
    library.put([a_document(1)])
    library.put([replace(a_document(1), text="Nothing of that.")])

    assert _begun(library, "audit") == []
    assert _begun(library, "nothing th") == ["task:1"]


@pytest.mark.parametrize(
    ("line", "phrases", "words", "begun"),
    [
        ("rotate ke", (), ("rotate",), "ke"),
        ("rotate keys ", (), ("rotate", "keys"), ""),
        ('"signing keys" ro', ("signing keys",), (), "ro"),
        ('"signing ke', ("signing ke",), (), ""),
        ("“signing keys” audit ", ("signing keys",), ("audit",), ""),
        ("what is the ", (), ("what", "is", "the"), ""),
        ("what is the key", (), (), "key"),
        ("… ?", (), (), ""),
    ],
)
def test_a_line_that_is_typed(line, phrases, words, begun):
    assert Typed.of(line) == Typed(phrases, words, begun)


def test_a_record_that_is_filed_anew_while_it_is_searched_is_told_by_what_it_says_now(
    library, monkeypatch
):
    library.put([a_document(1, text="The keys of the vault."), a_document(2, text="Keys, too.")])
    read, filed = LexicalIndex.get, []

    def get(index, ids):
        if not filed:
            filed.append(library.put([a_document(1, text="The keys of the new vault.")]))
        return read(index, ids)

    monkeypatch.setattr(LexicalIndex, "get", get)

    found = {
        passages[0].record: passages[0].text for passages in library.records("keys", scope=OPEN)
    }
    assert set(found) == {"task:1", "task:2"}
    assert "new vault" in found["task:1"]
