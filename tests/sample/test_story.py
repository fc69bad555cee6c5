"""What is told of the sample company fits together, wherever it is told."""

import re
from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app import access, db, sample
from app.models import Status, Task, metadata
from app.sample import cast, docs, plans, remarks
from app.sample.plot import CHAINS
from app.work import people
from tests.sample.test_company import NOW

PRIVATE = {plan.name for plan in cast.LISTS if plan.is_private}
TASKS = {title: task for plan in cast.LISTS for title, task in plan.tasks.items()}
OPENLY = {
    title: task
    for plan in cast.LISTS
    if plan.name not in PRIVATE
    for title, task in plan.tasks.items()
}
PAGES = {page.title: page.text for page in docs.PAGES}
DECIDES = re.compile(r"^(Decision:|Decided:|Agreed|We decided|We agreed|We chose)")
WAITS = re.compile(r"(?:[Bb]locked by|[Ww]aits for|Can't [^.{]*before) \{task:([^}]+)\}")
SHORT = 4  # words, as in “Thanks!”: people say them often


def _told(tasks: dict[str, plans.TaskPlan] = TASKS) -> list[tuple[str, str]]:
    """Every text, with where it stands."""
    texts = [(f"page {title}", text) for title, text in PAGES.items()]
    texts += [(f"goal {one.goal} {one.ago}", one.text) for one in remarks.ON_GOALS]
    for title, task in tasks.items():
        texts += [(title, task.about)]
        texts += [(title, one.text) for one in task.said]
        texts += [(title, one.why) for one in (*task.moved, *task.life.turns)]
    return [(where, text) for where, text in texts if text]


def test_no_sentence_is_said_of_two_tasks():
    said: dict[str, set[str]] = defaultdict(set)
    for where, text in _told():
        for sentence in re.split(r"(?<=[.!?;]) ", text.strip()):
            if len(sentence.split()) > SHORT and not where.startswith("page "):
                said[sentence].add(where)
    twice = {sentence: where for sentence, where in said.items() if len(where) > 1}

    # Steps of one task are cancelled with the same words.
    assert [one for one in twice if "Went with" not in one and "Not needed" not in one] == []


def test_what_waits_says_for_what_and_nothing_else():
    claimed = {
        (blocker, title)
        for title, task in TASKS.items()
        for one in task.said
        for blocker in WAITS.findall(one.text)
    }
    silent = [second for first, second in CHAINS if not _names(TASKS[second], first)]

    assert claimed - set(CHAINS) == set()
    # It hangs below the task that tells of it.
    assert silent == ["Try it for a week with the pilots"]


def _names(task: plans.TaskPlan, title: str) -> bool:
    return any(f"{{task:{title}}}" in one.text for one in task.said)


def test_what_is_named_exists():
    tasks = {title for _, text in _told() for title in re.findall(r"\{task:([^}]+)\}", text)}
    pages = {
        title for _, text in _told() for title in re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text)
    }
    went = {
        title
        for task in TASKS.values()
        for turn in task.life.turns
        for title in re.findall(r"[Ww]ent (?:into|with) “([^”]+)”", turn.why)
    }

    assert tasks - TASKS.keys() == set()
    assert pages - PAGES.keys() == set()
    assert went - TASKS.keys() == set()
    assert len(tasks) > 30
    assert len(pages) > 15


def test_nothing_of_the_private_list_is_named_elsewhere():
    hidden = TASKS.keys() - OPENLY.keys()

    assert hidden
    assert [(where, t) for where, text in _told(OPENLY) for t in hidden if t in text] == []


def test_whoever_speaks_or_acts_works_here_and_in_the_right_order():
    for title, task in TASKS.items():
        life = task.life
        days = [turn.ago for turn in life.turns]
        assert {life.by, life.to or life.by} <= cast.FULL_NAMES.keys(), title
        assert {one.who for one in task.said} <= cast.FULL_NAMES.keys(), title
        assert days == sorted(days, reverse=True), title
        assert all(one.ago <= life.made for one in (*life.turns, *task.moved, *task.said)), title
        assert list(task.said) == sorted(task.said, key=lambda one: -one.ago), title


def test_every_move_and_every_cancelled_or_reopened_task_has_its_reason():
    for title, task in TASKS.items():
        moves = [one.why for one in task.moved]
        ends = [turn.why for turn in task.life.turns if turn.status == "Cancelled"]
        states = [turn.status for turn in task.life.turns]
        again = [
            turn.why
            for before, turn in zip(states, task.life.turns[1:], strict=False)
            if before == "Done"
        ]
        assert all(moves + ends + again), title


def test_below_a_cancelled_task_nothing_is_open():
    for title, task in TASKS.items():
        above = TASKS.get(task.life.parent)
        if above and above.life.turns and above.life.turns[-1].status == "Cancelled":
            assert task.life.turns[-1].status in ("Done", "Cancelled"), title


def test_a_decision_stands_in_one_place():
    made = Counter(
        sentence
        for _, text in _told()
        for sentence in re.split(r"(?<=[.!?]) |\n", text)
        if DECIDES.match(sentence)
    )

    assert len(made) >= 12
    assert set(made.values()) == {1}
    assert [p for p, text in PAGES.items() if any(map(DECIDES.match, text.split("\n")))] == []


# What is told in several places, and how it is told there: what is captured is the same everywhere.
FACTS = {
    "a seat costs": r"(\d+) euros (?:and|or) (\d+) pounds",
    "partners get": r"(\d+) percent of the (?:client's )?first year",
    "Mainkai costs": r"36 months, ([\d,]+) euros|as discussed, ([\d,]+) euros",
    "the contract is promised for": r"(?:signs|signed|signatures by)(?: on)? \{date:(\d+)\}",
    "pilots start": r"(?:soft launch is|pilots start) on \{date:(\d+)\}",
    "everybody starts": r"(?:the public one|everybody else) on \{date:(\d+)\}",
    "the trial zone ends": r"letter of intent(?: for the trial zone ends on|, until) \{date:(\d+)\}",
    "in Frankfurt are": r"(\d+)(?: of 460)? accounts(?: in Frankfurt|: the ten)",
    "after the upgrade one can go back": r"way back (?:stay(?:s|ed) open )?for (\d+) hours",
    "sequences are set": r"([\d,]+) ahead",
    "keys are rotated": r"(?:rotation )every (\d+) days with a record",
    "old keys verify": r"verification for (\d+) days",
    "nobody could sign in": r"[Ff]or (\d+) minutes nobody|one deploy, (\d+) minutes",
    "deliveries can be replayed": r"any delivery of the last (\d+) days",
    "a trial lasts": r"[Aa] trial lasts (\d+) days",
    "invited were": r"(?:invited|Ruth): (\d+) in Germany, (\d+) in Austria, (\d+) in France",
    "the colleague starts": r"[Ss]he starts on \{date:(\d+)\}",
    "certified are": r"([Ss]even|\d+) (?:bookkeepers|who have passed)",
    "the test group has": r"(\d+) people(?: in the test group|\.$|\.\n)",
    "Steiner & Partner brings": r"about (\d+) clients",
    "the failover takes": r"(\d+) minutes(?:, five of them|\.\n)",
    "the run takes": r"(1).(?:hour and )?(50)(?: minutes| hours) for (?:all )?30,000",
    "VAT makes tickets": r"([Ss]ix) tickets a week are about",
    "the first 200 were": r"(183) (?:plans|of the)",
    "the Dutch paid": r"([\d.]+)(?: %| percent)(?: of new accounts)? paid at|at 19 euros ([\d.]+)",
}


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_is_the_same_wherever_it_is_told(fact):
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for where, text in _told():
        for match in re.finditer(FACTS[fact], text):
            found[tuple(one.casefold() for one in match.groups() if one)].add(where)

    assert len(found) == 1, dict(found)
    assert len(next(iter(found.values()))) >= 2, dict(found)


def test_what_is_said_of_a_goal_is_what_its_targets_say():
    now = {(plan.title, str(name)): values for plan in cast.GOALS for name, *values in plan.targets}
    said = {one.goal: "" for one in remarks.ON_GOALS}
    for one in remarks.ON_GOALS:
        said[one.goal] += one.text

    for goal, target, words in (
        (remarks.LAUNCH, "Pilot customers sending invoices", "ten pilots send"),
        (remarks.REGION, "Accounts moved", "55 of 460"),
        (remarks.INVOICES, "Countries certified", "Four of six"),
        (remarks.FIRST_INVOICE, "Median minutes to the first invoice", "24 minutes now"),
        (remarks.APP, "Approvals made on a phone", "29 %"),
        (remarks.PARTNERS, "Revenue through partners", "64,000 of 250,000"),
    ):
        told = words.casefold().replace(",", "").replace("ten", "10").replace("four", "4")
        assert words in said[goal]
        assert str(now[goal, target][3]) == re.findall(r"\d+", told)[0]


def test_made_on_another_day_of_the_week_it_is_the_same_story(tmp_path):
    then = NOW + timedelta(days=3, hours=-13)
    metadata.create_all(db.connect(f"sqlite:///{tmp_path / 'goalward.db'}"))
    with db.writing() as session:
        people.found(
            session,
            email="alice@example.com",
            name="Alice",
            password="correct horse",
            workspace="Acme",
            at=then,
        )
        sample.create(session, by=access.actor(session, 1), now=then)
    with db.reading() as session:
        assert _states(session) == {
            title: task.life.turns[-1].status if task.life.turns else task.life.first
            for title, task in TASKS.items()
        }
    db.close()


def _states(session: Session) -> dict[str, str]:
    both = select(Task.title, Status.name).where(Task.status_id == Status.id)
    return dict(session.exec(both).all())
