"""What the Jira project is told beside the counts of a first sentence."""

import pytest

from tests.eval.sets.jira_raw import is_open, named, person
from tests.real import issues, needs_real

pytestmark = needs_real


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("how many open tasks by assignee", person),
        ("open tasks by priority", lambda i: named(i, "priority")),
    ],
)
def test_a_count_by_a_field_adds_up(alloy, question, field):
    answer = alloy.ask(question)
    groups = {s.text.split(":")[0]: len(s.items) for s in answer.sentences[1:]}
    gold: dict[str, int] = {}
    for issue in issues():
        if is_open(issue):
            word = field(issue) or ""
            word = (
                {
                    "Critical": "Urgent",
                    "Medium": "Normal",
                    "None": "No priority",
                    "": "No priority",
                }.get(word, word)
                if field is not person
                else word or "Nobody"
            )
            gold[word] = gold.get(word, 0) + 1

    assert groups == gold


def test_the_status_of_a_task_names_its_status_andperson(alloy):
    answer = alloy.ask("What is the status of ALOY-1023?")

    assert "“Closed”" in answer.sentences[0].text
    assert "Feon Sua Xin Miao" in answer.sentences[0].text
    assert answer.sentences[0].sources[0].url == "/tasks/ALOY-1023"


def test_an_open_question_is_answered_with_quotes_that_are_really_there(alloy):
    answer = alloy.ask("how do I bind a collection to a table view?")
    texts = " ".join(
        " ".join(str(part).split())
        for i in issues()
        for part in (
            i["fields"]["summary"],
            i["fields"].get("description"),
            *(c.get("body") for c in i["fields"]["comment"]["comments"]),
        )
    )

    assert answer.mode == "retrieved"
    assert 1 <= len(answer.sentences) <= 6
    for sentence in answer.sentences:
        words = sentence.text.split("“")[1].rstrip("”").split()
        assert all(word.strip("`*…<>\\()[]{}\"',.;:") in texts for word in words[:12])
        assert sentence.sources
