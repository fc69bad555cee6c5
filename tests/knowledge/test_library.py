"""The library finds what was put in, for those who may see it, and survives being killed."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.documents import Document
from knowledge.library import Library
from knowledge.owning import LibraryBusy
from tests.fakes import WordEmbedder

OPEN = frozenset({"list:1", "list:2", "workspace"})
AT = datetime(2026, 11, 2, tzinfo=UTC)


def a_document(number: int = 1, **fields: object) -> Document:
    values = {
        "id": f"task:{number}",
        "place": "list:1",
        "record": f"task:{number}",
        "title": f"ENG-{number} Rotate the signing keys",
        "text": "The audit wants new keys before December.",
        "context": "Platform · security",
        "author": "Alice Moreau",
        "at": AT,
        "key": f"ENG-{number}",
    }
    return Document(**{**values, **fields})  # type: ignore[arg-type]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library", embedder=WordEmbedder())
    opened.warm_up()
    yield opened
    opened.close()


def _fill(library: Library, *documents: Document) -> None:
    library.put(documents)
    while library.embed_pending():
        pass


def _records(library: Library, query: str, scope: frozenset[str] = OPEN) -> list[str]:
    return [hit.record for hit in library.search(query, scope=scope)]


def test_what_is_put_is_found_by_its_words(library):
    _fill(library, a_document(1), a_document(2, title="ENG-2 Order chairs", text="Twelve of them."))

    assert _records(library, "who rotates the keys?")[0] == "task:1"


def test_words_are_found_before_anything_is_embedded(library):
    library.put([a_document(1)])

    assert _records(library, "signing keys") == ["task:1"]


def test_what_is_outside_the_scope_does_not_exist(library):
    _fill(library, a_document(1, place="list:9"))

    assert _records(library, "signing keys ENG-1") == []


def test_a_moved_document_is_found_in_its_new_place_only_and_keeps_its_vectors(library):
    _fill(library, a_document(1))
    library.put([a_document(1, place="list:9")])

    assert _records(library, "signing keys") == []
    assert _records(library, "signing keys", frozenset({"list:9"})) == ["task:1"]
    assert library.counts() == (1, 1, 0)


def test_a_changed_document_is_found_by_its_new_words_only(library):
    _fill(library, a_document(1))
    _fill(library, a_document(1, title="ENG-1 Paint the office", text="Blue.", context=""))

    assert _records(library, "audit") == []
    assert _records(library, "paint")[0] == "task:1"


def test_a_dropped_document_is_gone_at_once(library):
    _fill(library, a_document(1))
    library.drop(["task:1"])

    assert _records(library, "signing keys") == []
    assert library.fingerprints() == {}


def test_putting_twice_is_putting_once(library):
    _fill(library, a_document(1), a_document(2))
    before = library.fingerprints(), library.counts()
    _fill(library, a_document(1), a_document(2))

    assert (library.fingerprints(), library.counts()) == before


def test_an_exact_key_comes_first(library):
    _fill(library, *(a_document(n) for n in range(1, 40)))

    assert _records(library, "what about ENG-17?")[0] == "task:17"


def test_a_record_appears_once_with_its_best_passage(library):
    comments = [
        a_document(
            100 + n,
            id=f"comment:{n}",
            record="task:1",
            key="",
            title="ENG-1 Rotate",
            text=f"Signing keys, remark {n}",
        )
        for n in range(5)
    ]
    _fill(library, a_document(1), *comments)

    assert _records(library, "signing keys") == ["task:1"]


def test_quoted_words_must_stand_together_to_come_first(library):
    _fill(
        library,
        a_document(1, title="ENG-1 a", text="keys signing keys signing signing"),
        a_document(2, title="ENG-2 b", text="we are signing new keys today"),
    )

    assert _records(library, '"signing new keys"')[0] == "task:2"


@pytest.mark.parametrize(
    "query", ["'", '"', "-", "a OR", "NEAR(", "x*", "(", "@carol", "é", "?" * 50, "ENG-"]
)
def test_punctuation_is_no_error(library, query):
    _fill(library, a_document(1))

    library.search(query, scope=OPEN)


def test_a_misspelt_word_still_finds(library):
    _fill(library, a_document(1), a_document(2, title="ENG-2 Chairs", text="Order twelve"))

    assert _records(library, "signning kees")[0] == "task:1"


def test_similar_items_leave_the_item_itself_out(library):
    _fill(library, a_document(1), a_document(2), a_document(3, title="ENG-3 Chairs", text="Order."))
    hits = library.similar("task:1", scope=OPEN, limit=1)

    assert [hit.record for hit in hits] == ["task:2"]


def test_a_second_process_is_refused_and_told_who_has_it(tmp_path, library):
    with pytest.raises(LibraryBusy, match=str(os.getpid())):
        Library(tmp_path / "library", embedder=WordEmbedder())


def test_a_document_without_text_is_found_by_its_title(library):
    _fill(library, replace(a_document(1), text=""))

    assert _records(library, "rotate signing") == ["task:1"]


def test_killed_while_embedding_nothing_is_lost_or_doubled(tmp_path):
    folder = tmp_path / "library"
    script = textwrap.dedent(
        f"""
        from tests.knowledge.test_library import a_document
        from tests.fakes import WordEmbedder
        from knowledge.library import Library
        from pathlib import Path
        library = Library(Path({str(folder)!r}), embedder=WordEmbedder())
        library.warm_up()
        library.put([a_document(n) for n in range(400)])
        print("put", flush=True)
        while library.embed_pending(8):
            print("slice", flush=True)
        """
    )
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    while child.stdout.readline().strip() != "slice":
        pass
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()

    library = Library(folder, embedder=WordEmbedder())
    library.warm_up()
    library.put([a_document(n) for n in range(400)])
    while library.embed_pending():
        pass
    documents, chunks, waiting = library.counts()
    library.close()
    assert (documents, chunks, waiting) == (400, 400, 0)
