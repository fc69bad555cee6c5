"""What was deleted does not stay on the disk for good."""

from pathlib import Path

import numpy as np
import pytest

from knowledge import meaning
from knowledge.library import Library
from knowledge.store import Store
from tests.fakes import WordEmbedder
from tests.knowledge.test_library import OPEN, a_document


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.setattr(meaning, "LEAST_GONE", 10)
    library = Library(tmp_path / "library", embedder=WordEmbedder())
    library.warm_up()
    yield library
    library.close()


def _fill(library: Library, *numbers: int) -> None:
    library.put([a_document(n) for n in numbers])
    while library.embed_pending():
        pass


def _collections(library: Library) -> list[str]:
    return [one.name for one in library._models._opened()._mine()]


def test_the_collection_is_made_anew_when_a_third_was_deleted(library):
    _fill(library, *range(60))
    before = _collections(library)
    library.drop([f"task:{n}" for n in range(20)])
    library.embed_pending()

    assert len(_collections(library)) == 1
    assert _collections(library) != before
    assert library._models.serving.collection.count() == 40
    assert library.counts() == (40, 40, 0)
    assert [p.record for p in library.search("rotate signing key 33", scope=OPEN)][:1] == [
        "task:33"
    ]


def test_with_less_deleted_it_stays(library):
    _fill(library, *range(60))
    before = _collections(library)
    library.drop([f"task:{n}" for n in range(15)])
    library.embed_pending()

    assert _collections(library) == before


def test_what_was_deleted_is_counted_over_restarts(library, tmp_path):
    _fill(library, *range(60))
    library.drop([f"task:{n}" for n in range(15)])
    library.embed_pending()
    library.close()
    again = Library(tmp_path / "library", embedder=WordEmbedder())
    again.warm_up()
    again.drop([f"task:{n}" for n in range(15, 25)])
    again.embed_pending()

    assert again._models.serving._progress.gone("words") == 0
    assert again._models.serving.collection.count() == 35
    again.close()


def test_a_process_that_dies_while_packing_leaves_what_was(tmp_path):
    store = Store(tmp_path / "chroma")
    collection = store.collection("words")
    rows = np.eye(3, 384, dtype=np.float32)
    collection.put([1, 2, 3], rows)
    half = store._client.create_collection(
        "goalward-units-half", metadata={"model": "making of words"}
    )
    half.upsert(ids=["1"], embeddings=rows[:1])
    store.close()

    again = Store(tmp_path / "chroma")
    again.drop_all_but({"words"})

    assert list(again.models()) == ["words"]
    assert again.collection("words").count() == 3
    again.close()


def test_two_whole_ones_of_a_model_become_one(tmp_path):
    store = Store(tmp_path / "chroma")
    collection = store.collection("words")
    collection.put([1, 2], np.eye(2, 384, dtype=np.float32))
    twin = store._client.create_collection("goalward-units-zz", metadata={"model": "words"})
    twin.upsert(ids=["1", "2"], embeddings=np.eye(2, 384, dtype=np.float32))
    store.drop_all_but({"words"})

    assert len(store._mine()) == 1
    assert store.collection("words").count() == 2
    store.close()


def test_the_newer_of_two_that_fit_alike_comes_first(library):
    one, other = a_document(1), a_document(1, id="task:2", record="task:2", key="ENG-2")
    _fill_these(library, one, other)

    assert [p.record for p in library.search("rotate the signing key", scope=OPEN)] == [
        "task:2",
        "task:1",
    ]


def _fill_these(library: Library, *documents: object) -> None:
    library.put(list(documents))  # type: ignore[arg-type]
    while library.embed_pending():
        pass


def test_packing_gives_the_space_back(tmp_path):
    store = Store(tmp_path / "chroma")
    collection = store.collection("words")
    dice = np.random.default_rng(7)
    for turn in range(6):
        collection.put(
            range(turn * 500, turn * 500 + 500), dice.normal(size=(500, 384)).astype(np.float32)
        )
        collection.drop(range(turn * 500, turn * 500 + 450))
    index = {p.name for p in Path(tmp_path / "chroma").iterdir() if p.is_dir()}
    collection.pack()
    store.sweep()

    assert collection.count() == 300
    assert index.isdisjoint({p.name for p in Path(tmp_path / "chroma").iterdir() if p.is_dir()})
    store.close()
