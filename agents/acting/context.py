"""What a command is worked out with: who asks, what was said before, and the tasks its words mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from rapidfuzz import fuzz

from agents.acting.command import Command
from agents.acting.quoting import bare, is_quote
from agents.answer import Choice
from agents.described import FieldDescription, called
from agents.facts import Named, TaskFact, TaskFilter
from agents.plain.sets import DUE_SOON
from agents.plain.words import plural
from agents.reading import priorities, traits
from agents.reading.days import in_numbers
from agents.reading.intent_kinds import TASK_SETS
from agents.reading.names import KEY, Gazetteer, fold
from agents.reading.read import read
from agents.reading.reading import Reading
from agents.reading.times import Period
from agents.reading.traits import OPEN
from agents.workspace import WorkspaceGateway

MOST = 25  # tasks changed by one sentence; more is a project, not a command
ONE = re.compile(
    r"(?:it|this|that|this (?:task|one|issue)|that (?:task|one|issue)|the task)", re.IGNORECASE
)
MANY = re.compile(
    r"(?:all of |both of |each of )?(?:them|those|these|all|both|each|all (?:those|these))",
    re.IGNORECASE,
)
SET = re.compile(
    r"^(?:all|every|each|everything|my|any)\b|\b(?:tasks|issues|bugs|tickets|items|work|ones|everything)\b",
    re.IGNORECASE,
)
VERBLESS = re.compile(r"\s*due\b", re.IGNORECASE)
NOUNS = r"tasks?|issues?|bugs?|tickets?|items?|work|ones|every|each|any|everything|assigned|with|priority|due"
BETWEEN = re.compile(r"[\s,;&+]+|\band\b|\btasks?\b|\bissues?\b", re.IGNORECASE)
AROUND = re.compile(
    r"^(?:the |task )?[\"“']?(.+?)[\"”']?(?: (?:task|issue|ticket|bug))?$", re.IGNORECASE
)
# Sets that are chosen by more than a filter says.
UNFILTERED = frozenset(["stale", "aged"])
SAME_TITLE, LEAD = 84, 6  # likeness of 100 to be meant, and by how much the best must lead


class Unclear(Exception):
    """A command that can't be worked out: the sentence says why, `choices` how it could be said.

    `depth` tells how far it got, so that of several cuts of a sentence the best one explains itself.
    """

    def __init__(self, sentence: str, *, depth: int = 0, choices: Sequence[Choice] = ()) -> None:
        super().__init__(sentence)
        self.depth, self.choices = depth, tuple(choices)


@dataclass(frozen=True)
class CommandContext:
    """One sentence, its asker's gateway, and how it and what came before were read."""

    question: str
    gateway: WorkspaceGateway
    names: Gazetteer
    reading: Reading
    before: Reading | None = None

    @property
    def me(self) -> Named | None:
        return self.names.by_ref.get(f"person:{self.gateway.viewer_id}")

    @property
    def fields(self) -> Sequence[FieldDescription]:
        """The fields of tasks."""
        return self.gateway.fields("task")

    def field(self, words: str) -> FieldDescription:
        """The field people call so, that somebody may set; raises Unclear."""
        found = called([one for one in self.fields if one.way], words)
        if found is None:
            raise Unclear(f"I don't know the field “{words}”.")
        return found

    def meant(self, command: Command) -> list[TaskFact]:
        """The tasks a command is about; raises Unclear."""
        words = command.target
        keys = [key.upper() for key in KEY.findall(words)]
        if keys and not BETWEEN.sub("", KEY.sub("", words)):
            return [self.keyed(key) for key in dict.fromkeys(keys)]
        if is_quote(words):
            return [self.titled(bare(words))]
        if ONE.fullmatch(words):
            return self._pointed_at()
        if MANY.fullmatch(words):
            return self._spoken_of()
        if SET.search(words):
            return self._all(words)
        return [self.titled(words)]

    def keyed(self, key: str) -> TaskFact:
        found = self.gateway.task(key)
        if found is None:
            raise Unclear(f"There is no task {key} that you can see.", depth=2)
        return found

    def titled(self, words: str) -> TaskFact:
        """The one task whose title these words nearly are."""
        wanted = AROUND.sub(r"\1", words)
        exact = [one for one in self.gateway.titled(wanted) if fold(one.title) == fold(wanted)]
        if len(exact) == 1:
            return exact[0]
        if len(fold(wanted)) < 4:
            raise Unclear(f"I don't know what “{words}” is.")
        close = sorted(
            (
                (fuzz.token_sort_ratio(fold(wanted), fold(t.title)), t)
                for t in self.gateway.titled(wanted)
            ),
            key=lambda pair: -pair[0],
        )
        close = [(score, task) for score, task in close if score >= SAME_TITLE]
        if not close:
            raise Unclear(f"No task that you can see is called “{wanted}”: name it by its key.")
        if len(close) > 1 and close[0][0] - close[1][0] < LEAD:
            raise Unclear(
                f"“{wanted}” can be several tasks.",
                depth=2,
                choices=[
                    Choice(f"{task.key} {task.title}", self.question.replace(words, task.key, 1))
                    for _, task in close[:5]
                ],
            )
        return close[0][1]

    def _pointed_at(self) -> list[TaskFact]:
        keys = self.reading.keys or (self.before.keys if self.before else ())
        if len(keys) != 1:
            # “Due Friday” says what to do only after a task was spoken of; by itself it asks.
            depth = 0 if VERBLESS.match(self.question) else 1
            raise Unclear("Which task do you mean? Name it by its key, like ENG-12.", depth=depth)
        return [self.keyed(keys[0])]

    def _spoken_of(self) -> list[TaskFact]:
        before = self.before
        if before is not None and before.keys:
            return [self.keyed(key) for key in before.keys]
        if before is None or before.intent not in TASK_SETS:
            raise Unclear("Which tasks do you mean? Name their keys, or say which ones.", depth=1)
        return self._few(self.gateway.tasks(self._wanted(before)), "the question before")

    def _all(self, words: str) -> list[TaskFact]:
        """Every task a phrase describes (“all overdue tasks in Platform”)."""
        gateway = self.gateway
        phrase = re.sub(r"^everything\b", "all tasks", words, flags=re.IGNORECASE)
        phrase = in_numbers(phrase, gateway.today, is_day_first=gateway.is_day_first)
        found = read(phrase, self.names, today=gateway.today, me=self.me, zone=gateway.zone)
        if found.intent not in TASK_SETS or found.unknown or found.ambiguous or _left(found.about):
            raise Unclear(f"I don't know which tasks “{words}” are.", depth=1)
        return self._few(gateway.tasks(self._wanted(found)), f"“{words}”")

    def _wanted(self, found: Reading) -> TaskFilter:
        """The tasks a phrase means, with every condition it has; raises Unclear where one can't be kept."""
        wanted, period = found.filter, found.period
        if found.intent == "overdue" and wanted.due_before is None:
            wanted = replace(wanted, categories=OPEN, due_before=self.gateway.today)
        if found.intent == "due" and not wanted.no_due:
            today = self.gateway.today
            soon = Period(today, today + timedelta(days=DUE_SOON), "")
            days = period or soon
            return replace(
                wanted,
                categories=wanted.categories or OPEN,
                due_before=days.end,
                due_from=None if days.is_open else days.start,
            )
        dated = (wanted.due_from, wanted.due_before, wanted.created_from, wanted.done_from)
        is_lost = period is not None and not found.assumed and not any(dated)
        if is_lost or found.intent in UNFILTERED:
            raise Unclear("I can't tell which tasks these are: name their keys.", depth=2)
        return wanted

    @staticmethod
    def _few(tasks: Sequence[TaskFact], description: str) -> list[TaskFact]:
        if not tasks:
            raise Unclear(f"No task that you can see fits {description}.", depth=2)
        if len(tasks) > MOST:
            raise Unclear(
                f"{description[0].upper()}{description[1:]} means {plural(len(tasks), 'task')}; at most {MOST} are changed at once: say it more narrowly.",
                depth=3,
            )
        return list(tasks)


def _left(words: str) -> str:
    """What of a phrase says nothing a filter knows: it would narrow the tasks, and is not understood."""
    left = words.casefold()
    for pattern in (*traits.TRAITS.values(), *(words for _, words in priorities.ASKED), NOUNS):
        left = re.sub(rf"\b(?:{pattern})\b", " ", left)
    return left.strip(" -'")
