"""What is done on the page of questions while its answers are checked again stays done."""

from app import access, db
from app.ui.ask import state
from app.ui.ask.state import Ask
from app.work import questions
from tests.ui.tab import of

DONE = {"key": "ENG-1", "title": "Rotate keys", "url": "/tasks/ENG-1", "undo": "none"}
ANSWER = {
    "question": "Make “Rotate keys”",
    "reading": {"chips": []},
    "sentences": [{"text": "Make it?", "sources": [], "claim": None}],
    "cards": [{"title": "Make it", "act": {"do": "create"}, "lines": [], "done": DONE}],
    "mode": "computed",
    "looked_at": [],
    "nearest": [],
    "candidates": [],
    "took_ms": 1,
    "as_of": "2026-11-23T14:00:00+00:00",
}


async def test_a_check_puts_back_nothing_that_was_done_while_it_ran(place, tab_of, monkeypatch):
    with db.writing() as session:
        kept = questions.keep(
            session, conversation_id=None, answer=ANSWER, fixed=[], by=access.actor(session, 1)
        )
        turn_id, address = kept.id, f"/ask?c={kept.conversation_id}"
    tab = tab_of("alice")

    def taken_back(context, turn_id, _card):
        questions.mark(context.session, turn_id, {0: None}, by=context.actor)
        return "Taken back."

    async def run(job, *_):
        for event in (Ask.take_back(turn_id, 0), Ask.rate(turn_id, 1)):
            await tab.fire(event, path=address)
        return {turn_id: {"verdicts": ["holds"], "changed": 0, "checked": "14:03"}}

    monkeypatch.setattr(state.answers, "around", lambda _: ([], {}))
    monkeypatch.setattr(state.answers, "taken_back", taken_back)
    monkeypatch.setattr(state, "run", run)
    changed, _ = await tab.fire(Ask.load(), path=address)  # which checks the answer again

    [turn] = of(changed, Ask)["turns"]
    assert (turn["thumb"], turn["cards"][0]["done"]) == (1, None)
    assert (turn["sentences"][0]["verdict"], turn["checked"]) == ("holds", "14:03")
