"""Vectors of fixed texts are made once: the next start reads them, and makes only what is new."""

import numpy as np
import pytest

from knowledge.embedding import KeptVectors
from tests.fakes import WordEmbedder

PHRASES = ["snowed under", "off the table", "at a standstill"]


class Maker:
    """A model that counts what it is asked for."""

    def __init__(self):
        self.asked = []

    def __call__(self, text):
        self.asked.append(text)
        return WordEmbedder().embed([text])[0]


@pytest.fixture
def start(tmp_path):
    """One start of the program: what the model was asked for, and the vectors it had."""

    def started(texts=PHRASES, *, model="words", make=None):
        made = make or Maker()
        kept = KeptVectors(tmp_path, model, made)
        found = [kept(text) for text in texts]
        kept.keep()
        return getattr(made, "asked", None), found

    return started


def test_a_second_start_asks_the_model_for_nothing_and_has_the_same(start):
    asked, first = start()
    again, second = start()

    assert (asked, again) == (PHRASES, [])
    assert np.array_equal(first, second)


def test_only_what_is_new_is_made_and_what_has_gone_is_let_go(start, tmp_path):
    start()
    assert start([*PHRASES[1:], "looked after"])[0] == ["looked after"]

    [file] = tmp_path.iterdir()
    assert sorted(np.load(file)["texts"]) == sorted([*PHRASES[1:], "looked after"])


def test_another_model_has_its_own(start):
    start()
    assert start(model="other")[0] == PHRASES
    assert start()[0] == []


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"no archive", None])
def test_what_is_not_as_it_was_written_is_made_anew(start, tmp_path, damage):
    start()
    [file] = tmp_path.iterdir()
    whole = file.read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    file.write_bytes(flipped if damage is None else damage)

    assert start()[0] == PHRASES
    assert start()[0] == []


def test_nothing_is_kept_of_a_model_that_cannot_be_had(start, tmp_path):
    _, found = start(make=lambda _: None)

    assert found == [None] * len(PHRASES)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_costs_the_next_start_only(tmp_path, caplog):
    folder = tmp_path / "models"
    folder.write_text("a file stands in the way")
    kept = KeptVectors(folder, "words", Maker())

    assert kept(PHRASES[0]) is not None
    kept.keep()
    assert "can't be written" in caplog.text
