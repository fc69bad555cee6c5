"""The questions themselves: enough of them, none twice, and worded as they claim to be."""

import re
from collections import Counter
from functools import cache

from tests.eval.conftest import needs_goals
from tests.eval.evaluation import SETS
from tests.eval.sets import jira_texts, rust_texts
from tests.real import GOALS, issues, needs_real

WORD = re.compile(r"[a-z0-9][a-z0-9._-]{3,}")
STEM = 5  # letters in which forms of a word are alike
# The share of its words a question has in common with the passage that answers it.
MOSTLY, HARDLY = 0.8, 0.5
SAID_ANYHOW = frozenset(
    [
        "does",
        "have",
        "from",
        "into",
        "than",
        "that",
        "then",
        "they",
        "their",
        "what",
        "when",
        "where",
        "which",
        "with",
        "will",
        "between",
        "could",
        "should",
    ]
)


@needs_real
@needs_goals
def test_there_are_hundreds_and_none_twice(built):
    asked = [(name, q.text) for name, make in SETS.items() for q in make(built(name))]

    assert len(asked) >= 300
    assert [text for text, times in Counter(asked).items() if times > 1] == []


@needs_real
def test_half_of_the_questions_say_what_an_issue_says_in_other_words():
    same, other = (
        _mean([(text, [_of_issue(f"ALOY-{n}") for n in gold]) for text, gold in asked])
        for asked in (jira_texts.SAME_WORDS, jira_texts.OTHER_WORDS)
    )

    assert len(jira_texts.SAME_WORDS) == len(jira_texts.OTHER_WORDS)
    assert same >= MOSTLY
    assert other <= HARDLY


@needs_goals
def test_half_of_the_questions_say_what_a_page_says_in_other_words():
    same, other = (
        _mean([(text, [_of_page(page) for page in gold]) for text, gold in asked])
        for asked in (rust_texts.SAME_WORDS, rust_texts.OTHER_WORDS)
    )

    assert len(rust_texts.SAME_WORDS) == len(rust_texts.OTHER_WORDS)
    assert same >= MOSTLY
    assert other <= HARDLY


def _mean(asked: list[tuple[str, list[str]]]) -> float:
    return sum(max(_shared(text, source) for source in sources) for text, sources in asked) / len(
        asked
    )


def _shared(question: str, source: str) -> float:
    """The share of a question's longer words whose beginning stands in the paragraph that holds most."""
    words = [word for word in WORD.findall(question.casefold()) if word not in SAID_ANYHOW]
    parts = re.split(r"\n\s*\n", source)
    return max(sum(word[:STEM] in part for word in words) for part in parts) / len(words)


@cache
def _of_issue(key: str) -> str:
    fields = next(issue for issue in issues() if issue["key"] == key)["fields"]
    said = [comment.get("body") or "" for comment in fields["comment"]["comments"]]
    texts = [f"{fields['summary']} {text}" for text in (fields.get("description") or "", *said)]
    return "\n\n".join(text.replace("\n", " ").replace("\r", " ") for text in texts).casefold()


@cache
def _of_page(page: str) -> str:
    return (GOALS / f"{page}.md").read_text().casefold()
