"""What people type otherwise is answered like the plain question, with the real model; nobody's name is read away."""

from collections.abc import Iterator

import pytest

from knowledge.embedding import OnnxEmbedder
from tests.eval import workspaces
from tests.eval.embedding import MODELS
from tests.eval.workspaces import Workspace


@pytest.fixture(scope="module")
def hearing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample company, with an embedder that hears words."""
    folder = tmp_path_factory.mktemp("hearing")
    workspace = workspaces.company(folder, OnnxEmbedder(MODELS)).opened()
    workspace.library.warm_up()
    yield workspace
    workspace.close()


def _told(workspace: Workspace, question: str) -> list[str]:
    return [sentence.text for sentence in workspace.opened().ask(question).sentences]


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        (
            "is there stuff in Billing that nobody has put their name on",
            "unassigned open tasks in Billing",
        ),
        (
            "anything urgent in Billing nobody grabbed",
            "which urgent tasks are unassigned in Billing",
        ),
        (
            "how much of what is open has gone over its date, in percent",
            "what share of open tasks is overdue",
        ),
    ],
)
def test_it_is_answered_like_the_plain_question_and_said(hearing, asked, plain):
    answer = hearing.opened().ask(asked)

    assert [sentence.text for sentence in answer.sentences] == _told(hearing, plain)
    assert answer.note.startswith("I read it as “")


@pytest.mark.parametrize(
    "asked",
    [
        "what has Zebulon let slide past its date",
        "the heap of late things over in Moonbase",
        "which late things does my dentist like best",
    ],
)
def test_who_or_what_nobody_knows_is_not_read_away(hearing, asked):
    assert hearing.opened().ask(asked).mode != "computed"


@pytest.mark.parametrize(
    "asked", ["are you a person or a bot?", "what stuff could I throw at you", "are you human then"]
)
def test_small_talk_is_answered_with_what_can_be_asked(hearing, asked):
    answer = hearing.opened().ask(asked)

    assert answer.note.startswith("I am this workspace's assistant")
    assert answer.candidates
    assert not answer.sentences


@pytest.mark.parametrize(
    "asked",
    [
        "overdue tasks of {}",
        "{}",
        "how many open tasks are in {}?",
        "what is {} doing?",
        "why is {} late",
    ],
)
def test_names_nobody_has_read_the_same_whatever_their_letters(hearing, asked):
    told = [
        (answer.mode, answer.note.replace(name, ""), [one.text for one in answer.sentences])
        for name in ("Bluefinch", "Grayplover", "Velkurin")
        for answer in (hearing.opened().ask(asked.format(name)),)
    ]

    assert told[0][0] == told[1][0] == told[2][0]
    assert told[0][2] == told[1][2] == told[2][2]
