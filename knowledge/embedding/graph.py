"""An exported model at work: its tokenizer, and two ONNX sessions."""

import contextlib
import json
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.embedding.embedder import EmbeddingFailed, ModelMissing, Vectors

FEW = 4  # texts a question may have
BATCH = 32
THREADS = 2
NICER = 10  # how much nicer than the screens the filing of many texts is, of 19
# Names in the folder of an exported model.
GRAPH, TOKENIZER, FACTS = "model.onnx", "tokenizer.json", "model.json"
MASKED = ("input_ids", "attention_mask")
# The output of an embedder's graph that holds what it made of each piece.
STATES = "states"


@dataclass(frozen=True)
class Facts:
    """What its files don't say of an exported model."""

    weights: str  # their fingerprint
    pieces: int  # word pieces the model reads; the rest is cut
    pad_id: int = 0
    pad_token: str = "[PAD]"
    prefix: str = ""  # stands before every text
    inputs: tuple[str, ...] = field(default=MASKED)

    def write(self, folder: Path) -> None:
        (folder / FACTS).write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, folder: Path) -> "Facts":
        said: dict[str, Any] = json.loads((folder / FACTS).read_text())
        said["inputs"] = tuple(said["inputs"])
        return cls(**said)


class Graph:
    """Ids and masks in, numbers out. Safe to share between threads."""

    def __init__(self, graph: Path, tokenizer: Path, facts: Facts) -> None:
        from tokenizers import Tokenizer

        self._file, self._facts = graph, facts
        self._lock = threading.Lock()
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(facts.pieces)
        self._tokenizer.enable_padding(pad_id=facts.pad_id, pad_token=facts.pad_token)
        self._session = self._opened(threads=1)
        self._first, *self._others = [one.name for one in self._session.get_outputs()]
        self._filing: _Filing | None = None  # for many texts, opened when first needed

    @classmethod
    def of(cls, folder: Path) -> "Graph":
        """The model exported into a folder."""
        return cls(folder / GRAPH, folder / TOKENIZER, Facts.read(folder))

    def run(self, texts: Sequence[str] | Sequence[tuple[str, str]]) -> Vectors:
        """The graph's output for each text or pair, `(n, …)` float32."""
        session: Any = self._session if len(texts) <= FEW else self._bulk()
        # Texts of like length share a batch: padding is work for nothing.
        order = sorted(range(len(texts)), key=lambda i: _length(texts[i]))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        rows = [self._batch([texts[i] for i in batch], session) for batch in batches]
        return np.concatenate(rows)[np.argsort(order)]

    def _batch(self, texts: Sequence[Any], session: Any) -> Vectors:
        if self._facts.prefix:
            texts = [f"{self._facts.prefix}{text}" for text in texts]
        encoded = self._tokenizer.encode_batch(texts)
        given = {
            "input_ids": [e.ids for e in encoded],
            "attention_mask": [e.attention_mask for e in encoded],
            "token_type_ids": [e.type_ids for e in encoded],
        }
        wanted = {name: np.array(given[name], dtype=np.int64) for name in self._facts.inputs}
        try:
            [numbers] = session.run([self._first], wanted)
        except _failures() as error:
            raise EmbeddingFailed(f"The model {self._file} failed: {error}") from error
        return numbers

    def states(self, words: Sequence[str]) -> Vectors | None:
        """What the model made of each word among the others, `(words + 1, width)`, the last of all together.

        None when the graph keeps none, or the words are more than it reads.
        """
        if STATES not in self._others:
            return None
        encoded = self._tokenizer.encode(list(words), is_pretokenized=True)
        ids = np.array([encoded.ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        try:
            [[pieces]] = self._session.run([STATES], given)
        except _failures() as error:
            raise EmbeddingFailed(f"The model {self._file} failed: {error}") from error
        places = [
            [at for at, of in enumerate(encoded.word_ids) if of == n] for n in range(len(words))
        ]
        if not all(places):
            return None
        return np.stack([*(pieces[at].mean(axis=0) for at in places), pieces.mean(axis=0)])

    def _bulk(self) -> "_Filing":
        with self._lock:
            if self._filing is None:
                self._filing = _Filing(lambda: self._opened(threads=THREADS))
            return self._filing

    def _opened(self, *, threads: int) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Waiting threads sleep: the screens need the cores more.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            return onnxruntime.InferenceSession(
                str(self._file), options, providers=["CPUExecutionProvider"]
            )
        except _failures() as error:
            raise ModelMissing(f"The exported model {self._file} can't be read: {error}") from error


class _Filing:
    """A second session, for many texts, with threads that let whoever waits at a screen go first.

    Only they are patient, and only in the model, where the interpreter is free: a patient thread that held the
    interpreter or the write lock would be put aside by a busy machine, and everybody would wait for it.
    """

    def __init__(self, opened: Callable[[], Any]) -> None:
        self._thread = ThreadPoolExecutor(1, "filing", initializer=_be_patient)
        # The session's own threads are as patient as the thread that makes them.
        self._session = self._thread.submit(opened).result()

    def run(self, names: None, given: Any) -> Any:
        return self._thread.submit(self._session.run, names, given).result()


def _be_patient() -> None:
    """Where the system knows priorities of threads."""
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICER)


def _failures() -> tuple[type[Exception], ...]:
    """What ONNX Runtime raises; it has no class for all of it."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state  # pyright: ignore[reportAttributeAccessIssue] - a compiled module

    names = (
        "Fail",
        "InvalidArgument",
        "InvalidGraph",
        "InvalidProtobuf",
        "NoSuchFile",
        "NotImplemented",
        "RuntimeException",
    )
    return tuple(getattr(state, name) for name in names)


def _length(text: str | tuple[str, str]) -> int:
    return len(text) if isinstance(text, str) else len(text[0]) + len(text[1])
