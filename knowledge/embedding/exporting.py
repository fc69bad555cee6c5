"""Writes models as ONNX graphs, once, and keeps one only when it says the same as the original."""

import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np

from knowledge.embedding import weights
from knowledge.embedding.embedder import ModelMissing
from knowledge.embedding.graph import FACTS, GRAPH, MASKED, STATES, TOKENIZER, Facts, Graph

log = logging.getLogger(__name__)
Purpose = Literal["embedder", "reranker"]

PIECES = 256  # the built-in model reads no more
MOST_PIECES = 512
FILE = f"all-minilm-l6-v2-{weights.BUILT_IN_SHA256[:12]}-states.onnx"
SUM = ".sha256"  # of the export, beside it
LEAST_LIKENESS = 0.9999
MOST_APART = 1e-3  # of scores
SAMPLES = (
    "Rotate the signing keys before the audit",
    "What is overdue and who owns it?",
    "The migration failed on Postgres 15: duplicate key value violates unique constraint.",
    "ok",
    "Überprüfung der Verträge bis Freitag, danach Freigabe durch die Rechtsabteilung. " * 20,
)


def export(folder: Path) -> Path:
    """The built-in model in `folder`, written when it isn't there yet or was changed; raises ModelMissing."""
    file = folder / FILE
    if _is_sound(file):
        return file
    os.environ["HF_HUB_OFFLINE"] = "1"
    folder.mkdir(parents=True, exist_ok=True)
    from sentence_transformers import SentenceTransformer

    source = weights.built_in()
    original = SentenceTransformer(str(source), device="cpu")
    original.max_seq_length = PIECES
    fresh = file.with_suffix(f".{os.getpid()}.new")
    _write(fresh, _sentences(original), MASKED, "vectors", STATES)
    try:
        graph = Graph(fresh, source / TOKENIZER, Facts(weights.BUILT_IN_SHA256, PIECES))
        _check_vectors(graph, original)
        file.with_suffix(SUM).write_text(_sum(fresh))
        fresh.rename(file)
    finally:
        fresh.unlink(missing_ok=True)
    return file


def _is_sound(file: Path) -> bool:
    """The export is there, byte for byte as it was checked when it was made."""
    noted = file.with_suffix(SUM)
    if not file.is_file() or not noted.is_file():
        return False
    if noted.read_text() == _sum(file):
        return True
    log.warning("%s is not what was written: it is made anew", file)
    return False


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def exported(source: str, fingerprint: str, folder: Path, purpose: Purpose) -> Path:
    """The folder a model is exported to; a process of its own writes it, once, and takes PyTorch with it.

    Raises ModelMissing with the sentence that process ended with.
    """
    target = folder / f"{purpose}-{fingerprint[:12]}"
    if not (target / FACTS).exists():
        command = [sys.executable, "-m", "knowledge.embedding", str(folder), purpose, source]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            said = run.stderr.strip().splitlines() or ["no reason was given"]
            raise ModelMissing(f"The model {source} can't be used: {said[-1]}")
    if not (target / FACTS).exists() or Facts.read(target).weights != fingerprint:
        raise ModelMissing(f"The weights of {source} changed while they were read: start again.")
    return target


def write_exported(source: str, folder: Path, purpose: Purpose) -> Path:
    """Export a model into a folder of its own within `folder`; raises ModelMissing."""
    origin = weights.folder_of(source)
    fingerprint = weights.fingerprint(origin)
    target = folder / f"{purpose}-{fingerprint[:12]}"
    fresh = folder / f"{target.name}.{os.getpid()}.new"
    fresh.mkdir(parents=True)
    try:
        {"embedder": _embedder, "reranker": _reranker}[purpose](origin, fingerprint, fresh)
        if not (target / FACTS).exists():
            shutil.rmtree(target, ignore_errors=True)
            fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target


def _embedder(origin: Path, fingerprint: str, fresh: Path) -> None:
    from sentence_transformers import SentenceTransformer

    original = SentenceTransformer(str(origin), device="cpu")
    prefix = (original.prompts or {}).get(original.default_prompt_name or "") or ""
    facts = _facts(original, fingerprint, MASKED, prefix)
    _keep(original, facts, fresh)
    _write(fresh / GRAPH, _sentences(original), MASKED, "vectors", STATES)
    _check_vectors(Graph.of(fresh), original)


def _reranker(origin: Path, fingerprint: str, fresh: Path) -> None:
    said = json.loads((origin / "config.json").read_text()).get("architectures") or ["nothing"]
    if not said[0].endswith("ForSequenceClassification"):
        raise ModelMissing(f"it is no cross-encoder: its config.json says {said[0]}.")
    import torch
    from sentence_transformers import CrossEncoder

    original = CrossEncoder(str(origin), device="cpu")
    if original.num_labels != 1:
        raise ModelMissing(
            f"it gives {original.num_labels} labels, and a re-ranker gives one score."
        )
    names = ("input_ids", "attention_mask", "token_type_ids")
    inputs = tuple(n for n in names if n in original.tokenizer.model_input_names)
    _keep(original, _facts(original, fingerprint, inputs, ""), fresh)
    _write(fresh / GRAPH, _pairs(original, inputs), inputs, "scores")
    pairs = [(SAMPLES[0], sample) for sample in SAMPLES]
    wanted = np.asarray(original.predict(pairs, activation_fn=torch.nn.Identity()))
    apart = float(np.abs(Graph.of(fresh).run(pairs) - wanted).max())
    if apart > MOST_APART:
        raise ModelMissing(f"the exported model differs from the original (by {apart:.5f}).")


def _facts(original: Any, fingerprint: str, inputs: tuple[str, ...], prefix: str) -> Facts:
    if not hasattr(original[0], "auto_model"):
        raise ModelMissing("it is no transformer.")
    tokenizer = original.tokenizer
    pieces = min(original.max_seq_length or MOST_PIECES, MOST_PIECES)
    original.max_seq_length = pieces
    return Facts(fingerprint, pieces, tokenizer.pad_token_id, tokenizer.pad_token, prefix, inputs)


def _keep(original: Any, facts: Facts, fresh: Path) -> None:
    """Write tokenizer and facts."""
    backend = getattr(original.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ModelMissing("its tokenizer has no fast form (tokenizer.json).")
    backend.save(str(fresh / TOKENIZER))
    facts.write(fresh)


def _check_vectors(graph: Graph, original: Any) -> None:
    wanted = np.asarray(original.encode(list(SAMPLES), normalize_embeddings=True))
    likeness = float((graph.run(SAMPLES) * wanted).sum(axis=1).min())
    if not likeness >= LEAST_LIKENESS:
        raise ModelMissing(f"the exported model differs from the original (cosine {likeness:.5f}).")


def _write(file: Path, module: Any, inputs: tuple[str, ...], *outputs: str) -> None:
    import torch

    axes = {output: {0: "texts"} for output in outputs}
    axes |= {name: {0: "texts", 1: "pieces"} for name in (*inputs, STATES)}

    with torch.no_grad():
        torch.onnx.export(
            module.eval(),
            tuple(torch.ones((2, 8), dtype=torch.int64) for _ in inputs),
            str(file),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: axes[name] for name in (*inputs, *outputs)},
            opset_version=17,
            dynamo=False,
        )


def _sentences(original: Any) -> Any:
    """A sentence-transformers model as one graph: its vectors of length 1, and what it made of each piece."""
    import torch

    def vectors(input_ids: Any, attention_mask: Any) -> Any:
        hidden = original[0].auto_model(input_ids=input_ids, attention_mask=attention_mask)
        features = {
            "token_embeddings": hidden.last_hidden_state,
            "attention_mask": attention_mask,
        }
        for module in list(original)[1:]:
            features = module(features)
        vector = torch.nn.functional.normalize(features["sentence_embedding"], dim=1)
        return vector, hidden.last_hidden_state

    return _module(original, vectors)


def _pairs(original: Any, inputs: tuple[str, ...]) -> Any:
    """A cross-encoder without its last squashing, as one graph."""

    def scores(*given: Any) -> Any:
        named = dict(zip(inputs, given, strict=True))
        return original[0].auto_model(**named).logits[:, 0]

    return _module(original, scores)


def _module(original: Any, forward: Callable[..., Any]) -> Any:
    import torch

    class Whole(torch.nn.Module):
        """What PyTorch can trace."""

        def __init__(self) -> None:
            super().__init__()
            self.original = original

        def forward(self, *given: Any) -> Any:
            return forward(*given)

    return Whole()
