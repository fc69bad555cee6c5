"""Whether something is so of one task; when it is not, what is true of it instead."""

from agents import claims
from agents.algebra.told.teller import Teller
from agents.plain.blocking import waits
from agents.plain.status import task_itself


def whether(t: Teller) -> None:
    """“No: ENG-37 is not blocked”, and where it is."""
    inside = {row.key for row in t.result.rows}
    for key in t.query.keys:
        task = t.gateway.task(key)
        if task is None:
            t.say(f"No: {key} was not there yet.", ())  # on the past day it is asked of
            continue
        is_so = key in inside
        words = t.query.part_words.removeprefix("that are ")
        other = words.removeprefix("not ") if words.startswith("not ") else f"not {words}"
        text = f"Yes: {key} is {words}." if is_so else f"No: {key} is {other}{_seen(t)}."
        claim = claims.every(t.claim, claims.of_task(task, "status"))
        t.draft.say(text, *t.sources_of(task), claim=claim)
        task_itself(task, t.gateway, t.draft)
        if is_so and task.blocked_by:
            waits(task, t.gateway, t.draft)


def _seen(t: Teller) -> str:
    """What is not blocked may be by what the viewer can't see."""
    is_hidden = t.gateway.you_can_see and t.query.part_words == "blocked"
    return f" by anything{t.gateway.you_can_see}" if is_hidden else ""
