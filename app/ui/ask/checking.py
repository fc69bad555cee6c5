"""Answers checked again: their claims run as the work is now."""

from agents import claims
from app import wiring
from app.assist import assistant
from app.ui.ask.shapes import Checked, Sentence, Turn
from app.ui.base import RequestContext


def checked(context: RequestContext, turns: list[Turn]) -> dict[int, Checked]:
    """For each turn, by its id, what is found of its sentences now."""
    agents = assistant.gateway_of(
        context.session, context.actor, now=context.now, library=wiring.current().library
    )
    found: dict[int, Checked] = {}
    for turn in turns:
        verdicts = claims.verdicts([one["claim"] for one in turn["sentences"]], agents)
        changed = sum(verdict in ("changed", "gone") for verdict in verdicts)
        found[turn["id"]] = Checked(verdicts=verdicts, changed=changed, checked=context.clock)
    return found


def with_verdicts(turn: Turn, found: Checked | None) -> Turn:
    """The turn with what was found of its sentences; as it is, where it has others by now."""
    if found is None or len(found["verdicts"]) != len(turn["sentences"]):
        return turn
    pairs = zip(turn["sentences"], found["verdicts"], strict=True)
    sentences: list[Sentence] = [{**one, "verdict": verdict} for one, verdict in pairs]
    return {
        **turn,
        "sentences": sentences,
        "changed": found["changed"],
        "checked": found["checked"],
    }
