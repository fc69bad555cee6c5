"""The door to Chroma: vectors kept by chunk id. It is a cache, rebuilt from the database any time."""

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlparse
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

# Chroma refuses more than 5,461 in one call.
BATCH = 4000
COLLECTION = "goalward-chunks"
# What a collection was called until 0.4: one that is there keeps its name, for its vectors are good.
EARLIER = "goalward-units"
# What Chroma calls the folder of an index.
INDEX = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MAKING = "making of "


class Store:
    """A collection of vectors for each model. One process owns a folder: a second one would read stale results."""

    def __init__(self, folder: Path, *, url: str = "") -> None:
        import chromadb
        from chromadb.config import Settings

        self._folder = None if url else folder
        if url:
            where = urlparse(url)
            self._client: Any = chromadb.HttpClient(
                host=where.hostname or "localhost",
                port=where.port or (443 if where.scheme == "https" else 8000),
                ssl=where.scheme == "https",
                settings=Settings(anonymized_telemetry=False),
            )
        else:
            folder.mkdir(parents=True, exist_ok=True)
            self._client = chromadb.PersistentClient(
                str(folder), settings=Settings(anonymized_telemetry=False)
            )

    def models(self) -> dict[str, str]:
        """Model → the collection that holds its vectors."""
        return {(c.metadata or {}).get("model", ""): c.name for c in self._mine()}

    def collection(self, model: str) -> "VectorCollection":
        """The vectors of a model; an empty one for a new model."""
        fresh = f"{COLLECTION}-{hashlib.sha256(model.encode()).hexdigest()[:16]}"
        return VectorCollection(self._client, self.models().get(model, fresh), model)

    def drop_all_but(self, models: Collection[str]) -> None:
        """Forget the vectors of other models."""
        kept = {name for model, name in self.models().items() if model in models}
        for collection in self._mine():
            if collection.name not in kept:
                self._client.delete_collection(collection.name)
        self.sweep()

    def sweep(self) -> None:
        """Remove the index files of collections that are no more: Chroma leaves them where they are."""
        file = self._folder / "chroma.sqlite3" if self._folder else None
        if file is None or not file.is_file():
            return
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)) as db:
            known = {one for (one,) in db.execute("SELECT id FROM segments")}
        for folder in file.parent.iterdir():
            if folder.is_dir() and INDEX.fullmatch(folder.name) and folder.name not in known:
                shutil.rmtree(folder, ignore_errors=True)

    def _mine(self) -> list[Any]:
        found = self._client.list_collections()
        return sorted(
            (c for c in found if c.name.startswith((COLLECTION, EARLIER))), key=lambda c: c.name
        )

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


class VectorCollection:
    """One model's vectors by chunk id."""

    def __init__(self, client: Any, name: str, model: str) -> None:
        self._client, self._name, self.model = client, name, model
        self._open()

    def put(self, chunks: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Keep vectors; a known id is replaced."""
        for start in range(0, len(chunks), BATCH):
            part = chunks[start : start + BATCH]
            self._collection.upsert(
                ids=[str(chunk) for chunk in part], embeddings=vectors[start : start + BATCH]
            )

    def drop(self, chunks: Sequence[int]) -> None:
        for start in range(0, len(chunks), BATCH):
            self._collection.delete(ids=[str(chunk) for chunk in chunks[start : start + BATCH]])

    def everything(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """All ids and vectors: `(n,) int64`, `(n, dimension) float32`."""
        ids: list[NDArray[np.int64]] = []
        vectors: list[NDArray[np.float32]] = []
        total = self._collection.count()
        for start in range(0, total, BATCH):
            page = self._collection.get(include=["embeddings"], limit=BATCH, offset=start)
            if page["ids"]:
                ids.append(np.array([int(one) for one in page["ids"]], dtype=np.int64))
                vectors.append(np.asarray(page["embeddings"], dtype=np.float32))
        if not ids:
            return np.zeros(0, np.int64), np.zeros((0, 0), np.float32)
        return np.concatenate(ids), np.concatenate(vectors)

    def dimension(self) -> int:
        """Of the vectors it holds; 0 when it holds none."""
        page = self._collection.get(include=["embeddings"], limit=1)
        return len(page["embeddings"][0]) if page["ids"] else 0

    def count(self) -> int:
        return self._collection.count()

    def clear(self) -> None:
        """Forget everything, the space on disk too."""
        self._client.delete_collection(self._name)
        self._open()

    def pack(self) -> None:
        """Move everything to a fresh collection: the space of what was dropped is given back.

        Until the fresh one is whole it goes by a name of its own, and is swept away when this process dies.
        """
        chunks, vectors = self.everything()
        old, self._name = self._name, f"{COLLECTION}-{uuid4().hex[:16]}"
        self._open(MAKING + self.model)
        self.put([int(chunk) for chunk in chunks], vectors)
        self._collection.modify(metadata={"model": self.model})
        self._client.delete_collection(old)

    def _open(self, model: str = "") -> None:
        self._collection = self._client.get_or_create_collection(
            self._name,
            metadata={"model": model or self.model},
            embedding_function=None,
            # Chroma's own default is l2; our vectors are compared by angle.
            configuration={"hnsw": {"space": "cosine"}},
        )
