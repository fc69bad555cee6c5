"""Goals asked of as any other noun, everyday words for lateness, and who comes second."""

import pytest

from app import access, db
from app.assist import assistant
from tests.eval.workspaces import NOW


def _then(company, *questions):
    with db.reading() as session:
        return assistant.ask(
            session,
            access.actor(session, 1),
            questions[-1],
            now=NOW,
            library=company.library,
            earlier=questions[:-1],
        )


def _first(answer):
    return answer.sentences[0].text if answer.sentences else ""


@pytest.mark.parametrize(
    ("question", "same"),
    [
        ("how many goals have the state planned?", "how many planned goals are there?"),
        ("how many goals did we drop in all?", "how many goals are dropped?"),
        ("which goals are only planned, not begun?", "which goals are planned?"),
        ("how many goals were given up?", "how many goals are dropped?"),
        ("which of Lena's tasks are past their date?", "which of Lena's tasks are overdue?"),
        ("what falls due tommorow?", "what is due tomorrow?"),
        ("who has let the most tasks slip past their due date?", "who has the most overdue tasks?"),
        ("what in turn waits for ENG-10?", "what waits for ENG-10?"),
    ],
)
def test_the_same_in_other_words(company, question, same):
    assert _first(company.ask(question)) == _first(company.ask(same)) != ""


def test_goals_are_of_a_period_by_a_day_in_it(company):
    told = _first(company.ask("how many goals are for 2026?"))

    assert told == _first(company.ask("how many of the 2026 goals are there?"))
    assert "goals for 2026" in told


def test_goals_run_beyond_a_year_by_their_end(company):
    told = _first(company.ask("which goals run on beyond the end of 2026?"))

    assert "goals ending from 1 Jan 2027 on" in told


def test_a_small_share_has_its_tenth(company):
    told = _first(company.ask("what percentage of all goals ended up planned?"))

    assert "goals are planned" in told


def test_who_comes_second_is_asked_of_the_same_order(company):
    first = _first(_then(company, "who owns the most goals?"))
    second = _then(company, "who owns the most goals?", "and who comes second?")

    assert "has the most goals" in first or "have the most goals" in first
    assert "second (goals)" in _first(second)


def test_one_goal_is_told_with_its_owner_its_end_and_its_progress(company):
    told = _first(company.ask("EU launch: owner, end date, progress so far"))

    assert "of the way" in told
    assert "its period ends" in told
    assert "owns it" in told


def test_who_is_asked_of_a_few_is_looked_for_among_them_alone(company):
    told = [one.text for one in company.ask("Who of Tomás and Lena has no open tasks?").sentences]
    fewest = company.ask("Among Aiko, Tomás and Chloé, who has the fewest open tasks?")

    assert not any("Aiko" in one for one in told)
    assert "fewest open tasks" in _first(fewest)
    assert not any("Priya" in one.text for one in fewest.sentences)


def test_lateness_is_of_what_was_finished_late_where_that_is_asked(company):
    told = _first(company.ask("When Tomás delivers late, how many days late is it on average?"))

    assert "finished late with Tomás Herrera" in told


def test_days_from_hour_to_hour_have_tenths(company):
    answer = company.ask("what is the median cycle time of the tasks finished by Jonas?")

    assert any("From hour to hour: " in one.text for one in answer.sentences)


@pytest.mark.parametrize(
    "said",
    [
        "morning! what kind of things can I ask you?",
        "hey, thanks for yesterday. What are you good at?",
        "hello, what can you do?",
    ],
)
def test_a_greeting_before_it_does_not_hide_what_can_be_asked(company, said):
    assert company.ask(said).note.startswith(
        "I am this workspace's assistant, a program. Ask about tasks"
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Wie alt sind Nadias offene Aufgaben im Schnitt?", "im Durchschnitt"),
        ("Parmi Aiko, Tomás et Chloé, qui a le moins de tâches ouvertes ?", "le moins"),
    ],
)
def test_the_same_is_understood_in_other_languages(company, question, words):
    assert words in _first(company.ask(question))
