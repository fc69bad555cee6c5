"""Looking back changes nothing, and sees nothing before there was anything."""

from app import access, db
from app.assist import assistant
from tests.eval.sets import past
from tests.eval.workspaces import NOW


def test_a_past_day_is_named_in_the_reading(company):
    for question, day in zip(past.questions(company)[:: len(past.ASKED)], past.days(), strict=True):
        assert company.ask(question.text).reading.as_of.isoformat() == day


def test_the_present_is_untouched_by_a_look_back(company):
    with db.reading() as session:
        actor = access.actor(session, 1)

        def keys(question: str) -> tuple[str, ...]:
            answer = assistant.ask(session, actor, question, now=NOW, library=company.library)
            return answer.sentences[0].items

        before = keys("open tasks")
        then = keys("open tasks as of 2026-09-10")

        assert keys("open tasks") == before != then


def test_the_number_of_a_goal_is_of_that_day(company):
    now, then = (
        company.ask(q).sentences[0].text
        for q in ("how is EU launch going?", "how was EU launch going as of 2026-10-05?")
    )

    assert now != then
    assert "of the way" in then


def test_a_moment_before_everything_holds_nothing(company):
    answer = company.ask("open tasks as of 2020-01-01")

    assert answer.as_of.isoformat() == "2020-01-01T22:59:59+00:00" or answer.as_of.year == 2020
    assert answer.sentences[0].items == ()


def test_nobody_is_quoted_from_after_the_day(company):
    answer = company.ask("what did we decide about the Frankfurt data centre as of 2026-10-14?")
    said = [
        source.at for one in answer.sentences for source in one.sources if source.kind == "comment"
    ]

    assert said
    assert max(said) < "2026-10-15"
