"""The network: one layer of attention over the embedder's words; each label listens for the words that say it.

The embedder's own weights stay as they are, so what is trained is small. `tests.eval.restating` trains it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
HEADS = 4
TINY = 1e-5
UNKNOWN = 5.0  # what a label costs that the network does not know, as the log of a chance
# What `forward` needs, by name.
PARTS = (
    *("inp.weight", "inp.bias", "sen.weight", "ln.weight", "ln.bias"),
    *("enc.norm1.weight", "enc.norm1.bias", "enc.norm2.weight", "enc.norm2.bias"),
    *("enc.self_attn.in_proj_weight", "enc.self_attn.in_proj_bias"),
    *("enc.self_attn.out_proj.weight", "enc.self_attn.out_proj.bias"),
    *("enc.linear1.weight", "enc.linear1.bias", "enc.linear2.weight", "enc.linear2.bias"),
    *("tok.weight", "tok.bias", "sent.weight", "sent.bias"),
)


@dataclass(frozen=True)
class Network:
    """Some networks that were trained alike from other beginnings; their chances are averaged."""

    weights: tuple[Mapping[str, Vectors], ...]

    @classmethod
    def of(cls, arrays: Mapping[str, Any]) -> "Network":
        """From arrays named `<network>/<part>`."""
        names = sorted({name.partition("/")[0] for name in arrays})
        return cls(
            tuple(
                {part: np.asarray(arrays[f"{n}/{part}"], dtype=np.float32) for part in PARTS}
                for n in names
            )
        )

    def chances(self, states: Vectors, marks: Vectors) -> Vectors:
        """How likely each label is, `(labels,)`; `states` and `marks` hold a row a word, and one of all."""
        return np.mean([_forward(one, states, marks) for one in self.weights], axis=0)


def _forward(w: Mapping[str, Vectors], states: Vectors, marks: Vectors) -> Vectors:
    h = _linear(states, w["inp.weight"], w["inp.bias"]) + marks @ w["sen.weight"].T
    h = _normal(h, w["ln.weight"], w["ln.bias"])
    h = h + _attention(w, _normal(h, w["enc.norm1.weight"], w["enc.norm1.bias"]))
    inner = _normal(h, w["enc.norm2.weight"], w["enc.norm2.bias"])
    inner = _gelu(_linear(inner, w["enc.linear1.weight"], w["enc.linear1.bias"]))
    h = h + _linear(inner, w["enc.linear2.weight"], w["enc.linear2.bias"])
    said = _linear(h, w["tok.weight"], w["tok.bias"])
    top = said.max(axis=0)
    pooled = top + np.log(np.exp(said - top).sum(axis=0))
    total = pooled + _linear(h.mean(axis=0), w["sent.weight"], w["sent.bias"])
    return 1 / (1 + np.exp(-np.clip(total, -30, 30)))


def _attention(w: Mapping[str, Vectors], h: Vectors) -> Vectors:
    wide = h.shape[1]
    mixed = _linear(h, w["enc.self_attn.in_proj_weight"], w["enc.self_attn.in_proj_bias"])
    q, k, v = (_heads(mixed[:, at * wide : (at + 1) * wide]) for at in range(3))
    scores = q @ k.transpose(0, 2, 1) / np.sqrt(wide / HEADS)
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found = (scores / scores.sum(axis=-1, keepdims=True)) @ v
    joined = found.transpose(1, 0, 2).reshape(len(h), wide)
    return _linear(joined, w["enc.self_attn.out_proj.weight"], w["enc.self_attn.out_proj.bias"])


def _heads(rows: Vectors) -> Vectors:
    return rows.reshape(len(rows), HEADS, -1).transpose(1, 0, 2)


def _linear(rows: Vectors, weight: Vectors, bias: Vectors) -> Vectors:
    return rows @ weight.T + bias


def _normal(rows: Any, weight: Vectors, bias: Vectors) -> Vectors:
    centred = rows - rows.mean(axis=-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + TINY) * weight + bias


def _gelu(x: Vectors) -> Vectors:
    """By the logistic of a cubic; PyTorch's own uses the error function, which differs by at most 0.0005."""
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
