"""Questions to the imported Jira project; the answers are counted from its raw files."""

import pytest

from tests.real import issues, needs_real

pytestmark = needs_real
FIXED = {"Fixed", "Done", None}


def _name(issue, field):
    return (issue["fields"].get(field) or {}).get("name")


def _person(issue):
    return (issue["fields"].get("assignee") or {}).get("displayName", "").strip()


def _open(issue):
    return issue["fields"]["status"]["statusCategory"]["key"] != "done"


def _done(issue):
    return not _open(issue) and _name(issue, "resolution") in FIXED


def _ended(issue, *starts):
    return (issue["fields"].get("resolutiondate") or "").startswith(starts)


def _keys(fits):
    return {issue["key"] for issue in issues() if fits(issue)}


def _tagged(issue, word):
    fields = issue["fields"]
    words = [
        fields["issuetype"]["name"],
        *(c["name"] for c in fields.get("components") or []),
        *(fields.get("labels") or []),
    ]
    words += [v["name"] for v in fields.get("fixVersions") or []]
    return word.casefold() in {w.casefold() for w in words}


SETS = {
    "How many open tasks are there?": _open,
    "what is still open in Alloy?": _open,
    "Which open tasks have nobody on them?": lambda i: _open(i) and not _person(i),
    "unassigned bugs": lambda i: _open(i) and not _person(i) and _tagged(i, "Bug"),
    "How many open bugs are there?": lambda i: _open(i) and _tagged(i, "Bug"),
    "What is Tim Poulsen working on?": lambda i: _open(i) and _person(i) == "Tim Poulsen",
    "how many open tasks does Feon Sua Xin Miao have?": lambda i: _open(i) and _person(i) == "Feon Sua Xin Miao",
    "what was done in June 2013?": lambda i: _done(i) and _ended(i, "2013-06"),
    "What did Tony Lukasavage finish in 2013?": lambda i: _done(i) and _ended(i, "2013") and _person(i) == "Tony Lukasavage",
    "what was finished in Q1 2014": lambda i: _done(i) and _ended(i, "2014-01", "2014-02", "2014-03"),
    "what was added in March 2014?": lambda i: i["fields"]["created"].startswith("2014-03"),
    "tasks created between 2013-05-01 and 2013-05-14": lambda i: "2013-05-01" <= i["fields"]["created"][:10] <= "2013-05-14",
    "what was cancelled in 2014?": lambda i: not _open(i) and not _done(i) and _ended(i, "2014"),
    "how many bugs were fixed in 2013": lambda i: _done(i) and _ended(i, "2013") and _tagged(i, "Bug"),
    "open urgent tasks": lambda i: _open(i) and _name(i, "priority") == "Critical",
    "what is in review?": lambda i: i["fields"]["status"]["name"] == "In Review",
}  # fmt: skip


@pytest.mark.parametrize("question", SETS)
def test_the_answer_counts_exactly_what_the_files_say(alloy, question):
    gold = _keys(SETS[question])
    first = alloy.ask(question).sentences[0]

    assert set(first.items) == gold
    assert (str(len(gold)) if gold else "no") in first.text.lower()


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("how many open tasks by assignee", _person),
        ("open tasks by priority", lambda i: _name(i, "priority")),
    ],
)
def test_a_count_by_a_field_adds_up(alloy, question, field):
    answer = alloy.ask(question)
    groups = {s.text.split(":")[0]: len(s.items) for s in answer.sentences[1:]}
    gold: dict[str, int] = {}
    for issue in issues():
        if _open(issue):
            word = field(issue) or ""
            word = (
                {
                    "Critical": "Urgent",
                    "Medium": "Normal",
                    "None": "No priority",
                    "": "No priority",
                }.get(word, word)
                if field is not _person
                else word or "Nobody"
            )
            gold[word] = gold.get(word, 0) + 1

    assert groups == gold


def test_the_status_of_a_task_names_its_status_and_person(alloy):
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


@pytest.mark.parametrize(
    "question",
    [
        "Who is the president of France?",
        "What is the weather in Lisbon tomorrow?",
        "How is the Atlantis project going?",
        "what did Zebulon do last week?",
    ],
)
def test_what_nobody_wrote_is_not_answered(alloy, question):
    answer = alloy.ask(question)

    assert answer.mode == "none"
    assert answer.sentences == ()
    assert answer.looked_at
