"""A past day has what was tied then, though it was cut since; and its claims are checked on it."""

from sqlmodel import select

from agents import claims
from app.assist import assistant
from app.models import Event
from app.work import relations
from tests.assist.conftest import NOW, on
from tests.conftest import a_task


def test_what_blocked_then_and_no_longer_does(session, alice, home, ask, library):
    keys = a_task(session, home, alice, "Rotate keys", at=on(10, 1))
    ship = a_task(session, home, alice, "Ship it", at=on(10, 1))
    relations.relate(session, keys.id, kind="blocks", to_task=ship.id, by=alice)
    session.flush()
    for event in session.exec(select(Event).where(Event.kind == "task.related")):
        event.at = on(10, 5)
    relations.unrelate(session, keys.id, kind="blocks", to_task=ship.id, by=alice)

    then = ask("what is holding us up as of 2026-10-14?")
    gateway = assistant.gateway_of(session, alice, now=NOW, library=library)

    assert then.sentences[0].text.startswith("1 open task holds up 1 other")
    assert "Rotate keys (nobody, to do) keeps 1 task waiting for 10 days." in [
        s.text for s in then.sentences
    ]
    assert {claims.check(one.claim, gateway) for one in then.sentences} == {"holds"}
    assert ask("what is holding us up?").sentences[0].text == "Nothing open blocks anything."
    assert (
        ask("what is holding us up as of 2026-10-04?")
        .sentences[0]
        .text.startswith("Nothing open blocks")
    )
