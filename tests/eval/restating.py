"""Trains the network that restates questions (`agents/restating`) on pairs of what people type and the same said plainly.

`sets/pairs/*.jsonl` holds the pairs, written for this by people who tried to say things otherwise; names are the sample
company's. `c` is the plain question; empty where a text answers, “-” where nothing here does.
`python -m tests.eval.restating c` tells how it does on the pairs of a file when it learns from the others; with
`--write` all is learned and kept.
"""

import gzip
import json
import math
import random
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from agents.algebra import answering, reading
from agents.algebra.reading import Composed
from agents.algebra.tagging import Token
from agents.facts import Named
from agents.reading.names import Gazetteer
from agents.restating import restating, seen
from agents.restating.network import PARTS, Network, Vectors
from agents.restating.shapes import Shape, shape
from agents.restating.skeletons import FOLDER, NOBODY, TEXT, Pool, Skeleton, Trained
from agents.understanding import named_whole, said_plainly
from agents.workspace import WorkspaceGateway
from app import access, db
from app.assist import assistant
from knowledge.embedding import OnnxEmbedder
from tests.eval import workspaces
from tests.eval.embedding import MODELS

PAIRS = Path(__file__).parent / "sets" / "pairs"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)  # the day the pairs were written
EPOCHS, RATE, BATCH, WIDTH, DROPPED, SEEDS = 14, 2e-3, 64, 192, 0.3, 2
PEOPLE = "Zelda Gregor Wilma Ahmed Ingrid Pablo Yuki Olga Bruno Fatima Kwame Sven Rosa Dmitri Hana Leroy Colette Viktor Amara Otto"
PLACES = "Phoenix,Atlas,Heron,Nova,Mercury,Titan,Orion,Falcon,Basement,Growth squad,Data science,Warehouse,Robotics,Logistics,Kitchen,Lighthouse,Apollo,Zebra,Lagoon,Compass"
NOT_HERE = {
    "person": PEOPLE.split(),
    **dict.fromkeys(("list", "space", "goal"), PLACES.split(",")),
}
LEAST_SEEN = 2  # pairs with a label, for the network to know it
APART = {"": TEXT, "-": NOBODY}
SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Row:
    """A question as the network sees it, and what is right."""

    asked: str
    file: str
    found: Composed
    states: Vectors
    shape: Shape
    skeletons: tuple[Skeleton, ...]  # the plain question, and the same of places of another kind


def pairs() -> list[tuple[str, str, str]]:
    """What is typed, the same said plainly, and the file it is from."""
    lines = (
        (json.loads(line), file.stem)
        for file in sorted(PAIRS.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    )
    return [(one["q"], one["c"], file) for one, file in lines]


def rows(gateway: WorkspaceGateway, known: Sequence[tuple[str, str, str]]) -> Iterator[Row]:
    """Those whose plain question is read whole."""
    names = Gazetteer.of(gateway.names())
    me = names.by_ref.get(f"person:{gateway.viewer_id}")
    spaces = [one for one in gateway.names() if one.kind == "space"]
    for asked, plain, file in known:
        words = named_whole(said_plainly(asked, gateway, names).words, gateway, names)
        found = answering.composed(words, names, gateway)
        _, states = gateway.states(restating.heard(found))
        if states is None:
            continue
        if plain in APART:
            apart = APART[plain]
            one = Skeleton((), frozenset([apart]), (apart,))
            yield Row(asked, file, found, states, one.shape, (one,))
            continue
        meant = answering.composed(plain, names, gateway)
        if not meant.is_whole or meant.query is None:
            continue
        right = shape(meant.query, meant.as_of)
        own = _skeleton(found.tagged.tokens, meant.tagged.tokens, right)
        if own is None:
            continue
        other = _of_space(found, meant, spaces[0], gateway.today, me) if spaces else None
        yield Row(asked, file, found, states, right, (own, other) if other else (own,))
        if strange := _of_nobody(asked, words, found, names, gateway):
            yield replace(strange, file=file)


def _of_nobody(
    asked: str, words: str, found: Composed, names: Gazetteer, gateway: WorkspaceGateway
) -> Row | None:
    """The same of somebody or something that is not here, in one of ten: nothing may answer that."""
    named = [token for token in found.tagged.tokens if token.named and token.text in words]
    chance = zlib.crc32(asked.encode())
    if not named or chance % 10 or named[0].named[0].kind not in NOT_HERE:
        return None
    strangers = NOT_HERE[named[0].named[0].kind]
    other = words.replace(named[0].text, strangers[chance // 10 % len(strangers)])
    read = answering.composed(other, names, gateway)
    _, states = gateway.states(restating.heard(read))
    if states is None or len(seen.slots(read.tagged.tokens)) >= len(
        seen.slots(found.tagged.tokens)
    ):
        return None
    nobody = Skeleton((), frozenset([NOBODY]), (NOBODY,))
    return Row(other, "", read, states, nobody.shape, (nobody,))


def _skeleton(asked: Sequence[Token], plain: Sequence[Token], right: Shape) -> Skeleton | None:
    """The plain question with places; None when it names what was not asked."""
    own: dict[str, list[str]] = {}
    for token in asked:
        if kind := seen.slot(token):
            own.setdefault(kind, []).append(_said(token))
    words: list[str] = []
    for token in plain:
        kind = seen.slot(token)
        if not kind:
            words.append(token.text)
            continue
        left = own.get(kind, [])
        if _said(token) not in left:
            return None
        words.append(f"{kind} {left.index(_said(token))}")
    if len({word for word in words if word.startswith("[")}) != len(seen.slots(asked)):
        return None
    return Skeleton(tuple(words), right, seen.slots(asked))


def _said(token: Token) -> str:
    if token.named:
        return f"{token.named[0].kind} {token.named[0].id}"
    if token.period is not None:
        return f"{token.period.start} {token.period.end}"
    return token.key or token.quoted or str(token.number)


def _of_space(
    asked: Composed, meant: Composed, space: Named, today: date, me: Named | None
) -> Skeleton | None:
    """The same of a space in the place of its one list."""

    def swapped(tokens: Sequence[Token]) -> tuple[Token, ...]:
        return tuple(
            replace(one, named=(space,)) if one.named and one.named[0].kind == "list" else one
            for one in tokens
        )

    if seen.slots(meant.tagged.tokens).count("[list]") != 1:
        return None
    tokens = swapped(meant.tagged.tokens)
    read = reading.composed(replace(meant.tagged, tokens=tokens), today, me)
    if not read.is_whole or read.query is None:
        return None
    return _skeleton(swapped(asked.tagged.tokens), tokens, shape(read.query, read.as_of))


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


def keep(made: Trained) -> None:
    """Write what was trained where the assistant reads it."""
    skeletons = [one for pool in made.pools.values() for one in pool.skeletons]
    shapes = {one: at for at, one in enumerate(sorted({s for one in skeletons for s in one.shape}))}
    plain = {
        "labels": list(made.labels),
        "senses": list(made.senses),
        "shapes": list(shapes),
        "skeletons": sorted(
            [list(one.words), sorted(shapes[s] for s in one.shape), list(one.slots)]
            for one in skeletons
        ),
    }
    FOLDER.mkdir(exist_ok=True)
    packed = gzip.compress(json.dumps(plain, ensure_ascii=False).encode(), mtime=0)
    (FOLDER / "skeletons.json.gz").write_bytes(packed)
    arrays = {
        f"{at}/{part}": one[part].astype(np.float16)
        for at, one in enumerate(made.network.weights)
        for part in PARTS
    }
    np.savez_compressed(FOLDER / "weights.npz", **arrays)


def tell(made: Trained, unseen: Sequence[Row], today: date, me: Named | None) -> None:
    """How often the likeliest is right, from the surest on."""
    whole = [row for row in unseen if not row.found.is_whole]
    print(f"{len(unseen)} unseen, {len(whole)} of them not read by the grammar alone")
    found: list[tuple[float, float, bool, bool, str, str]] = []
    apart: Counter[str] = Counter()
    for row in whole:
        chosen = restating.choices(row.found, row.states, made, today=today, me=me)
        best = chosen.best
        sides = max((chosen.for_texts, TEXT), (chosen.for_nobody, NOBODY))
        if best is None or sides[0] > best.score:
            apart[f"told {sides[1]}, {'right' if {sides[1]} == row.shape else 'wrong'}"] += 1
            continue
        right = (
            best.found.query is not None and shape(best.found.query, best.found.as_of) == row.shape
        )
        found.append(
            (
                best.score,
                best.margin,
                right,
                bool({TEXT, NOBODY} & row.shape),
                row.asked,
                best.words,
            )
        )
    print(dict(apart))
    found.sort(reverse=True)
    for share in SHARES:
        some = found[: math.ceil(len(found) * share)]
        right = sum(one[2] for one in some)
        print(
            f"surest {share:.0%} ({len(some)}): {right / len(some):.0%} right, from {some[-1][0]:.2f}"
        )
    for score, margin, _, _, asked, said in [one for one in found[: len(found) // 2] if not one[2]][
        :25
    ]:
        print(f"  {score:.2f} {margin:.2f} | {asked} | {said}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        company = workspaces.company(Path(folder), OnnxEmbedder(MODELS)).opened()
        company.library.warm_up()
        with db.reading() as session:
            actor = access.actor(session, workspaces.OWNER)
            gateway = assistant.gateway_of(session, actor, now=NOW, library=company.library)
            me = Gazetteer.of(gateway.names()).by_ref.get(f"person:{gateway.viewer_id}")
            known = list(rows(gateway, pairs()))
        print(len(known), "pairs", flush=True)
        if "--write" in sys.argv:
            keep(trained(known, NOW.date()))
        else:
            unseen = sys.argv[1:] or ["c"]
            made = trained([row for row in known if row.file not in unseen], NOW.date())
            tell(made, [row for row in known if row.file in unseen], NOW.date(), me)
        company.close()


if __name__ == "__main__":
    main()
