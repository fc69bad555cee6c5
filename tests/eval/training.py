"""Trains the network of `agents/restating`, with PyTorch: some minutes, always the same from the same pairs."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from agents.restating import seen
from agents.restating.network import PARTS, Network, Vectors
from agents.restating.shapes import Shape
from agents.restating.skeletons import Pool, Skeleton, Trained
from tests.eval.pairs import Row

EPOCHS, RATE, BATCH, WIDTH, DROPPED, SEEDS = 14, 2e-3, 64, 192, 0.3, 2
LEAST_SEEN = 2  # pairs with a label, for the network to know it


def trained(known: Sequence[Row], today: date) -> Trained:
    """A network of its own for each seed, and what may be chosen."""
    counted = Counter(label for row in known for label in row.shape)
    labels = {
        one: at for at, one in enumerate(sorted(o for o in counted if counted[o] >= LEAST_SEEN))
    }
    told = Counter(
        sense
        for row in known
        for token in row.found.tagged.tokens
        for sense in seen.senses(token, today)
    )
    senses = {one: at for at, one in enumerate(sorted(o for o in told if told[o] >= LEAST_SEEN))}
    inputs = [(row.states, seen.marks(row.found.tagged.tokens, today, senses)) for row in known]
    wanted = np.zeros((len(known), len(labels)), np.float32)
    for at, row in enumerate(known):
        wanted[at, [labels[one] for one in row.shape if one in labels]] = 1
    arrays: dict[str, Any] = {}
    for seed in range(SEEDS):
        weights = _weights(inputs, wanted, seed)
        arrays |= {f"{seed}/{part}": weights[part].astype(np.float16) for part in PARTS}
    grouped: dict[tuple[str, ...], dict[Shape, Skeleton]] = {}
    for one in (skeleton for row in known for skeleton in row.skeletons):
        grouped.setdefault(one.slots, {}).setdefault(one.shape, one)
    pools = {slots: Pool.of(list(some.values()), labels) for slots, some in grouped.items()}
    return Trained(labels, senses, pools, Network.of(arrays))


def _weights(inputs: Sequence[tuple[Vectors, Vectors]], wanted: Vectors, seed: int) -> Any:
    import torch
    from torch import nn

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    order = random.Random(seed)
    wide, many, labels = inputs[0][0].shape[1], inputs[0][1].shape[1], wanted.shape[1]
    net = nn.ModuleDict(
        {
            "inp": nn.Linear(wide, WIDTH),
            "sen": nn.Linear(many, WIDTH, bias=False),
            "ln": nn.LayerNorm(WIDTH),
            "enc": nn.TransformerEncoderLayer(
                *(WIDTH, 4, 2 * WIDTH),
                dropout=DROPPED,
                batch_first=True,
                activation="gelu",
                norm_first=True,
            ),
            "tok": nn.Linear(WIDTH, labels),
            "sent": nn.Linear(WIDTH, labels),
        }
    )
    fewer, drop = nn.Dropout(0.2), nn.Dropout(DROPPED)
    batches = _batches([len(states) for states, _ in inputs])
    rate = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.02)
    pace = torch.optim.lr_scheduler.OneCycleLR(rate, RATE, total_steps=EPOCHS * len(batches) + 1)
    for _ in range(EPOCHS):
        order.shuffle(batches)
        for batch in batches:
            states, marks, here = _padded([inputs[at] for at in batch])
            h = net["ln"](net["inp"](fewer(states)) + net["sen"](fewer(marks)))
            h = drop(net["enc"](h, src_key_padding_mask=~here))
            said = net["tok"](h).masked_fill(~here[..., None], -1e4)
            mean = (h * here[..., None]).sum(1) / here.sum(1, keepdim=True)
            total = torch.logsumexp(said, 1) + net["sent"](mean)
            right = torch.tensor(wanted[batch])
            loss = nn.functional.binary_cross_entropy_with_logits(total, right, reduction="none")
            rate.zero_grad()
            loss.sum(1).mean().backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            rate.step()
            pace.step()
    return {name: value.detach().numpy() for name, value in net.state_dict().items()}


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Questions of like length together: padding is work for nothing."""
    order = sorted(range(len(lengths)), key=lambda at: lengths[at])
    return [order[start : start + BATCH] for start in range(0, len(order), BATCH)]


def _padded(some: Sequence[tuple[Vectors, Vectors]]) -> Any:
    import torch

    longest = max(len(states) for states, _ in some)
    found = [np.zeros((len(some), longest, one.shape[1]), np.float32) for one in some[0]]
    here = np.zeros((len(some), longest), bool)
    for at, parts in enumerate(some):
        for whole, part in zip(found, parts, strict=True):
            whole[at, : len(part)] = part
        here[at, : len(parts[0])] = True
    return (*(torch.tensor(one) for one in found), torch.tensor(here))
