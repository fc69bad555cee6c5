"""Two texts that grew from one are joined only where nobody's words can be lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import merging

BASE = "one\ntwo\nthree\nfour\nfive"


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (BASE, "one\ntwo\nthree\nfour\n5", "one\ntwo\nthree\nfour\n5"),
        ("1\ntwo\nthree\nfour\nfive", BASE, "1\ntwo\nthree\nfour\nfive"),
        ("1\ntwo\nthree\nfour\nfive", "one\ntwo\nthree\nfour\n5", "1\ntwo\nthree\nfour\n5"),
        ("zero\n" + BASE, BASE + "\nsix", "zero\n" + BASE + "\nsix"),
        ("two\nthree\nfour\nfive", "one\ntwo\nthree\nfour", "two\nthree\nfour"),
        (
            "one\nTWO\nthree\nfour\nfive",
            "one\nTWO\nthree\nfour\nfive",
            "one\nTWO\nthree\nfour\nfive",
        ),
        ("", "", ""),
    ],
)
def test_changes_in_different_places_are_joined(mine, theirs, merged):
    assert merging.merge(BASE, mine, theirs) == merged


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        (BASE, "one\n2\nthree\nfour\nfive", "one\nII\nthree\nfour\nfive"),
        # lines that touch
        (BASE, "one\n2\nthree\nfour\nfive", "one\ntwo\n3\nfour\nfive"),
        # both wrote at the same place
        (BASE, BASE + "\nmine", BASE + "\ntheirs"),
        # one took away what the other changed
        (BASE, "one\ntwo\nfour\nfive", "one\ntwo\n3\nfour\nfive"),
        ("", "mine", "theirs"),
    ],
)
def test_the_same_lines_are_never_joined_and_both_are_kept(base, mine, theirs):
    assert merging.merge(base, mine, theirs) is None

    lines = merging.together(base, mine, theirs).split("\n")

    assert set(mine.split("\n")) | set(theirs.split("\n")) <= set(lines)


def test_a_text_too_long_to_compare_is_left_to_a_person():
    base = "\n".join(str(n) for n in range(merging.MOST_LINES + 1))
    mine, theirs = "mine\n" + base, base + "\ntheirs"

    assert merging.merge(base, mine, theirs) is None
    assert merging.together(base, mine, theirs) == f"{theirs}\n{mine}"


lines = st.lists(st.sampled_from(["", "a", "b", "c", "d"]), max_size=9)


@st.composite
def grown(draw):
    """A text and what two people made of it."""
    base = draw(lines)

    def edited():
        text = list(base)
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(text)))
            until = draw(st.integers(at, min(len(text), at + 2)))
            text[at:until] = [f"{one}{draw(st.integers(0, 3))}" for one in draw(lines)[:2]]
        return "\n".join(text)

    return "\n".join(base), edited(), edited()


def _added(old: str, new: str) -> Counter[str]:
    return Counter(new.split("\n")) - Counter(old.split("\n"))


@given(grown())
def test_a_clean_merge_holds_what_both_added_and_nothing_else(texts):
    base, mine, theirs = texts
    merged = merging.merge(base, mine, theirs)
    if merged is None:
        return

    assert not _added(base, mine) - _added(base, merged)
    assert not _added(base, theirs) - _added(base, merged)
    assert not _added(base, merged) - (_added(base, mine) + _added(base, theirs))


@given(grown())
def test_a_clean_merge_takes_away_what_both_took_away(texts):
    base, mine, theirs = texts
    merged = merging.merge(base, mine, theirs)
    if merged is None or "" in (mine, theirs):
        return

    gone = _added(mine, base) | _added(theirs, base)
    kept = Counter(merged.split("\n"))
    total = Counter(base.split("\n")) + _added(base, mine) + _added(base, theirs)
    assert all(kept[line] <= total[line] - count for line, count in gone.items())


@given(grown())
def test_nothing_either_wrote_is_missing_where_they_clash(texts):
    base, mine, theirs = texts
    if merging.merge(base, mine, theirs) is not None:
        return

    both = Counter(merging.together(base, mine, theirs).split("\n"))

    assert not _added(base, mine) - both
    assert not _added(base, theirs) - both


@given(grown())
def test_it_does_not_matter_who_saved_first(texts):
    base, mine, theirs = texts

    assert merging.merge(base, mine, theirs) == merging.merge(base, theirs, mine)
