"""A question understood against the workspace: what names alone can't settle is looked up, or asked back."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from agents.algebra.plainer import Plainer, plainer
from agents.answer import Choice
from agents.facts import Named, TaskFact
from agents.plain import fields
from agents.reading import fieldname, lexicon, subjects
from agents.reading.chips import chips
from agents.reading.compiling import compiled
from agents.reading.days import in_numbers
from agents.reading.happening import asked_of_goal
from agents.reading.names import WORD, Gazetteer, fold
from agents.reading.read import read
from agents.reading.reading import Reading, Slots
from agents.reading.stems import holds, stem, stemmed
from agents.workspace import Subject, WorkspaceGateway

# Of these the subject may be a task by its title (“who owns the key rotation?”).
OF_A_TASK = frozenset(
    ["status", "owner", "waiting", "blockers", "serves", "similar", "due", "when"]
)
# What is asked of one of these can be told of several tasks together.
OF_TOPICS = frozenset(["status", "waiting", "blockers", "due"])
SAME_TITLE = 88  # likeness of a title to the question's words, of 100
# Who, or which goal: no text is quoted for an answer to that.
NOT_OF_TEXTS = frozenset(["owner", "serves", "similar", "goals", "when", "summary", "away"])
OF_GOALS = re.compile(r"\b(?:goal|initiative|objective)\b")
MOST_OFFERED = 4
NUMBER = re.compile(r"\d+")


def understood(
    question: str,
    gateway: WorkspaceGateway,
    names: Gazetteer,
    *,
    before: Reading | None = None,
    fixed: Sequence[str] = (),
) -> Reading:
    """Read a question in its conversation."""
    me = names.by_ref.get(f"person:{gateway.viewer_id}")
    question = in_numbers(question, gateway.today, is_day_first=gateway.is_day_first)
    reading = read(
        question, names, today=gateway.today, me=me, zone=gateway.zone, before=before, fixed=fixed
    )
    if reading.follows and reading.slots.unmatched_tokens:
        return _other_subject(reading, names, gateway)
    return _with_field(reading, gateway) or _with_titled(reading, names, gateway)


def said_plainly(question: str, gateway: WorkspaceGateway, names: Gazetteer) -> Plainer:
    """The question without words that carry no condition; a word of some title here is no slip of spelling."""

    def written(word: str) -> frozenset[str]:
        titles = (task.title for task in gateway.titled(word))
        called = (one.name for one in gateway.names() if one.kind in ("goal", "list", "space"))
        return frozenset(WORD.findall(fold(" ".join([*titles, *called]))))

    return plainer(question, names, today=gateway.today, written=written)


def named_whole(question: str, gateway: WorkspaceGateway, names: Gazetteer) -> str:
    """The question with what it names by a part and a kind (“the Frankfurt goal”) named in full.

    What is to happen and is a goal (“when do we launch in the EU?”) is that goal's end.
    """

    def titled(words: str) -> list[tuple[str, str]]:
        return [(task.key, task.title) for task in gateway.titled(words)]

    plain = in_numbers(question, gateway.today, is_day_first=gateway.is_day_first)
    return asked_of_goal(subjects.spelled_out(plain, names, titled), names)


def _with_field(reading: Reading, gateway: WorkspaceGateway) -> Reading | None:
    """The reading of a question that asks for nothing but a field of the one thing it names."""
    slots = reading.slots
    named = len(reading.keys) + len(reading.goals)
    if named != 1 or reading.lists or reading.spaces or reading.ambiguous:
        return None
    kind: Subject = "task" if reading.keys else "goal"
    found = fieldname.asked(slots.normalized, gateway.fields(kind))
    if found is None or found.rest:
        return None
    if fields.is_read_by_rules(kind, found.field, slots.normalized):
        return None
    slots = replace(slots, intent="field", field=found.field.name, unmatched_tokens=())
    return _shown(replace(reading, intent="field", slots=slots, unknown=()))


def _other_subject(reading: Reading, names: Gazetteer, gateway: WorkspaceGateway) -> Reading:
    """A follow-up that names something else by words of its title: “and the Frankfurt region goal?”."""
    alone = replace(reading, keys=(), goals=(), lists=(), spaces=())
    found = _saying(alone, gateway.titled(" ".join(reading.slots.unmatched_tokens)), names, gateway)
    if found is alone:
        return reading
    if found.ambiguous:
        return found
    slots = replace(found.slots, keys=found.keys, goals=found.goals, lists=(), spaces=(), people=())
    return _compiled(replace(found, people=()), slots, gateway)


def _with_titled(reading: Reading, names: Gazetteer, gateway: WorkspaceGateway) -> Reading:
    """The task whose title the question says, when it names nothing else."""
    named = reading.keys or reading.goals or reading.lists or reading.spaces or reading.ambiguous
    if reading.intent not in OF_A_TASK or named or len(reading.about) < 4:
        return reading
    titled = gateway.titled(reading.about)
    close = [
        (fuzz.token_sort_ratio(reading.about, task.title.casefold()), task.key) for task in titled
    ]
    best = sorted(((score, key) for score, key in close if score >= SAME_TITLE), reverse=True)
    if best:
        return _of_task(reading, best[0][1])
    return _saying(reading, titled, names, gateway)


def _saying(
    reading: Reading, titled: Sequence[TaskFact], names: Gazetteer, gateway: WorkspaceGateway
) -> Reading:
    """The one goal or task whose name holds all the words nobody else goes by; of several the asker chooses.

    How the work on a topic stands can be told of all of it.
    """
    words = reading.slots.unmatched_tokens
    stems = [*(stem(word) for word in words), *NUMBER.findall(reading.about)]
    if not words or reading.slots.tags:
        return reading
    tasks = [task for task in titled if _holds(task.title, stems)]
    goals = [n for n in names.by_ref.values() if n.kind == "goal" and _holds(n.name, stems)]
    if goals and OF_GOALS.search(reading.slots.normalized):
        tasks = []
    if len(tasks) + len(goals) == 1 and len(words) > 1:
        return _of_task(reading, tasks[0].key) if tasks else _of_goal(reading, goals[0], gateway)
    if not tasks and not goals:
        return reading
    if not goals and reading.intent in OF_TOPICS:
        return _compiled(
            reading, replace(reading.slots, topics=words, unmatched_tokens=()), gateway
        )
    options = (*goals, *(Named("task", task.id, task.title, (task.key,)) for task in tasks))
    return replace(reading, ambiguous=((" ".join(words), options[:MOST_OFFERED]),))


def _holds(name: str, stems: Sequence[str]) -> bool:
    own = stemmed(name)
    return all(holds(own, one) for one in stems)


def _of_goal(reading: Reading, goal: Named, gateway: WorkspaceGateway) -> Reading:
    slots = replace(reading.slots, goals=(goal,), unmatched_tokens=())
    return _compiled(replace(reading, goals=(goal,), unknown=()), slots, gateway)


def _compiled(reading: Reading, slots: Slots, gateway: WorkspaceGateway) -> Reading:
    again = compiled(slots, today=gateway.today, zone=gateway.zone)
    return _shown(replace(reading, filter=again.filter, slots=slots))


def _shown(reading: Reading) -> Reading:
    return replace(reading, chips=chips(reading))


def _of_task(reading: Reading, key: str) -> Reading:
    intent = "when" if reading.intent == "due" else reading.intent
    slots = replace(reading.slots, keys=(key,), intent=intent, unmatched_tokens=())
    return _shown(replace(reading, keys=(key,), intent=intent, unknown=(), slots=slots))


def all_read(reading: Reading) -> Reading:
    """The reading when it passes over no word: what says nothing to it is a text's matter, or nobody's name."""
    left = reading.slots.unmatched_tokens
    if not left or reading.unknown or reading.ambiguous:
        return reading
    named = (
        reading.keys
        or reading.goals
        or reading.lists
        or reading.spaces
        or reading.people
        or reading.slots.tags
        or reading.slots.statuses
    )
    if not named and len(left) > 1 and reading.intent not in NOT_OF_TEXTS:
        slots = replace(reading.slots, intent="narrative")
        return _shown(replace(reading, intent="narrative", slots=slots))
    return replace(reading, unknown=_phrases(reading.slots.normalized, left))


def _phrases(normalized: str, words: Sequence[str]) -> tuple[str, ...]:
    """Words that stand side by side as one: “mobile approvals”."""
    found: list[str] = []
    adjacent = False
    for word in normalized.split():
        if word in words:
            found = [*found[:-1], f"{found[-1]} {word}"] if adjacent else [*found, word]
        adjacent = word in words
    return tuple(dict.fromkeys(found)) or tuple(words)


def offered(
    question: str, reading: Reading, names: Gazetteer, gateway: WorkspaceGateway
) -> tuple[Choice, ...]:
    """For names nothing goes by: the question with what is called nearly so, or may mean the same."""
    whole = " ".join(
        [*(tag.name for tag in reading.slots.tags), *lexicon.unmatched_words(fold(reading.about))]
    )
    found: list[Choice] = []
    for words in reading.unknown:
        near = (*names.nearly(fold(words), MOST_OFFERED), *_meant(whole, names, gateway))
        found += [told_apart(named, words, question) for named in dict.fromkeys(near)]
        if set(words.split()) <= set(reading.slots.unmatched_tokens):
            found.append(Choice(f"Leave out “{words}”", _swapped(question, words, "")))
    return tuple(one for one in found if one.question != question)[: MOST_OFFERED + 1]


def told_apart(named: Named, words: str, question: str) -> Choice:
    """The question with words that can only mean this one."""
    if named.kind == "task":
        key = named.aliases[0]
        return Choice(f"{key} {named.name}", _swapped(question, words, key))
    label = f"{named.name} ({named.kind}{', ' if named.hint else ''}{named.hint})"
    name = max((named.name, *named.aliases), key=len)  # its longest alias says most
    precise = f"the {named.kind} {name}" if named.kind in ("goal", "list", "space") else name
    return Choice(label, _swapped(question, words, precise))


def _swapped(question: str, words: str, others: str) -> str:
    """The question with other words in the place of these, and of what stands between them."""
    between = r"\b.*?\b".join(re.escape(word) for word in words.split())
    article = r"(?:\bthe )?" if others else ""
    kind = (
        r"(?: (?:goal|initiative|list|space|project|team)\b)?" if others.startswith("the ") else ""
    )
    swapped = re.sub(
        article + between + kind, lambda _: others, question, count=1, flags=re.IGNORECASE
    )
    return " ".join(swapped.split())


def _meant(words: str, names: Gazetteer, gateway: WorkspaceGateway) -> tuple[Named, ...]:
    found = (names.by_ref.get(f"goal:{goal_id}") for goal_id in gateway.goals_meaning(words))
    return tuple(named for named in found if named is not None)
