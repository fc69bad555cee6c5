"""Questions about the Rust project's goals: who, how far, when, how many, whose."""

import itertools
from collections.abc import Callable
from datetime import date

from agents.answer import Answer
from tests.eval.scoring import Question, numbering, numbers, saying
from tests.eval.sets import rust_raw as raw
from tests.eval.sets.rust_raw import RustGoal

WHO = (
    "who owns {t}?",
    "Who is the point of contact for {t}?",
    "owner of {t}",
    "who leads {t}",
    "whose goal is {t}?",
    "who is responsible for {t}?",
)
HOW = (
    "what is the status of {t}?",
    "status of {t}",
    "how is {t} going?",
    "is {t} on track?",
    "where does {t} stand?",
)
WHEN = (
    "when does {t} end?",
    "when is {t} due?",
    "until when does {t} run?",
    "what is the period of {t}?",
)
OPEN = (
    "which goals does {o} own?",
    "goals of {o}",
    "what goals does {o} have",
    "list the goals of {o}",
)
STEP = 4  # every so manieth goal, so that all periods are asked about


def questions() -> list[Question]:
    return [*_who(), *_how(), *_when(), *_same_title(), *_how_many(), *_whose()]


def _some(fits: Callable[[RustGoal], bool], start: int, most: int) -> list[RustGoal]:
    return [goal for goal in raw.unique() if fits(goal)][start::STEP][:most]


def _who() -> list[Question]:
    asked = zip(_some(lambda g: bool(g.owner), 0, 24), itertools.cycle(WHO))
    return [
        Question("structured", form.format(t=goal.title), saying(goal.owner), "owner")
        for goal, form in asked
    ]


def _how() -> list[Question]:
    some = [*_some(lambda g: g.is_open, 1, 10), *_some(lambda g: not g.is_open, 0, 3)]
    return [
        Question("structured", form.format(t=goal.title), saying(goal.title, goal.status), "status")
        for goal, form in zip(some, itertools.cycle(HOW))
    ]


def _when() -> list[Question]:
    some = _some(lambda g: g.is_open, 2, 12)
    return [
        Question("structured", form.format(t=goal.title), _dated(goal.end), "period")
        for goal, form in zip(some, itertools.cycle(WHEN))
    ]


def _dated(day: date) -> Callable[[Answer], str]:
    """Some sentence names the day, in any of the usual ways."""
    ways = (f"{day:%-d %b}", f"{day:%-d %B}", day.isoformat())

    def judge(answer: Answer) -> str:
        texts = [one.text for one in answer.sentences]
        if any(way in text for way in ways for text in texts):
            return ""
        return f"wanted {ways[0]} {day.year}; got {(texts or ['nothing'])[0][:120]}"

    return judge


def _same_title() -> list[Question]:
    """Goals of several periods under one title: told apart, or one answer that is true of all."""
    titles = (
        "build-std",
        "Stabilize cargo-script",
        "Unsafe Fields",
        "Rust Vision Document",
        "Stabilize public/private dependencies",
        "Promoting Parallel Front End",
    )
    return [
        Question("structured", f"who owns {title}?", _told_apart(title), "same title")
        for title in titles
    ]


def _told_apart(title: str) -> Callable[[Answer], str]:
    owners = {g.owner.casefold() for g in raw.goals() if g.title.casefold() == title.casefold()}

    def judge(answer: Answer) -> str:
        if answer.candidates:
            ways = {(choice.label, choice.question) for choice in answer.candidates}
            labels, asked = {label for label, _ in ways}, {question for _, question in ways}
            count = len(answer.candidates)
            return (
                ""
                if len(labels) == len(asked) == count
                else f"choices look the same: {sorted(labels)}"
            )
        text = " ".join(one.text for one in answer.sentences).casefold()
        return (
            ""
            if owners and all(owner in text for owner in owners)
            else f"wanted {owners}: {text[:80]}"
        )

    return judge


def _how_many() -> list[Question]:
    every = raw.goals()
    found = [
        (f"how many goals are in {folder}?", sum(g.folder == folder for g in every))
        for folder in ("2024h2", "2025h1", "2025h2")
    ]
    found += [(f"how many goals does {o} own?", len(raw.owned_by(o))) for o in raw.owners(4)]
    found += [
        ("how many goals are there?", len(every)),
        ("number of goals", len(every)),
        ("how many goals are planned?", sum(g.status == "planned" for g in every)),
        ("how many goals are in progress?", sum(g.status == "in progress" for g in every)),
        ("how many goals were dropped?", sum(g.status == "dropped" for g in every)),
        ("how many goals end in 2027?", sum(g.end.year == 2027 for g in every)),
        (
            "how many goals were dropped in 2024h2?",
            sum((g.folder, g.status) == ("2024h2", "dropped") for g in every),
        ),
    ]
    return [Question("count", text, numbering(gold), "goals") for text, gold in found]


def _whose() -> list[Question]:
    asked = zip(raw.owners(8), itertools.cycle(OPEN))
    return [
        Question("structured", form.format(o=owner), _goals_of(owner), "goals of a person")
        for owner, form in asked
    ]


def _goals_of(owner: str) -> Callable[[Answer], str]:
    """The number is that of the open goals (or of all), and every goal cited is the owner's."""
    mine = raw.owned_by(owner)
    titles, sizes = {g.title for g in mine}, {sum(g.is_open for g in mine), len(mine)}

    def judge(answer: Answer) -> str:
        text = answer.sentences[0].text if answer.sentences else "nothing"
        cited = {s.title for one in answer.sentences for s in one.sources if s.kind == "goal"}
        if not set(numbers(text)[:1]) & sizes:
            return f"wanted one of {sizes}: {text[:90]}"
        return (
            ""
            if cited and cited <= titles
            else f"cites others' goals: {sorted(cited - titles)[:2]}"
        )

    return judge
