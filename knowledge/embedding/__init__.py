"""The door to the embedding models: exported once, served by ONNX Runtime, or asked of an endpoint."""

from knowledge.embedding.choosing import chosen, known_as
from knowledge.embedding.embedder import Embedder, EmbeddingFailed, ModelMissing, Vectors
from knowledge.embedding.endpoint import EndpointEmbedder
from knowledge.embedding.exporting import export
from knowledge.embedding.kept import KeptVectors
from knowledge.embedding.local import DIMENSION, OnnxEmbedder
from knowledge.embedding.reranker import OnnxReranker, Reranker, chosen_reranker

__all__ = [
    "DIMENSION",
    "Embedder",
    "EmbeddingFailed",
    "EndpointEmbedder",
    "KeptVectors",
    "ModelMissing",
    "OnnxEmbedder",
    "OnnxReranker",
    "Reranker",
    "Vectors",
    "chosen",
    "chosen_reranker",
    "export",
    "known_as",
]
