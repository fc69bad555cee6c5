"""Any sentence-transformers model can embed or re-rank; what can't be used is said in a sentence."""

import json
import logging
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import EmbeddingFailed, ModelMissing, chosen, chosen_reranker, known_as
from knowledge.library import Library
from tests.fakes import WordEmbedder
from tests.knowledge.test_library import OPEN, a_document

TEXTS = [
    "Rotate the signing keys",
    "ok",
    "Der Vertrag läuft am Freitag aus, sagt die Rechtsabteilung. " * 9,
]
QUESTION = "who rotates the signing keys?"
DAYS = [
    "monday",
    "december",
    "audit",
    "lunch",
    "friday",
    "noon",
    "spring",
    "easter",
    "may",
    "march",
]
PASSAGES = [f"Signing keys, remark {n}: {'rotate ' * n}before {day}" for n, day in enumerate(DAYS)]


def _made(what: str, folder: Path, given: list) -> list:  # type: ignore[type-arg]
    """A tiny model in FOLDER/model, and what its own library says of what is given."""
    command = [sys.executable, "-m", "tests.knowledge.tiny", what, str(folder)]
    run = subprocess.run(
        command, input=json.dumps(given), capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, np.ndarray]:
    """(model, exports, the original's vectors of TEXTS)"""
    folder = tmp_path_factory.mktemp("embedder")
    return folder / "model", folder / "exports", np.array(_made("embedder", folder, TEXTS))


@pytest.fixture(scope="module")
def reranker(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[float]]:
    """(model, exports, the original's scores of PASSAGES)"""
    folder = tmp_path_factory.mktemp("reranker")
    scores = _made("reranker", folder, [[QUESTION, passage] for passage in PASSAGES])
    return folder / "model", folder / "exports", scores


def test_a_model_of_another_kind_says_what_its_own_library_says(embedder):
    model, exports, wanted = embedder
    opened = chosen(f"st:{model}", models=exports)
    vectors = opened.embed(TEXTS)

    assert vectors.shape == (3, 48)
    assert (vectors * wanted).sum(axis=1).min() > 0.9999
    assert np.allclose(opened.embed(TEXTS * 5)[-1], vectors[-1], atol=1e-5)
    assert opened.embed([]).shape == (0, 48)
    assert known_as(opened.name, models=exports).name == opened.name


def test_changed_weights_are_another_model(embedder, tmp_path):
    model, exports, _ = embedder
    copy = tmp_path / "copy"
    shutil.copytree(model, copy)
    before = chosen(f"st:{copy}", models=exports).name
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-4] + b"\x00\x00\x00\x3f")

    assert chosen(f"st:{copy}", models=exports).name != before
    with pytest.raises(ModelMissing, match="not to be had any more"):
        known_as(before, models=exports)


def test_an_export_that_was_cut_off_is_made_again(embedder, tmp_path):
    model, exports, wanted = embedder
    chosen(f"st:{model}", models=exports).embed(["ok"])
    [done] = exports.iterdir()
    half = tmp_path / done.name
    half.mkdir()
    (half / "model.onnx").write_bytes(b"half")

    vectors = chosen(f"st:{model}", models=tmp_path).embed(TEXTS)
    assert (vectors * wanted).sum(axis=1).min() > 0.9999


def test_a_damaged_export_is_said(embedder, tmp_path):
    model, exports, _ = embedder
    chosen(f"st:{model}", models=exports).embed(["ok"])
    shutil.copytree(exports, tmp_path / "damaged")
    [graph] = (tmp_path / "damaged").glob("*/model.onnx")
    graph.write_bytes(b"damaged")

    with pytest.raises(ModelMissing, match=r"model\.onnx can't be read"):
        chosen(f"st:{model}", models=tmp_path / "damaged").embed(["ok"])


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("word2vec", "“word2vec”, which is no embedder: it can be nothing, st:"),
        ("openai:", "“openai:”, which is no embedder"),
        ("st:", "“st:”, which is no embedder"),
        ("st:/nowhere", "There is no model folder /nowhere"),
        ("st:{empty}", "holds no model"),
        ("st:{weightless}", "holds no weights"),
    ],
)
def test_what_is_no_model_is_said(tmp_path, setting, said):
    folders = {"empty": tmp_path / "empty", "weightless": tmp_path / "weightless"}
    for folder in folders.values():
        folder.mkdir()
    (folders["weightless"] / "config.json").write_text("{}")
    with pytest.raises(ModelMissing, match=said):
        _ = chosen(setting.format(**folders), models=tmp_path).name


def test_hits_come_in_the_re_rankers_order(reranker, tmp_path):
    model, exports, scores = reranker
    order = chosen_reranker(f"st:{model}", models=exports)
    assert order is not None
    assert np.allclose(order.scores(QUESTION, PASSAGES), scores, atol=1e-3)

    library = Library(tmp_path / "library", embedder=WordEmbedder(), reranker=order)
    library.warm_up()
    library.put([a_document(n, title="", text=text, key="") for n, text in enumerate(PASSAGES)])
    found = [hit.record for hit in library.search(QUESTION, scope=OPEN)]
    library.close()
    assert found == [f"task:{n}" for n in sorted(range(len(PASSAGES)), key=lambda n: -scores[n])]
    assert found != sorted(found)


def test_only_the_best_hits_are_put_in_order_and_a_key_stays_first(reranker, tmp_path, monkeypatch):
    model, exports, _ = reranker
    monkeypatch.setattr("knowledge.searching.RERANKED", 4)
    found: list[list[str]] = []
    for order in (None, chosen_reranker(f"st:{model}", models=exports)):
        library = Library(
            tmp_path / f"library{order is None}", embedder=WordEmbedder(), reranker=order
        )
        library.put([a_document(n, text=text) for n, text in enumerate(PASSAGES)])
        found.append([hit.record for hit in library.search("signing keys rotate", scope=OPEN)])
        assert library.search("signing keys of ENG-3", scope=OPEN)[0].record == "task:3"
        library.close()

    plain, ordered = found
    assert ordered[4:] == plain[4:]
    assert set(ordered[:4]) == set(plain[:4])


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("bge", "“bge” is no re-ranker: it can be nothing, or st:"),
        ("st:/nowhere", "There is no model folder /nowhere"),
        ("st:{embedder}", "is no cross-encoder: its config.json says BertModel"),
    ],
)
def test_a_broken_re_ranker_is_said_at_the_start_and_leaves_the_order(
    embedder, tmp_path, caplog, setting, said
):
    model, exports, _ = embedder
    order = chosen_reranker(setting.format(embedder=model), models=exports)
    library = Library(tmp_path / "library", embedder=WordEmbedder(), reranker=order)
    with caplog.at_level(logging.ERROR):
        library.warm_up()
    [record] = caplog.records
    assert said in record.getMessage()
    assert record.exc_info is None

    library.put([a_document(1), a_document(2, title="ENG-2 Chairs", text="Signing them")])
    assert [hit.record for hit in library.search("signing keys", scope=OPEN)] == [
        "task:1",
        "task:2",
    ]
    library.close()


def test_a_re_ranker_that_fails_at_a_question_leaves_the_order(tmp_path, caplog):
    class Failing:
        def scores(self, question: str, passages: list[str]) -> np.ndarray:
            raise EmbeddingFailed(f"{len(passages)} passages were too many for “{question}”.")

    plain = Library(tmp_path / "plain", embedder=WordEmbedder())
    failing = Library(tmp_path / "failing", embedder=WordEmbedder(), reranker=Failing())
    found: list[list[str]] = []
    for library in (plain, failing):
        library.put([a_document(n, text=text) for n, text in enumerate(PASSAGES)])
        found.append([hit.record for hit in library.search(QUESTION, scope=OPEN)])
        library.close()

    assert found[0] == found[1]
    assert "10 passages were too many" in caplog.text
