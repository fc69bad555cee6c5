"""What names alone can't settle is looked up in the sample company, or asked back."""

import pytest


def _labels(answer):
    return [choice.label for choice in answer.candidates]


def test_a_task_is_known_by_some_words_of_its_title(company):
    answer = company.ask("when is the vendor contract due?")

    assert answer.reading.keys == ("GTM-8",)
    assert "GTM-8" in answer.sentences[0].text


def test_what_several_titles_hold_is_asked_back(company):
    answer = company.ask("who owns the Frankfurt region?")

    assert answer.sentences == ()
    assert "Frankfurt region carries all EU accounts (goal)" in _labels(answer)
    chosen = next(c for c in answer.candidates if c.label.startswith("Frankfurt region"))
    assert "Jonas Weber owns" in company.ask(chosen.question).sentences[0].text


def test_the_word_goal_says_which_is_meant(company):
    assert (
        company.ask("how is the Frankfurt region goal going?")
        .reading.goals[0]
        .name.startswith("Frankfurt region")
    )


def test_a_goal_known_by_words_of_its_title_narrows_like_one_named_whole(company):
    by_words = company.ask("what blocks the Frankfurt region goal?")
    whole = company.ask("what blocks Frankfurt region carries all EU accounts?")

    assert by_words.sentences[0].items == whole.sentences[0].items
    assert by_words.sentences[0].items != company.ask("what blocks us?").sentences[0].items


def test_what_is_looked_for_in_texts_says_so(company):
    answer = company.ask("how are people protected from tampered packages?")

    assert [chip.value for chip in answer.reading.chips] == ["narrative"]


def test_one_word_of_a_title_is_no_name(company):
    answer = company.ask("who owns the export?")

    assert answer.sentences == ()
    assert "ENG-49 Export bookings for the accountant" in _labels(answer)


def test_how_work_on_a_topic_stands_is_told_of_all_of_it(company):
    answer = company.ask("what is the status of the webhooks?")

    assert answer.sentences[0].text.startswith("Work on #webhooks has")


@pytest.mark.parametrize(
    ("question", "strange"),
    [
        ("what did Jonas Becker finish last week?", "Jonas Becker"),
        ("open tasks in atlantis", "atlantis"),
        ("goals of sauron", "sauron"),
    ],
)
def test_a_name_nobody_has_is_said_and_what_is_like_it_is_offered(company, question, strange):
    answer = company.ask(question)

    assert answer.sentences == ()
    assert strange in answer.looked_at[0]
    assert all(choice.question != question for choice in answer.candidates)


def test_what_was_offered_answers(company):
    answer = company.ask("what is Jonas Becker working on?")
    chosen = next(c for c in answer.candidates if "Jonas Weber" in c.label)

    assert company.ask(chosen.question).sentences[0].text.startswith("Jonas Weber has")


def test_a_word_can_be_left_out_by_a_click(company):
    answer = company.ask("overdue tasks of sauron")
    chosen = next(c for c in answer.candidates if c.label.startswith("Leave out"))

    assert company.ask(chosen.question).mode == "computed"


def test_a_guest_is_offered_nothing_they_can_not_see(company):
    for question in (
        "how is EU rollout going?",
        "what is Jonas Becker working on?",
        "open tasks in Platf0rm",
    ):
        shown = " ".join(_labels(company.ask(question, user_id=14)))
        assert "EU launch" not in shown
        assert "Engineering" not in shown
        assert "Platform" not in shown


def test_what_nobody_speaks_of_is_not_answered_by_something_else(company):
    assert company.ask("what did we decide about the Zurich data centre?").mode == "none"
    assert company.ask("what is Priya's phone number?").mode == "none"
