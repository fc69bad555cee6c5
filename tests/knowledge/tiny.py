"""Makes tiny models with random weights, and says what the original library makes of texts.

`python -m tests.knowledge.tiny embedder|reranker FOLDER` makes one; texts, or [question, passage]
pairs, come in as JSON on standard input, and what the model says of them goes out the same way.
"""

import json
import sys
from pathlib import Path

import torch
from sentence_transformers import CrossEncoder, SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

from knowledge.embedding import weights

SIZE = {
    "hidden_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 96,
}


def embedder(folder: Path) -> SentenceTransformer:
    """Two layers, 48 dimensions, and the first token's vector instead of the mean."""
    tokenizer = BertTokenizerFast.from_pretrained(str(weights.built_in()))
    inner = folder / "inner"
    BertModel(_config(tokenizer)).save_pretrained(inner)
    tokenizer.save_pretrained(inner)
    pooling = Pooling(SIZE["hidden_size"], pooling_mode="cls")
    made = SentenceTransformer(modules=[Transformer(str(inner), max_seq_length=64), pooling])
    made.save(str(folder / "model"))
    return SentenceTransformer(str(folder / "model"), device="cpu")


def reranker(folder: Path) -> CrossEncoder:
    tokenizer = BertTokenizerFast.from_pretrained(str(weights.built_in()))
    model = BertForSequenceClassification(_config(tokenizer, num_labels=1))
    model.save_pretrained(folder / "model")
    tokenizer.save_pretrained(folder / "model")
    return CrossEncoder(str(folder / "model"), device="cpu")


def _config(tokenizer: BertTokenizerFast, **more: int) -> BertConfig:
    # Weights far apart, so that texts are, too.
    return BertConfig(vocab_size=tokenizer.vocab_size, initializer_range=0.4, **SIZE, **more)


if __name__ == "__main__":
    torch.manual_seed(7)
    folder = Path(sys.argv[2])
    given = json.load(sys.stdin)
    if sys.argv[1] == "embedder":
        said = embedder(folder).encode(given, normalize_embeddings=True)
    else:
        said = reranker(folder).predict(
            [tuple(pair) for pair in given], activation_fn=torch.nn.Identity()
        )
    print(json.dumps(said.tolist()))
