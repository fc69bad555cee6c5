"""Questions in German, French and Spanish have the answer the English one has, told in the language asked."""

import tomllib
from pathlib import Path

import pytest

from agents.answer import Answer
from agents.translated import answers
from agents.translated.languages import CODES
from tests.eval.workspaces import Workspace

SET = tomllib.loads((Path(__file__).parent / "sets/languages.toml").read_text("utf-8"))["asked"]


def found(answer: Answer) -> list[tuple[object, ...]]:
    """What an answer is about, without its words."""
    return [
        (one.items, tuple((s.kind, s.id, s.quote) for s in one.sources), one.claim)
        for one in answer.sentences
    ]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("asked", SET, ids=lambda one: one["english"])
def test_the_same_question_has_the_same_answer(company: Workspace, asked, code):
    expected, answer = company.ask(asked["english"]), company.ask(asked[code])

    assert expected.sentences
    assert found(answer) == found(expected)
    assert answer.question == asked[code]


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_is_told_in_the_language_asked(company: Workspace, code):
    left = answers.told(code).notes["english"]

    for asked in SET:
        answer = company.ask(asked[code])
        assert left not in answer.note, [one.text for one in answer.sentences]
        computed = company.ask(asked["english"])
        for one, english in zip(answer.sentences, computed.sentences, strict=True):
            named_alone = one.text == english.text and ":" in one.text
            assert one.text != english.text or named_alone


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Wie viele lila Aufgaben hat Mara?", "lila"),
        ("Wie viele Aufgaben hat Zoe offen?", "Zoe"),
        ("Wie viel verdient Oskar?", "verdient"),
        ("Welche Aufgaben in der Liste Atlantis sind offen?", "Atlantis"),
        ("Combien de tâches violettes a Mara ?", "violettes"),
        ("Combien gagne Oskar ?", "gagne"),
        ("Combien de tâches Zoe a-t-elle en retard ?", "Zoe"),
        ("¿Cuántas tareas moradas tiene Mara?", "moradas"),
        ("¿Cuánto gana Oskar?", "gana"),
        ("¿Qué tareas vencidas tiene Zoe?", "Zoe"),
    ],
)
def test_a_word_nobody_knows_is_said_and_nothing_is_counted(company: Workspace, question, word):
    answer = company.ask(question)

    assert answer.sentences == ()
    assert word in answer.note
    assert all(word not in one.question for one in answer.candidates)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wie viele offene Aufgaben hat Mara?", "7 offene Aufgaben bei Mara Lindqvist."),
        ("Meine überfälligen Aufgaben", "Keine überfälligen Aufgaben bei Alice Moreau."),
        ("Combien de tâches ouvertes a Mara ?", "7 tâches ouvertes de Mara Lindqvist."),
        ("¿Cuántas tareas abiertas tiene Mara?", "7 tareas abiertas de Mara Lindqvist."),
    ],
)
def test_the_first_sentence_reads_as_people_write(company: Workspace, question, said):
    assert company.ask(question).sentences[0].text == said


@pytest.mark.parametrize("question", ["Hallo", "Was kannst du?", "Bonjour", "¿Qué puedes hacer?"])
def test_small_talk_offers_questions_of_the_language_that_have_an_answer(company, question):
    answer = company.ask(question)

    assert answer.note
    assert answer.candidates
    assert all(company.ask(one.question).sentences for one in answer.candidates)


@pytest.mark.parametrize(
    "question", ["Weise GTM-12 Mara zu", "Assigne GTM-12 à Mara", "Asigna GTM-12 a Mara"]
)
def test_nothing_is_to_be_done_by_a_question_of_another_language(company, question):
    assert company.ask(question).cards == ()
