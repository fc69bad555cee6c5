"""All sets asked of their workspaces, and what came of it."""

from collections.abc import Callable
from pathlib import Path

from tests.eval import citations, hidden, hostile, stale
from tests.eval.scoring import Asked, Question, Score, shares
from tests.eval.sets import company, jira, jira_texts, past, phrasings, refusals, rust, rust_texts
from tests.eval.sets.company import Asking
from tests.eval.workspaces import Workspace

SETS: dict[str, Callable[[Workspace], list[Question]]] = {
    "company": lambda w: [
        *company.questions(Asking(w)),
        *phrasings.questions(Asking(w)),
        *past.questions(w),
        *refusals.company(),
    ],
    "Jira": lambda _: [*jira.questions(), *jira_texts.questions(), *refusals.jira()],
    "Rust": lambda w: [*rust.questions(), *rust_texts.questions(w), *refusals.rust()],
}


def asked(name: str, workspace: Workspace) -> list[Asked]:
    """Every question of a workspace with its answer."""
    return [
        Asked(name, question, answer := workspace.ask(question.text), question.right(answer))
        for question in SETS[name](workspace)
    ]


def scores(name: str, workspace: Workspace) -> list[Score]:
    """A workspace's scores by type."""
    every = asked(name, workspace)
    return [*shares(every), citations.score_of(workspace, name, [one.answer for one in every])]


def forbidden(company: Workspace, folder: Path) -> list[Score]:
    """How often what may never happen did, each in a copy of the company of its own."""
    secret = company.copy(folder / "hidden")
    secret.write(hidden.plant)
    found = hidden.scores(secret)
    secret.close()
    attacked = company.copy(folder / "hostile")
    attacked.write(hostile.plant)
    found += [*hostile.scores(attacked), *hostile.worded_scores(attacked)]
    attacked.close()
    changing = company.copy(folder / "stale")
    found.append(stale.score(changing))
    changing.close()
    return found
