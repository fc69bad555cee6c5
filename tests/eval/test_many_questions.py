"""Hundreds of phrasings over the imported Jira project, scored by type against its raw files.

Gold is plain Python over the issues' JSON. Wording is as people type: short, clumsy, polite, misspelt.
"""

import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.eval.test_jira_questions import _done, _ended, _name, _open, _person, _tagged
from tests.real import issues, needs_real

pytestmark = needs_real
Issue = dict[str, Any]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]  # fmt: skip
LEAST = {"exact": 0.95, "count": 1.0}


@dataclass(frozen=True)
class Case:
    """A question, its type, and which issues the first sentence must count."""

    kind: str
    question: str
    fits: Callable[[Issue], bool]


def _people(fits: Callable[[Issue], bool], most: int) -> list[str]:
    """Full names only one account has, the busiest first."""
    names = Counter(_person(i) for i in issues() if fits(i) and len(_person(i).split()) > 1)
    return [name for name, _ in names.most_common(most)]


def _words(field: Callable[[Issue], list[str]], most: int) -> list[str]:
    return [word for word, _ in Counter(w for i in issues() for w in field(i)).most_common(most)]


def _created(prefix: str) -> Callable[[Issue], bool]:
    return lambda i: i["fields"]["created"].startswith(prefix)


def _both(*parts: Callable[[Issue], bool]) -> Callable[[Issue], bool]:
    return lambda i: all(part(i) for part in parts)


def _of(name: str) -> Callable[[Issue], bool]:
    return lambda i: _person(i) == name


def _has(word: str) -> Callable[[Issue], bool]:
    return lambda i: _tagged(i, word)


def _cases() -> list[Case]:
    return [*_of_people(), *_of_times(), *_of_fields(), *_of_mixtures()]


def _of_people() -> list[Case]:
    asked = ("what is {n} working on?", "{n} open tasks", "whats {n} working on", "open issues assigned to {n}", "show me {n}'s tasks", "what is on {n}'s plate", "tasks of {n} pls")  # fmt: skip
    found = [
        Case("exact", q.format(n=n), _both(_open, _of(n))) for n in _people(_open, 6) for q in asked
    ]
    found += [Case("count", q.format(n=n), _both(_open, _of(n))) for n in _people(_open, 6) for q in ("how many open tasks does {n} have?", "number of open tasks of {n}", "count {n}'s open issues")]  # fmt: skip
    done = (
        "what did {n} finish in 2013?",
        "tasks closed in 2013 with {n}",
        "what was fixed in 2013 by {n}",
    )
    found += [Case("exact", q.format(n=n), _both(_done, _of(n), lambda i: _ended(i, "2013"))) for n in _people(_both(_done, lambda i: _ended(i, "2013")), 4) for q in done]  # fmt: skip
    return found


def _of_times() -> list[Case]:
    made = (
        "what was added in {m} {y}?",
        "issues created in {m} {y}",
        "new tasks in {m} {y}",
        "what came in in {m} {y}",
    )
    done = (
        "what was done in {m} {y}?",
        "what did we finish in {m} {y}",
        "tasks completed in {m} {y}",
        "what got fixed in {m} {y}?",
    )
    found: list[Case] = []
    for month, year in itertools.product((2, 4, 6, 9, 11), (2013, 2014)):
        prefix, name = f"{year}-{month:02}", MONTHS[month - 1]
        found += [Case("exact", q.format(m=name, y=year), _created(prefix)) for q in made]
        found += [Case("exact", q.format(m=name, y=year), _both(_done, lambda i, p=prefix: _ended(i, p))) for q in done]  # fmt: skip
        found.append(
            Case("count", f"how many issues were created in {name} {year}?", _created(prefix))
        )
        found.append(Case("count", f"how many tasks were finished in {name} {year}", _both(_done, lambda i, p=prefix: _ended(i, p))))  # fmt: skip
    for year in (2012, 2013, 2014, 2015, 2016):
        found.append(Case("count", f"how many bugs were fixed in {year}?", _both(_done, _has("Bug"), lambda i, y=str(year): _ended(i, y))))  # fmt: skip
        found.append(Case("exact", f"what was cancelled in {year}", lambda i, y=str(year): not _open(i) and not _done(i) and _ended(i, y)))  # fmt: skip
        months = [f"{year}-{m:02}" for m in (1, 2, 3)]
        found.append(Case("exact", f"what was added in Q1 {year}", lambda i, m=tuple(months): i["fields"]["created"].startswith(m)))  # fmt: skip
    return found


def _of_fields() -> list[Case]:
    tags = _words(lambda i: [c["name"] for c in i["fields"].get("components") or []], 5)
    asked = (
        "open tasks tagged {t}",
        "which open issues are tagged {t}?",
        "open {t} tasks tagged {t}",
    )
    found = [Case("exact", q.format(t=t), _both(_open, _has(t))) for t in tags for q in asked]
    found += [
        Case("count", f"how many open tasks are tagged {t}?", _both(_open, _has(t))) for t in tags
    ]
    for word, name in (("urgent", "Critical"), ("high priority", "High"), ("low priority", "Low")):
        match = _both(_open, lambda i, n=name: _name(i, "priority") == n)
        found += [Case("exact", q.format(w=word), match) for q in ("{w} open tasks", "show all {w} tasks that are open", "which open tasks are {w}?")]  # fmt: skip
        found.append(Case("count", f"how many {word} tasks are open?", match))
    nobody = _both(_open, lambda i: not _person(i))
    found += [Case("exact", q, nobody) for q in ("what is unassigned?", "open tasks without an owner", "tasks nobody works on", "which issues have no assignee", "unassigned work", "who is on nothing, i mean which tasks are not assigned")]  # fmt: skip
    found += [Case("count", q, _open) for q in ("how many open tasks are there?", "number of open issues", "count of open tasks", "how many tasks are still open", "how many issues are not done yet?")]  # fmt: skip
    found += [Case("count", q, lambda _: True) for q in ("how many tasks are there?", "how many issues do we have in total", "total number of tasks")]  # fmt: skip
    found += [Case("count", q, _done) for q in ("how many tasks are done?", "how many issues are finished", "number of completed tasks")]  # fmt: skip
    return found


def _of_mixtures() -> list[Case]:
    nobody: Callable[[Issue], bool] = lambda i: not _person(i)  # noqa: E731 - a part of others
    bug = _has("Bug")
    people = _people(_open, 2)
    found = [
        Case("exact", "unassigned bugs", _both(_open, nobody, bug)),
        Case("exact", "open bugs nobody is on", _both(_open, nobody, bug)),
        Case("exact", "unassigned open tasks not tagged Bug", _both(_open, nobody, lambda i: not bug(i))),
        Case("exact", "urgent unassigned tasks", _both(_open, nobody, lambda i: _name(i, "priority") == "Critical")),
        Case("count", "how many open bugs have no assignee?", _both(_open, nobody, bug)),
        Case("count", "how many open tasks are not bugs, i.e. not tagged Bug?", _both(_open, lambda i: not bug(i))),
        Case("exact", "open high priority bugs", _both(_open, bug, lambda i: _name(i, "priority") == "High")),
        Case("exact", "not urgent open bugs", _both(_open, bug, lambda i: _name(i, "priority") != "Critical")),
        Case("count", "how many open bugs are high priority", _both(_open, bug, lambda i: _name(i, "priority") == "High")),
    ]  # fmt: skip
    for name in people:
        found.append(Case("exact", f"open bugs of {name}", _both(_open, bug, _of(name))))
        found.append(
            Case(
                "exact",
                f"open bugs but not {name}",
                _both(_open, bug, lambda i, n=name: _person(i) != n),
            )
        )
        found.append(
            Case("count", f"how many open bugs does {name} have?", _both(_open, bug, _of(name)))
        )
        for other in people:
            if name < other:
                either = lambda i, a=name, b=other: _person(i) in (a, b)  # noqa: E731 - of two names
                found.append(
                    Case("exact", f"open tasks of {name} or {other}", _both(_open, either))
                )
    return found


def test_hundreds_of_phrasings_are_read_right(alloy):
    cases = _cases()
    wrong: dict[str, list[str]] = {"exact": [], "count": []}
    total = Counter(case.kind for case in cases)
    for case in cases:
        gold = {i["key"] for i in issues() if case.fits(i)}
        sentences = alloy.ask(case.question).sentences
        items = set(sentences[0].items) if sentences else None
        if items != gold:
            got = "nothing" if items is None else f"{len(items)}: {sentences[0].text[:90]}"
            wrong[case.kind].append(f"{case.question}\n      wanted {len(gold)}, got {got}")
    scores = {kind: 1 - len(wrong[kind]) / total[kind] for kind in total}
    print(f"\n{sum(total.values())} questions: " + ", ".join(f"{k} {s:.3f} of {total[k]}" for k, s in scores.items()))  # fmt: skip
    for kind, lines in wrong.items():
        print("\n".join(f"  {kind}: {line}" for line in lines))

    assert sum(total.values()) >= 200
    assert all(scores[kind] >= LEAST[kind] for kind in total), scores


@pytest.mark.parametrize(
    "question",
    [
        "what is Zebulon Quark working on?", "open tasks in Atlantis", "how is project Nebula going?",
        "what did Napoleon finish last week", "overdue tasks of Gandalf", "tasks tagged @nobodyhere",
        "what did Sauron decide about the ring of power", "why did we buy the zeppelin factory in Saturn",
        "how do we calibrate the flux capacitor", "who approved the moon base budget",
        "what is the refund policy for dilithium crystals", "when does the unicorn stable open",
        "status of Heron", "what holds up goal Hyperdrive?", "how many tasks does Voldemort have?",
        "when is the Bermuda triangle migration due", "explain the quantum payroll reconciliation",
        "where do we keep the dragon eggs", "how long may wizards stay in the tower", "status of ZZZ-99999",
    ],
)  # fmt: skip
def test_what_nothing_here_answers_is_refused(alloy, question):
    answer = alloy.ask(question)

    assert answer.mode == "none", [s.text for s in answer.sentences]
    assert answer.looked_at
