"""Words of a title that stand for its task: “SEPA direct debit”, “the contract with the data centre”."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.algebra import parts
from agents.algebra.reading import Composed
from agents.algebra.tagging import Tagged, Token
from agents.facts import Named, TaskFact
from agents.reading import titles
from agents.reading.names import Gazetteer, fold
from agents.reading.stems import holds, stem, stemmed
from agents.reading.words import FILLER
from agents.workspace import WorkspaceGateway

BESIDE = 4  # words on each side that are looked for in a title, too
FEW = 2  # words of a title that single it out; or one long one
LONG = 6
KINDS = frozenset(["task", "ticket", "issue", "card", "item"])
ARTICLES = frozenset(["the", "our", "my", "that", "this", "a", "an"])
SMALL = frozenset(["out", "off", "up", "over", "back", "into", "more", "all"])
# What else must be said, for a title to be what is asked about.
ASKING = ("event", "state", "due", "tie", "measure", "prop", "role", "priority", "order", "with")
# What says how work is or what happened; in a title only between its other words.
SAYS = ("event", "state", "order", "measure", "due", "tie", "neg", "modal", "per", "me")


@dataclass(frozen=True)
class Titled:
    """The words that stand for one task, or the tasks they may stand for."""

    words: str
    tasks: tuple[TaskFact, ...]
    question: str  # with the key of the first in their place


@dataclass(frozen=True)
class _Fit:
    task: TaskFact
    begin: int
    end: int
    held: int  # words of the question that its title has


def titled(found: Composed, gateway: WorkspaceGateway) -> Titled | None:
    """The task whose title has the words that are not read, and those beside them; None when none has."""
    tokens = found.tagged.tokens
    strange = list(found.unread_at) or [n for n, one in enumerate(tokens) if not one.is_known]
    strange = [n for n in strange if not (tokens[n].key or tokens[n].period)]
    if not strange or _asks_of_many(tokens, strange):
        return None
    low, high = max(0, strange[0] - BESIDE), strange[-1] + BESIDE + 1
    said = " ".join(one.text for one in tokens[low:high])
    fits = [_fit(tokens, strange, task) for task in gateway.titled(said)]
    fits = [fit for fit in fits if fit and fit.held]
    if not fits:
        return None
    most = max(fit.held for fit in fits)
    best = sorted((one for one in fits if one.held == most), key=lambda one: len(one.task.title))
    first = best[0]
    if not any(t.kind(k) for t in (*tokens[: first.begin], *tokens[first.end :]) for k in ASKING):
        return None  # nothing is asked of a task
    if not _singles_out(tokens, first, strange, len(fits)):
        return None
    if all(fold(first.task.title) in fold(one.task.title) for one in best):
        best = best[:1]  # a part of it may repeat its title
    around = [one.text for one in tokens]
    question = " ".join([*around[: first.begin], first.task.key, *around[first.end :]])
    words = " ".join(around[first.begin : first.end])
    return Titled(words, tuple(one.task for one in best), question)


def several(found: Composed, gateway: WorkspaceGateway) -> tuple[str, tuple[Named, ...]] | None:
    """Words of more titles than one, and the tasks they may mean."""
    one = titled(found, gateway)
    if one is None or len(one.tasks) < 2:
        return None
    return one.words, tuple(Named("task", t.id, t.title, (t.key,)) for t in one.tasks)


def renamed(found: Composed, names: Gazetteer, gateway: WorkspaceGateway) -> list[str]:
    """The question with a task's key, or a goal's whole name, in the place of words nobody knows."""
    one, goal = titled(found, gateway), parts.with_goal(found, names)
    if goal and _in_some_title(found, gateway):
        goal = ""  # a goal or a task: the asker says which
    again = [one.question] if one is not None and len(one.tasks) == 1 else []
    return [*again, goal] if goal else again


def _in_some_title(found: Composed, gateway: WorkspaceGateway) -> bool:
    said = " ".join(one.text for one in found.tagged.tokens if not one.is_known)
    words = [stem(word) for word in fold(said).split()]
    return any(all(holds(stemmed(one.title), w) for w in words) for one in gateway.titled(said))


def beside_name(found: Composed, gateway: WorkspaceGateway) -> Tagged | None:
    """The tags without words that only repeat the title of the task that is named by its key, or a name beside it."""
    tokens = found.tagged.tokens
    names = [task.title for one in tokens if one.key and (task := gateway.task(one.key))]
    names += [one.named[0].name for one in tokens if one.named and one.named[0].kind == "goal"]
    unread = {n for n in found.unread_at if not tokens[n].is_held}
    known = [n for n in unread if any(_holds(name, tokens[n]) for name in names)]
    if not unread or 2 * len(known) < len(unread) or not _stands_beside(tokens, unread):
        return None
    return found.without(unread)


def _stands_beside(tokens: Sequence[Token], unread: set[int]) -> bool:
    """Side by side, but for small words, and next to what is named: “the direct debit, ENG-46”."""
    places = {n for n, one in enumerate(tokens) if one.key or one.named}
    near = {n for n in places if n + 1 in unread or n - 1 in unread}
    first, last = min(unread), max(unread)
    between = (tokens[n] for n in range(first, last) if n not in unread)
    return bool(near) and all(one.is_free or one.is_held for one in between)


def _asks_of_many(tokens: Sequence[Token], strange: Sequence[int]) -> bool:
    """“which tasks wait for the vendor contract?” asks of many; what they wait for is one."""
    ties = [n for n, one in enumerate(tokens) if one.kind("tie")]
    if ties and strange[-1] > ties[0]:
        return False
    nouns = (one.text for one in tokens if one.can("of.tasks"))
    many = any(text.endswith(("s", "work")) and not text.endswith("'s") for text in nouns)
    return many or any(one.kind("order") for one in tokens)


def _fit(tokens: Sequence[Token], strange: Sequence[int], task: TaskFact) -> _Fit | None:
    """The longest stretch around words that are not read whose words are the title's."""
    found = [n for n in strange if _holds(task.title, tokens[n])]
    ends = [(_end(tokens, n, task, -1), _end(tokens, n, task, 1) + 1) for n in found]
    begin, end = max(ends, key=lambda one: one[1] - one[0], default=(0, 0))
    if any(begin <= n < end and n not in found and _telling(tokens[n]) for n in strange):
        return None
    held = sum(
        len(_telling(one)) for one in tokens[begin:end] if _telling(one) and _holds(task.title, one)
    )
    while begin and tokens[begin - 1].is_free and tokens[begin - 1].text in ARTICLES:
        begin -= 1
    if begin and tokens[begin - 1].text in KINDS:
        begin -= 1
    if end < len(tokens) and tokens[end].text in KINDS:
        end += 1
    return _Fit(task, begin, end, held)


def _end(tokens: Sequence[Token], at: int, task: TaskFact, step: int) -> int:
    """How far the title's words go on from one, over small words between them."""
    last, n = at, at + step
    while 0 <= n < len(tokens) and abs(n - last) <= FEW + 1:
        one = tokens[n]
        if _telling(one) and not one.period and _holds(task.title, one):
            last = n
        elif not one.is_free or one.is_held:
            break
        n += step
    return last if not _only_says(tokens[last]) or last == at else last - step


def _only_says(token: Token) -> bool:
    return not token.is_held and any(token.kind(kind) for kind in SAYS)


def _singles_out(
    tokens: Sequence[Token], fit: _Fit, strange: Sequence[int], candidates: int
) -> bool:
    """By a word nobody knows that stands in the title as it is: “nightjar” is no form of “night's”."""
    words = [word for n in strange if fit.begin <= n < fit.end for word in _telling(tokens[n])]
    exact = [word for word in words if titles.holds(fit.task.title, [word], least=100)]
    if fit.held >= FEW:
        return bool(exact)
    return candidates == 1 and any(len(word) >= LONG for word in exact)


def _telling(token: Token) -> list[str]:
    words = fold(token.text).replace("-", " ").replace("'s", "").split()
    return [word for word in words if word not in FILLER and word not in SMALL]


def _holds(name: str, token: Token) -> bool:
    words = _telling(token)
    return bool(words) and titles.holds(name, words, least=titles.LIKE)
