"""Words of other languages: what they mean in English, and how English answers are told."""

import pytest

from agents.algebra.language import exemplars
from agents.facts import Named
from agents.reading.names import Gazetteer
from agents.translated import answers, questions
from agents.translated.detecting import foreign
from agents.translated.languages import CODES, language

NAMES = Gazetteer.of(
    [
        Named("person", 1, "Mara Lindqvist", ("Mara",)),
        Named("person", 2, "Lena Fischer", ("Lena",)),
        Named("list", 3, "Platform"),
        Named("list", 4, "Termine"),
    ]
)


@pytest.mark.parametrize("code", CODES)
def test_a_language_has_all_that_answers_need(code):
    plain, english = answers.told(code), answers.told("de")

    assert set(plain.tables) == set(english.tables)
    assert set(plain.notes) == set(english.notes)
    assert plain.nouns.keys() == english.nouns.keys()
    assert plain.examples


def test_no_english_question_is_taken_for_another_language():
    asked = [text for some in exemplars().values() for text in some]

    assert [text for text in asked if foreign(text, NAMES)] == []


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("was ist überfällig", "de"),
        ("ueberfaellige aufgaben von mara", "de"),
        ("mes tâches en retard", "fr"),
        ("tareas vencidas", "es"),
        ("my overdue tasks", None),
        ("status Platform", None),
    ],
)
def test_the_language_is_the_one_that_knows_most_words(question, code):
    found = foreign(question, NAMES)

    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("code", "question", "english"),
    [
        ("de", "Maras überfällige Aufgaben", "Mara's overdue tasks"),
        ("de", "Bis wann muss ENG-1 fertig sein?", "when is ENG-1 due"),
        ("de", "Was muss Mara diese Woche abschließen?", "what Mara due this week"),
        ("de", "Was hat Mara am 3.11.2026 gemacht?", "what did Mara do on 3 november 2026"),
        ("de", "Offene Aufgaben in der Liste Termine", "open tasks in the list Termine"),
        ("de", "Wer hat ENG-1 und was blockiert ENG-2?", "who has ENG-1 and what blocks ENG-2"),
        ("fr", "Pourquoi ENG-1 a-t-elle été repoussée ?", "why was ENG-1 moved"),
        ("fr", "Tâches de Lena dues d'ici le 1er mai", "tasks of Lena due by 1 may"),
        ("es", "¿Cuándo vence ENG-1?", "when is ENG-1 due"),
        ("es", "tareas de Mara sin estimación", "tasks of Mara without an estimate"),
    ],
)
def test_questions_are_read_into_the_english_the_rules_know(code, question, english):
    read = questions.read(question, language(code), NAMES)

    assert (read.english, read.strange) == (english, ())


@pytest.mark.parametrize(
    ("question", "strange"),
    [
        ("Welche Aufgaben der Fertigung sind offen?", ("Fertigung",)),
        ("Welche lila Aufgaben hat Mara?", ("lila",)),
        ("Welche SEPA-Mandate sind auf Papier?", ("SEPA", "Mandate", "Papier")),
    ],
)
def test_a_word_that_is_no_form_of_a_known_one_stays_as_it_is(question, strange):
    assert questions.read(question, language("de"), NAMES).strange == strange


def test_a_word_that_means_something_in_english_by_accident_is_told():
    read = questions.read("Welche hold Aufgaben hat Mara?", language("de"), NAMES)

    assert read.misleading == ("hold",)


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("de", "1,234 open tasks in Platform.", "1.234 offene Aufgaben in Platform."),
        (
            "de",
            "No open tasks due 23 to 29 Nov.",
            "Keine offenen Aufgaben, fällig 23. bis 29. Nov.",
        ),
        ("de", "12.5 h in all: 3 open tasks.", "Insgesamt 12,5 Std.: 3 offene Aufgaben."),
        ("de", "1 goal at risk.", "1 Ziel in Gefahr."),
        ("fr", "7 open tasks with Mara.", "7 tâches ouvertes de Mara."),
        ("fr", "2 cancelled tasks.", "2 tâches annulées."),
        ("es", "1 overdue task with Mara.", "1 tarea vencida de Mara."),
        ("es", "5 tasks finished from 16 to 22 Nov.", "5 tareas terminadas del 16 al 22 nov."),
    ],
)
def test_numbers_days_and_sets_are_written_as_the_language_does(code, text, said):
    assert answers.translated(text, code, ["Platform", "Mara"]) == said


def test_what_is_quoted_and_named_stays_as_it_is():
    text = "Mara wrote on ENG-1 (Mon 9 Nov): “No open tasks, and nobody asked.”"

    said = answers.translated(text, "de", ["Mara"])

    assert said == "Mara schrieb zu ENG-1 (Mo 9. Nov.): „No open tasks, and nobody asked.“"


def test_a_sentence_that_is_not_known_whole_is_not_told_in_part():
    assert answers.translated("7 open purple tasks.", "de", []) is None
