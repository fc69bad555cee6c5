"""Which embedder a setting means, and which one made the vectors there are."""

from collections.abc import Sequence
from pathlib import Path

from knowledge.embedding.embedder import Embedder, ModelMissing, Vectors
from knowledge.embedding.endpoint import OPENAI, EndpointEmbedder
from knowledge.embedding.local import OnnxEmbedder, SentenceEmbedder

FORMS = "nothing, st:FOLDER_OR_NAME, or openai:MODEL@BASE_URL"


class NoEmbedder:
    """Stands for one that there isn't."""

    def __init__(self, why: str) -> None:
        self._why = why

    @property
    def name(self) -> str:
        raise ModelMissing(self._why)

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise ModelMissing(f"{self._why} {len(texts)} texts wait.")


def chosen(setting: str, *, models: Path, key: str = "") -> Embedder:
    """The embedder of a setting (`FORMS`); loads nothing yet. A wrong one says so when it is asked."""
    kind, _, rest = setting.partition(":")
    if not setting:
        return OnnxEmbedder(models)
    if kind == "st" and rest:
        return SentenceEmbedder(rest, folder=models)
    if kind == "openai" and rest:
        model, _, url = rest.partition("@http")
        if model:
            return EndpointEmbedder(model, url=f"http{url}" if url else OPENAI, key=key)
    return NoEmbedder(f"GOALWARD_EMBEDDER is “{setting}”, which is no embedder: it can be {FORMS}.")


def known_as(name: str, *, models: Path, key: str = "") -> Embedder:
    """The embedder that has this name; raises ModelMissing when it isn't to be had any more."""
    if name.startswith(("st:", "openai:")):
        found = chosen(name.partition("#")[0], models=models, key=key)
    else:
        found = OnnxEmbedder(models)
    if found.name != name:
        raise ModelMissing(f"The model {name} is not to be had any more.")
    return found
