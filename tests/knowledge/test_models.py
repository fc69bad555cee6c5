"""Another embedder takes the old one's place when it is done, not before, and whatever happens meanwhile."""

import logging
import re
import signal
import subprocess
import sys
import textwrap
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import Embedder, EmbeddingFailed, ModelMissing, chosen
from knowledge.library import Library
from knowledge.store import Store
from tests.fakes import WordEmbedder
from tests.knowledge.former import BEFORE_MODELS, make_former
from tests.knowledge.test_library import OPEN, a_document

MANY = 30


class Hashed:
    """Each word adds one to a dimension its letters choose; counts what it was asked."""

    def __init__(self, name: str = "hashed/64", *, dimension: int = 64) -> None:
        self.name, self._dimension = name, dimension
        self.asked = 0
        self.fails = False

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        if self.fails:
            raise EmbeddingFailed("The embeddings of nowhere could not be had.")
        self.asked += len(texts)
        vectors = np.full((len(texts), self._dimension), 1e-3, np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, zlib.crc32(word.encode()) % self._dimension] += 1.0
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _known(*embedders: Embedder) -> Callable[[str], Embedder]:
    def known(name: str) -> Embedder:
        for one in embedders:
            if one.name == name:
                return one
        raise ModelMissing(f"The model {name} is not to be had any more.")

    return known


def _opened(folder: Path, embedder: Embedder, *others: Embedder) -> Library:
    library = Library(folder / "library", embedder=embedder, known=_known(*others))
    library.warm_up()
    return library


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A folder whose library was embedded by the WordEmbedder."""
    library = _opened(tmp_path, WordEmbedder())
    library.put([a_document(n, text=f"Remark {n}, the audit wants keys") for n in range(MANY)])
    while library.embed_pending():
        pass
    library.close()
    return tmp_path


def _finish(library: Library) -> None:
    while library.embed_pending(8):
        pass


def _by_meaning(library: Library, query: str = "signing keys audit") -> set[str]:
    hits = library.search(query, scope=OPEN, limit=200)
    return {hit.record for hit in hits if hit.meaning_rank is not None}


def _stored(folder: Path) -> dict[str, int]:
    """Model → how many vectors are kept of it."""
    store = Store(folder / "library" / "chroma")
    found = {model: store.collection(model).count() for model in store.models()}
    store.close()
    return found


def _all_is_there_once(library: Library, folder: Path, model: str, count: int = MANY) -> None:
    assert library.counts() == (count, count, 0)
    assert len(_by_meaning(library)) == count
    assert library.state == "ready"
    library.close()
    assert _stored(folder) == {model: count}


def test_the_old_one_serves_until_the_new_one_is_complete(filled):
    old, new = WordEmbedder(), Hashed()
    library = _opened(filled, new, old)
    seen: list[int] = []
    while library.embed_pending(8):
        assert library.ready
        assert len(_by_meaning(library)) == MANY
        assert "still to embed with hashed/64" in library.state
        asked = new.asked
        _by_meaning(library)
        assert new.asked == asked  # the old one is asked
        seen.append(library.counts()[2])
    assert seen == [22, 14, 6, 0]

    asked = new.asked
    _by_meaning(library)
    assert new.asked == asked + 1
    _all_is_there_once(library, filled, "hashed/64")


def test_what_changes_meanwhile_is_so_before_and_after(filled):
    library = _opened(filled, Hashed(), WordEmbedder())
    library.embed_pending(8)
    library.put([a_document(99, text="A new remark on the audit of keys")])
    library.drop(["task:1", "task:20"])
    library.put([a_document(2, text="Remark 2, the audit wants keys", place="list:9")])
    library.embed_pending(8)
    there = {f"task:{n}" for n in (*range(MANY), 99)} - {"task:1", "task:20", "task:2"}
    assert _by_meaning(library) == there

    _finish(library)
    assert library.state == "ready"
    assert _by_meaning(library) == there
    library.close()
    library = _opened(filled, Hashed())
    assert _by_meaning(library) == there
    library.close()
    assert _stored(filled) == {"hashed/64": MANY - 1}


def test_when_the_old_one_is_gone_words_go_on_alone_and_it_is_said(filled, caplog):
    with caplog.at_level(logging.ERROR):
        library = _opened(filled, Hashed())
    assert [r.getMessage() for r in caplog.records] == [
        "The model words is not to be had any more."
    ]

    assert not library.ready
    assert library.state == (
        "by words alone: The model words is not to be had any more."
        f" · {MANY} chunks still to embed with hashed/64"
    )
    assert library.search("ENG-7", scope=OPEN)[0].record == "task:7"
    assert _by_meaning(library) == set()
    # What was embedded stays comparable.
    assert len(library.similar("task:3", scope=OPEN)) == 10
    _finish(library)
    _all_is_there_once(library, filled, "hashed/64")


@pytest.mark.parametrize("slices", [1, 2, 3, 4])
def test_killed_while_building_it_goes_on_where_it_was(filled, slices):
    script = f"""
        from pathlib import Path
        from tests.fakes import WordEmbedder
        from tests.knowledge.test_models import Hashed, _opened
        library = _opened(Path({str(filled)!r}), Hashed(), WordEmbedder())
        while library.embed_pending(8):
            print("slice", flush=True)
        print("switched", flush=True)
        """
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    for _ in range(slices):
        assert child.stdout.readline().strip() == "slice"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()

    new = Hashed()
    library = _opened(filled, new, WordEmbedder())
    assert library.ready
    assert len(_by_meaning(library)) == MANY
    _finish(library)
    # One more slice may have been under way, and the warming and the looking are questions.
    assert new.asked <= MANY - 8 * (slices - 1) + 2
    _all_is_there_once(library, filled, "hashed/64")


def test_killed_between_the_switch_and_the_tidying_the_old_vectors_go_at_the_next_start(filled):
    library = _opened(filled, Hashed(), WordEmbedder())
    _finish(library)
    library.close()
    store = Store(filled / "library" / "chroma")
    store.collection("words").put([1, 2], WordEmbedder().embed(["one", "two"]))
    store.close()

    _all_is_there_once(_opened(filled, Hashed()), filled, "hashed/64")


def test_vectors_that_were_lost_are_made_again_before_the_switch(filled):
    library = _opened(filled, Hashed(), WordEmbedder())
    library.embed_pending(20)
    library.close()
    store = Store(filled / "library" / "chroma")
    store.collection("hashed/64").drop([3, 4, 5])
    store.close()

    library = _opened(filled, Hashed(), WordEmbedder())
    _finish(library)
    _finish(library)
    _all_is_there_once(library, filled, "hashed/64")


def test_going_back_to_the_old_one_costs_nothing(filled):
    library = _opened(filled, Hashed(), WordEmbedder())
    library.embed_pending(8)
    library.close()

    library = _opened(filled, WordEmbedder())
    assert library.embed_pending() == 0
    _all_is_there_once(library, filled, "words")


def test_a_third_one_takes_the_place_of_the_second_that_was_not_complete(filled):
    library = _opened(filled, Hashed(), WordEmbedder())
    library.embed_pending(8)
    library.close()
    third = Hashed("hashed/16", dimension=16)

    library = _opened(filled, third, WordEmbedder(), Hashed())
    assert library.counts()[2] == MANY
    _finish(library)
    _all_is_there_once(library, filled, "hashed/16")


def test_a_library_that_holds_nothing_begins_with_what_is_wanted(tmp_path):
    _opened(tmp_path, WordEmbedder()).close()
    library = _opened(tmp_path, Hashed())
    library.put([a_document(1)])
    _finish(library)

    assert library.ready
    library.close()
    assert _stored(tmp_path) == {"hashed/64": 1}


def test_rebuilding_everything_takes_the_new_one_at_once(filled):
    library = _opened(filled, Hashed(), WordEmbedder())
    library.embed_pending(8)
    library.clear()
    library.put([a_document(n) for n in range(5)])
    _finish(library)

    _all_is_there_once(library, filled, "hashed/64", 5)


def test_one_that_changed_its_dimension_under_the_same_name_starts_over(filled):
    library = _opened(filled, Hashed(), WordEmbedder())
    _finish(library)
    library.close()

    library = _opened(filled, Hashed(dimension=96))
    assert library.counts() == (MANY, MANY, MANY)
    assert library.search("ENG-7", scope=OPEN)[0].record == "task:7"
    _finish(library)
    _all_is_there_once(library, filled, "hashed/64")


def test_a_library_from_before_there_was_a_choice_is_taken_as_it_is(filled):
    make_former(filled / "library", more=BEFORE_MODELS)
    old = WordEmbedder()

    library = _opened(filled, old)
    assert library.embed_pending() == 0
    _all_is_there_once(library, filled, "words")
    library = _opened(filled, Hashed(), old)
    assert library.counts()[2] == MANY
    library.close()


def test_a_setting_that_is_no_embedder_leaves_the_old_one_serving(filled, caplog):
    with caplog.at_level(logging.ERROR):
        library = _opened(filled, chosen("word2vec", models=filled), WordEmbedder())
    assert "“word2vec”, which is no embedder" in caplog.text
    assert "“word2vec”, which is no embedder" in library.state
    assert library.state.startswith("ready")
    library.put([a_document(99, text="Another remark on the audit of keys")])
    _finish(library)

    assert len(_by_meaning(library)) == MANY + 1
    library.close()


def test_a_setting_that_is_no_embedder_leaves_a_new_library_to_words(tmp_path, caplog):
    library = _opened(tmp_path, chosen("word2vec", models=tmp_path))
    library.put([a_document(1)])
    for _ in range(3):
        assert library.embed_pending() == 0

    assert [hit.record for hit in library.search("signing keys", scope=OPEN)] == ["task:1"]
    assert len(caplog.records) == 1
    assert library.state.startswith("by words alone: GOALWARD_EMBEDDER is “word2vec”")
    library.close()


def test_one_that_fails_now_and_then_holds_nothing_up(filled):
    old, new = Hashed("old"), Hashed()
    library = _opened(filled, old, WordEmbedder())
    _finish(library)
    library.close()
    library = _opened(filled, new, old)
    old.fails = True
    library.put([a_document(99, text="A new remark on the audit of keys")])
    found = library.search("a new remark", scope=OPEN, limit=200)
    assert "task:99" in {hit.record for hit in found}
    assert not library.ready
    assert library.state.startswith("by words alone: The embeddings of nowhere could not be had.")
    new.fails = True
    with pytest.raises(EmbeddingFailed, match="nowhere"):
        library.embed_pending()
    new.fails = False
    _finish(library)

    _all_is_there_once(library, filled, "hashed/64", MANY + 1)


def test_one_that_failed_is_asked_again_after_a_rest(filled, monkeypatch):
    embedder = Hashed()
    library = _opened(filled, embedder, WordEmbedder())
    _finish(library)
    embedder.fails = True
    assert _by_meaning(library) == set()
    embedder.fails = False
    asked = embedder.asked
    assert _by_meaning(library) == set()
    assert embedder.asked == asked

    monkeypatch.setattr("knowledge.meaning.REST", 0.0)
    library.close()
    library = _opened(filled, embedder)
    embedder.fails = True
    assert _by_meaning(library) == set()
    embedder.fails = False
    assert len(_by_meaning(library)) == MANY
    library.close()
