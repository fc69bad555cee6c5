"""When the work changes, exactly the sentences that said otherwise turn; the others hold."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from agents import claims
from agents.answer import plain_sentence
from app.assist import assistant
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.domain.events import Category
from app.lookups import statuses_of
from app.work import comments, goals, relations, targets, tasks
from knowledge.library import Library
from tests.conftest import a_task
from tests.fakes import WordEmbedder

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
THEN = NOW - timedelta(days=20)
ASKED = (
    "status of ENG-1",
    "when is ENG-1 due?",
    "who is on ENG-1?",
    "what is overdue?",
    "what is blocked?",
    "what does ENG-2 wait for?",
    "what is holding us up?",
    "open tasks by person",
    "who works on what?",
    "how is EU launch going?",
    "our goals",
    "which goal does ENG-2 serve?",
    "what did we decide about the vault?",
    "what was finished last week?",
)


class Told:
    """The answers given before a change, to be checked after it."""

    def __init__(self, session, actor, library):
        self.session, self.actor, self.library = session, actor, library
        self.ids: dict[str, int] = {}

    def ask(self):
        self.session.commit()
        catch_up([Indexer(self.library)])
        answers = [
            assistant.ask(self.session, self.actor, q, now=NOW, library=self.library) for q in ASKED
        ]
        self.said = [plain_sentence(s) for answer in answers for s in answer.sentences]

    def turned(self) -> dict[str, str]:
        """What no longer holds, by its text."""
        self.session.commit()
        gateway = assistant.gateway_of(self.session, self.actor, now=NOW, library=self.library)
        verdicts = claims.verdicts([one["claim"] for one in self.said], gateway)
        pairs = zip(self.said, verdicts, strict=True)
        return {one["text"]: verdict for one, verdict in pairs if verdict != "holds"}


@pytest.fixture
def told(session, alice, home, tmp_path):
    library = Library(tmp_path / "library", embedder=WordEmbedder())
    goal = goals.create(
        session,
        title="EU launch",
        state="in_progress",
        owner_id=1,
        by=alice,
        at=THEN,
        period_start=date(2026, 10, 1),
        period_end=date(2026, 12, 31),
    )
    target = targets.add(
        session, goal.id, name="Pilots", kind="number", start=0, target=10, current=2, by=alice
    )
    keys = a_task(
        session, home, alice, "Rotate keys", due=date(2026, 11, 16), assignees=[2], at=THEN
    )
    ship = a_task(session, home, alice, "Ship it", assignees=[1], at=THEN)
    done = a_task(session, home, alice, "Pack up", at=THEN)
    finish(session, home, done.id, alice, at=NOW - timedelta(days=5))
    relations.relate(session, keys.id, kind="blocks", to_task=ship.id, by=alice)
    relations.link(session, ("task", ship.id), ("goal", goal.id), by=alice)
    said = comments.add(
        session,
        ("task", keys.id),
        text="We decided to keep the vault in Berlin.",
        by=alice,
        at=THEN,
    )
    found = Told(session, alice, library)
    found.ids = {
        "goal": goal.id,
        "target": target.id,
        "keys": keys.id,
        "ship": ship.id,
        "done": done.id,
        "said": said.id,
    }
    found.ask()
    yield found
    library.close()


def finish(session, home, task_id, by, at=NOW):
    status = next(s for s in statuses_of(session, home) if s.category == Category.DONE)
    tasks.move(session, task_id, to=status.id, by=by, at=at)


def test_nothing_turns_by_itself(told):
    assert len(told.said) > 25
    assert told.turned() == {}


# What changes, and how each sentence begins that then says otherwise.
IS, WAS_DUE, ON_IT = (
    "ENG-1 (Rotate keys) is in",
    "ENG-1 (Rotate keys) was due",
    "Bob Okafor is on ENG-1",
)
OLDEST, LINE = (
    "1 overdue task",
    "Rotate keys: 7 days overdue",
)
WAITS, KEEPS, UP, BOB = (
    "ENG-2 Ship it waits for ENG-1 Rotate keys",
    "Rotate keys (Bob Okafor, to do) keeps",
    "1 open task holds up 1 other",
    "Bob Okafor: 1",
)
BEHIND, BLOCKED, LAST = (
    "1 open task waits for it",
    "1 blocked task",
    "Last said, by Alice",
)
CHANGES: dict[str, tuple[Callable, set[str]]] = {
    "due": (
        lambda t, home, by: tasks.edit(
            t.session, t.ids["keys"], due=date(2026, 12, 24), by=by, at=NOW
        ),
        {IS, WAS_DUE, OLDEST, LINE},
    ),
    "title": (
        lambda t, home, by: tasks.edit(t.session, t.ids["ship"], title="Ship that", by=by, at=NOW),
        {WAITS, "ENG-2 (Ship it) helps EU launch."},
    ),
    "completed": (
        lambda t, home, by: finish(t.session, home, t.ids["keys"], by),
        {
            IS,
            WAS_DUE,
            OLDEST,
            LINE,
            BLOCKED,
            WAITS,
            BEHIND,
            KEEPS,
            UP,
            BOB,
            "2 open tasks by person",
        },
    ),
    "unblocked": (
        lambda t, home, by: relations.unrelate(
            t.session, t.ids["keys"], kind="blocks", to_task=t.ids["ship"], by=by
        ),
        {BLOCKED, WAITS, BEHIND, KEEPS, UP},
    ),
    "reassigned": (
        lambda t, home, by: tasks.edit(t.session, t.ids["keys"], assignees=[1], by=by, at=NOW),
        {
            IS,
            ON_IT,
            LINE,
            WAITS,
            KEEPS,
            BOB,
            "Alice Moreau: 1",
            "2 open tasks by person",
        },
    ),
    "deleted": (
        lambda t, home, by: tasks.delete(t.session, t.ids["done"], by=by, at=NOW),
        {"1 task finished", "Pack up: finished"},
    ),
    "comment edited": (
        lambda t, home, by: comments.edit(
            t.session, t.ids["said"], text="We decided to move it to Bonn.", by=by
        ),
        {LAST, "Alice Moreau wrote on"},
    ),
    "comment taken back": (
        lambda t, home, by: comments.delete(t.session, t.ids["said"], by=by),
        {LAST, "Alice Moreau wrote on"},
    ),
    "something else said": (
        lambda t, home, by: comments.add(
            t.session, ("task", t.ids["keys"]), text="Fine.", by=by, at=NOW
        ),
        {LAST},
    ),
    "target": (
        lambda t, home, by: targets.edit(t.session, t.ids["target"], target=20, by=by),
        {"EU launch is off track", "Its targets: Pilots"},
    ),
    "untied": (
        lambda t, home, by: relations.unlink(
            t.session, ("task", t.ids["ship"]), ("goal", t.ids["goal"]), by=by
        ),
        {
            "ENG-2 (Ship it) helps",
            "1 open task serves it",
            KEEPS,
            "1 open task holds up 1 other for EU launch",
        },
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_exactly_what_said_otherwise_turns(told, home, alice, change):
    make, expected = CHANGES[change]
    make(told, home, alice)
    turned = told.turned()
    wanted = {one["text"] for one in told.said if any(one["text"].startswith(e) for e in expected)}

    assert {e for e in expected if not any(text.startswith(e) for text in turned)} == set()
    assert turned.keys() == wanted


def test_what_is_gone_is_called_so(told, alice):
    comments.delete(told.session, told.ids["said"], by=alice)
    tasks.delete(told.session, told.ids["done"], by=alice)
    turned = told.turned()

    assert next(v for text, v in turned.items() if text.startswith("Pack up")) == "gone"
    assert next(v for text, v in turned.items() if text.startswith(LAST)) == "gone"
