"""Vectors of the texts that come with the program, kept beside the models: made once, not at every start."""

import contextlib
import hashlib
import logging
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from knowledge.embedding.embedder import Vectors

log = logging.getLogger(__name__)
# What reading an archive raises that is not as it was written, or not there any more.
DAMAGED = (OSError, EOFError, ValueError, KeyError, RuntimeError, zipfile.BadZipFile)


class KeptVectors:
    """What one model makes of fixed texts. Ask for each, then `keep` what was asked for."""

    def __init__(self, folder: Path, model: str, make: Callable[[str], Vectors | None]) -> None:
        """`model` is its name, with the hash of its weights; `make` is asked for what is not kept yet."""
        self._file = folder / f"phrases-{hashlib.sha256(model.encode()).hexdigest()[:12]}.npz"
        self._make = make
        self._kept = _read(self._file)
        self._asked: dict[str, Vectors] = {}

    def __call__(self, text: str) -> Vectors | None:
        """A text's vector, `(dimension,)`; None when it can't be had now."""
        found = self._kept.get(text)
        if found is None:
            found = self._make(text)
        if found is not None:
            self._asked[text] = found
        return found

    def keep(self) -> None:
        """Write what was asked for, in the place of what was kept, where it is not the same."""
        if self._asked.keys() == self._kept.keys() or not self._asked:
            return
        fresh = self._file.with_suffix(f".{os.getpid()}.new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                np.savez(
                    file, texts=np.array([*self._asked]), vectors=np.array([*self._asked.values()])
                )
            fresh.rename(self._file)
        except OSError as error:
            log.warning("%s can't be written (%s): made again at the next start", self._file, error)
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)


def _read(file: Path) -> dict[str, Vectors]:
    """By text; nothing where nothing is kept, or it is not as it was written (each part has its checksum)."""
    if not file.is_file():
        return {}
    try:
        with np.load(file, allow_pickle=False) as held:
            texts, vectors = held["texts"], held["vectors"]
    except DAMAGED as error:
        log.warning("%s can't be read (%s): it is made anew", file, error)
        return {}
    vectors.flags.writeable = False  # shared by all who ask
    return dict(zip(texts.tolist(), vectors, strict=True))
