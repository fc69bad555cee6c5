"""What people type is restated as a plain question, with the same names, and nothing the lexicon knows is read away."""

import numpy as np
import pytest

from agents.algebra.reading import compose
from agents.restating import restating, seen
from agents.restating.network import PARTS, Network
from agents.restating.shapes import shape
from agents.restating.skeletons import NOBODY, TALK, TEXT, Pool, Skeleton, Trained, needed, trained
from tests.agents.test_algebra import ME, NAMES, TODAY

WIDE, WIDTH = 384, 8


def _read(question):
    return compose(question, NAMES, today=TODAY, me=ME)


def _tokens(question):
    return _read(question).tagged.tokens


def _skeleton(plain, asked):
    """A plain question with places for what `asked` names."""
    found = _read(plain)
    own = [token.text for token in _tokens(asked) if seen.slot(token)]
    words = tuple(
        f"{seen.slot(token)} {own.index(token.text)}" if seen.slot(token) else token.text
        for token in found.tagged.tokens
    )
    return Skeleton(words, shape(found.query, found.as_of), seen.slots(found.tagged.tokens))


class _Sure(Network):
    """Is sure of the labels of one question."""

    def __init__(self, columns, labels):
        super().__init__(())
        self.said = np.full(len(columns), 0.001, np.float32)
        self.said[[columns[one] for one in labels]] = 0.999

    def chances(self, states, marks):
        return self.said


def _trained(plain, meant, asked):
    """One that may choose among plain questions, and is sure of one."""
    skeletons = [_skeleton(one, asked) for one in plain]
    labels = sorted({label for one in skeletons for label in one.shape} | {TEXT, NOBODY})
    columns = {label: at for at, label in enumerate(labels)}
    pools = {
        slots: Pool.of([s for s in skeletons if s.slots == slots], columns)
        for slots in {s.slots for s in skeletons}
    }
    apart = {(n,): Pool.of([Skeleton((), frozenset([n]), (n,))], columns) for n in (TEXT, NOBODY)}
    return Trained(columns, {}, pools | apart, _Sure(columns, _skeleton(meant, asked).shape))


def _choices(asked, plain, meant):
    found = _read(asked)
    states = np.zeros((len(found.tagged.tokens) + 1, WIDE), np.float32)
    return restating.choices(found, states, _trained(plain, meant, asked), today=TODAY, me=ME)


def test_the_likeliest_plain_question_is_asked_with_the_names_of_the_question():
    asked = "whose desk has what Bob has let slide?"
    plain = ["overdue tasks of Bob", "open tasks of Bob", "tasks Bob finished"]
    chosen = _choices(asked, plain, "overdue tasks of Bob")

    assert chosen.is_sure
    assert chosen.best.found.query.plain() == _read("overdue tasks of Bob").query.plain()
    assert chosen.best.note == "I read it as “overdue tasks of Bob”."


def test_what_the_lexicon_knows_for_sure_is_not_read_away():
    asked = "the blocked whatnots Bob has on his doorstep"
    chosen = _choices(asked, ["open tasks of Bob"], "open tasks of Bob")

    assert not chosen.is_sure
    assert [sorted(one) for one in needed(_tokens(asked))] == [["state.blocked"]]


def test_a_plain_question_that_names_something_else_is_none():
    known = _trained(["open tasks of Bob"], "open tasks of Bob", "open tasks of Bob")
    found = _read("whatever the weather in the office is")
    states = np.zeros((len(found.tagged.tokens) + 1, WIDE), np.float32)
    chosen = restating.choices(found, states, known, today=TODAY, me=ME)

    assert chosen.best is None


def test_words_without_a_condition_are_left_out_only_if_the_network_hears_none_in_them():
    asked = "flibber flabber open tasks of Bob"
    sure = _choices(asked, ["open tasks of Bob"], "open tasks of Bob")
    other = _choices(asked, ["open tasks of Bob", "overdue tasks of Bob"], "overdue tasks of Bob")

    assert sure.best.found.query.plain() == _read("open tasks of Bob").query.plain()
    assert sure.is_sure
    assert not other.is_sure


def test_the_network_says_what_pytorch_says():
    torch = pytest.importorskip("torch")
    nn = torch.nn
    torch.manual_seed(3)
    net = nn.ModuleDict(
        {
            "inp": nn.Linear(WIDE, WIDTH),
            "sen": nn.Linear(5, WIDTH, bias=False),
            "ln": nn.LayerNorm(WIDTH),
            "enc": nn.TransformerEncoderLayer(
                WIDTH, 4, 2 * WIDTH, batch_first=True, activation="gelu", norm_first=True
            ),
            "tok": nn.Linear(WIDTH, 7),
            "sent": nn.Linear(WIDTH, 7),
        }
    ).eval()
    states, marks = torch.randn(6, WIDE), torch.randint(0, 2, (6, 5)).float()
    with torch.no_grad():
        h = net["enc"](net["ln"](net["inp"](states) + net["sen"](marks))[None])[0]
        wanted = torch.sigmoid(torch.logsumexp(net["tok"](h), 0) + net["sent"](h.mean(0))).numpy()
    weights = {name: value.numpy() for name, value in net.state_dict().items()}
    said = Network.of({f"0/{part}": weights[part] for part in PARTS}).chances(
        states.numpy(), marks.numpy()
    )

    assert said == pytest.approx(wanted, abs=2e-3)


def test_what_is_kept_can_be_chosen_from():
    known = trained()

    assert known is not None
    assert {(TEXT,), (NOBODY,), (TALK,)} <= set(known.pools)
    assert sum(len(pool.skeletons) for pool in known.pools.values()) > 500
    for pool in known.pools.values():
        for one in pool.skeletons:
            places = [word for word in one.words if word.startswith("[")]
            assert len(set(places)) == len(one.slots) or one.slots in ((TEXT,), (NOBODY,), (TALK,))
