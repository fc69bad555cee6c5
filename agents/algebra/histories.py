"""What became of one task, or of a stretch of days: its date's moves, who moved it and why, what somebody did."""

from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.query import leaf
from agents.algebra.tagging import Token

MOVES = ("event.moved", "event.slipped", "event.hastened")
TOLD = ("ask.why", "ask.who", "ask.when", "role.because")
HISTORY = frozenset(["history", "full", "entire", "complete", "whole"])
EVERY = frozenset(["every", "all", "each", "ever"])
OVER = frozenset(["happened", "became", "become", "history", "story"])
DOING = frozenset(["do", "doing", "up to", "work on", "working on", "accomplish", "achieve"])


def history(work: Work) -> None:
    """“how often was ENG-10 moved?”, “what was its original date?”, “who moved it and why?”."""
    keys = [n for n, one in enumerate(work.tokens) if one.key]
    if keys and work.of == "tasks" and not _asks_dates(work) and _tells(work):
        _story(work, keys)
    elif keys and work.of == "tasks":
        _of_keys(work, keys)
        asks = work.has("ask.long") or (work.has("ask.count") and work.has("unit.days"))
        if not work.measure and asks:
            _stays(work, keys)
    elif not keys:
        _did(work)


def _of_keys(work: Work, keys: list[int]) -> None:
    moved = work.has(*MOVES) or (work.has("prop.due", "due.due") and work.has("event.updated"))
    original = work.has("order.original") or _asks_dates(work)
    if not (moved or original):
        return
    if original or work.has("ask.count"):
        work.measure = "moves"
    elif work.has(*TOLD):
        work.measure = "reasons"
    else:
        return
    work.take(*(n for n, one in enumerate(work.tokens) if HISTORY & set(one.text.split())))
    named = tuple(work.tokens[n].key for n in keys)
    work.event, work.keys, work.fails = "moved", named, ""
    words = f"({', '.join(named)})"
    work.conditions.append(Condition(leaf("key", "in", list(named)), keys[0], "", words))
    said = (*MOVES, *TOLD, "event.updated", "prop.due", "due.due", "ask.count", "ask.which")
    work.take(
        *keys, *work.free(*said, "order.original", "compare.and", "of.tasks", "measure.times")
    )


def _asks_dates(work: Work) -> bool:
    """“the full date history of ENG-10”, “every due date ENG-10 ever had”."""
    if not work.has("prop.due", "due.due") or any(one.kind("event") for one in work.tokens):
        return False
    texts = [word for one in work.tokens for word in one.text.split()]
    had = "had" in texts and bool(EVERY & set(texts))
    return had or bool({"history", "histories"} & set(texts))


def _tells(work: Work) -> bool:
    """“what happened to it”; what happens when something is so, texts say."""
    said = {word for one in work.tokens if one.can("measure.story") for word in one.text.split()}
    return bool(said & OVER)


def _story(work: Work, keys: list[int]) -> None:
    """“what happened to ENG-10?”, “it was done and then open again, what happened?”."""
    named = tuple(work.tokens[n].key for n in keys)
    work.measure, work.keys, work.fails = "story", named, ""
    words = f"({', '.join(named)})"
    work.conditions.append(Condition(leaf("key", "in", list(named)), keys[0], "", words))
    happened = (
        n for n, one in enumerate(work.tokens) if one.kind("event") and n not in work.turned
    )
    said = ("measure.story", "ask.which", "of.tasks", "compare.and", "state.done", "prop.due")
    work.take(*keys, *happened, *work.free(*said))


def _stays(work: Work, keys: list[int]) -> None:
    """“how long has ENG-1 been in review?”: its stays in a status, or from start to done."""
    status = next((n for n, one in enumerate(work.tokens) if _is_status(one)), None)
    begun = work.first("state.started")
    if status is None and begun is None:
        return
    named = tuple(work.tokens[n].key for n in keys)
    work.measure, work.keys, work.fails = "stays", named, ""
    if status is not None:
        work.status = work.tokens[status].named[0].name
        work.take(status)
    words = f"({', '.join(named)})"
    work.conditions.append(Condition(leaf("key", "in", list(named)), keys[0], "", words))
    said = ("ask.long", "ask.count", "unit.days", "state.started", "measure.in_status")
    work.take(*keys, *work.free(*said, "of.statuses", "of.tasks"))


def _is_status(token: Token) -> bool:
    return bool(token.named) and token.named[0].kind == "status"


def _did(work: Work) -> None:
    """“what did Samuel do yesterday?”: all of it, not what was finished alone."""
    texts = [one.text for one in work.tokens]
    if "did" not in texts and "has" not in texts and "have" not in texts:
        return
    doing = next((n for n, text in enumerate(texts) if n and text in DOING), None)
    someone = any(one.named and one.named[0].kind in ("person", "team") for one in work.tokens)
    someone = someone or (work.me is not None and work.has("me.me"))
    if doing is None or not someone or not any(one.period for one in work.tokens):
        return
    if not work.tokens[0].can("ask.which"):
        return
    work.measure, work.fails = "did", ""
    work.take(0, doing, *work.free("role.assigned"))
