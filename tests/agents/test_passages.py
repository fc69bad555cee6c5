"""How a text is cut into stretches, what a question asks for, and which stretch answers it."""

from datetime import UTC, datetime

import pytest

from agents.facts import Quote
from agents.passages.asked import Asked, key_stems, kind_of
from agents.passages.weighing import weighed
from agents.passages.windows import windows

TEXT = """Opening words.

## Who decides

Mara decides on the date. Legal can stop it.

**Done when:** somebody signed it.

## By hand

In this order:

1. Stop the queue.
2. Promote the replica.

```
stop --now
```

| Fee | 15 % |
"""


def quote(text, *, record="doc:1", title="Launch", kind="doc", likeness=0.3, number=1):
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return Quote(kind, number, "", title, "/x", text, "Mara", at, 0.1, record, likeness=likeness)


def far(texts):
    return [0.0 for _ in texts]


def test_sentences_stand_side_by_side_under_their_heading():
    found = {one.text: one.heading for one in windows(TEXT)}

    assert found["Mara decides on the date. Legal can stop it."] == "Who decides"


def test_a_short_list_is_one_stretch_with_what_stands_above_it():
    texts = [one.text for one in windows(TEXT)]

    assert "In this order: 1. Stop the queue. 2. Promote the replica." in texts
    assert "Promote the replica." in texts


def test_forms_and_code_are_no_stretches():
    texts = " ".join(one.text for one in windows(TEXT))

    assert "signed it" not in texts
    assert "--now" not in texts


def test_a_link_is_quoted_by_its_words():
    assert windows("See [the whole plan](https://example.com/x) before that.")[0].text == (
        "See the whole plan before that."
    )


@pytest.mark.parametrize(
    ("question", "kind", "text"),
    [
        ("how often are keys rotated?", "often", "It happens every 90 days."),
        ("how long do we retry?", "duration", "We retry for three days."),
        ("when is the handover?", "when", "On Monday at ten."),
        ("what cut do partners get?", "amount", "They get 15 percent."),
        ("who can stop it?", "who", "It is for Legal to stop."),
        ("why passkeys?", "why", "Because messages do not arrive."),
    ],
)
def test_a_question_asks_for_a_kind_of_thing(question, kind, text):
    found = kind_of(question)

    assert found is not None
    assert found.name == kind
    assert found.answered.search(text)
    assert not found.answered.search("blue things")


def test_forms_of_a_word_are_one():
    assert key_stems("why did accounts leave") == key_stems("accounts that left")


def test_a_slip_counts_for_the_word_that_was_meant():
    asked = Asked.of("postgers upgrade", [quote("The postgres upgrade is on Sunday.")])

    assert asked.share(" postgr upgrad ") == 1.0


def test_what_holds_the_question_and_its_kind_comes_first():
    keys = quote("Keys are signed by region. The audit wants them rotated every 90 days.")
    other = quote("Rotation is dull work.", record="doc:2", title="Notes", number=2)

    best, *_ = weighed("how often does the audit want keys rotated?", [other, keys], far)

    assert "every 90 days" in best.window.text


def test_what_is_written_alike_on_several_records_speaks_of_none():
    alike = [quote("Agreed in the planning of keys.", record=f"task:{n}") for n in (1, 2)]

    assert weighed("what was agreed on keys?", alike, far) == []


def test_the_chance_of_what_bears_on_nothing_is_small():
    right = weighed("who can stop the launch?", [quote("Legal can stop the launch.")], far)[0]
    wrong = weighed("who pays for lunch?", [quote("The tour is gone from the page.")], far)[0]

    assert wrong.chance < 0.1 < right.chance
