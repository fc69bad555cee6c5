"""The exported model is the real one."""

import logging
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import OnnxEmbedder, export, exporting

MODELS = Path(__file__).resolve().parents[2] / ".cache" / "models"


@pytest.fixture(scope="module")
def embedder() -> OnnxEmbedder:
    export(MODELS)
    return OnnxEmbedder(MODELS)


def test_vectors_have_length_one_and_keep_the_order_of_the_texts(embedder):
    texts = ["a much longer text about rotating the signing keys", "ok", "keys"]
    vectors = embedder.embed(texts)

    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[1], embedder.embed(["ok"])[0], atol=1e-4)


def test_meaning_brings_texts_together_that_share_no_word(embedder):
    query, near, far = embedder.embed(
        ["the server crashed", "an outage of our backend", "lunch menu for friday"]
    )

    assert query @ near > query @ far + 0.1


def test_an_export_is_taken_only_byte_for_byte_as_it_was_checked(tmp_path, caplog):
    file = tmp_path / exporting.FILE
    assert not exporting._is_sound(file)
    file.write_bytes(b"weights")
    assert not exporting._is_sound(file)  # nobody noted what it should be
    file.with_suffix(exporting.SUM).write_text(exporting._sum(file))
    assert exporting._is_sound(file)

    with caplog.at_level(logging.WARNING):
        file.write_bytes(b"weightz")
        assert not exporting._is_sound(file)
    assert "made anew" in caplog.text
