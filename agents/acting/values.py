"""Words of a command as values: names, days, numbers, choices, states. None when they mean nothing here."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from rapidfuzz import fuzz, process

from agents.described import FieldDescription, called, pattern
from agents.facts import Named, NameKind
from agents.reading import times, timewords
from agents.reading.days import WEEKDAYS, by_library, moved, one_day
from agents.reading.names import Gazetteer, fold
from agents.reading.priorities import MEANS

LEAST_LIKENESS = 86
AND = re.compile(r"\s*(?:,|;| and | & |\+)\s*(?:and )?")
CATEGORIES = {
    "done": "done",
    "finished": "done",
    "complete": "done",
    "completed": "done",
    "closed": "done",
    "resolved": "done",
    "fixed": "done",
    "close": "done",
    "finish": "done",
    "resolve": "done",
    "started": "started",
    "start": "started",
    "begin": "started",
    "in progress": "started",
    "doing": "started",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "cancel": "cancelled",
    "abandon": "cancelled",
    "dropped": "cancelled",
    "open": "unstarted",
    "reopen": "unstarted",
    "re-open": "unstarted",
    "reopened": "unstarted",
    "to do": "unstarted",
    "todo": "unstarted",
    "backlog": "backlog",
    "not started": "unstarted",
}
YES, NO = ("yes", "y", "true", "on"), ("no", "n", "false", "off")
NOT = re.compile(r"(?:(no longer|not|no) )?(?:(?:an?|the) )?(.+)$", re.IGNORECASE)
# “2h” is how long something takes, not when it is.
LENGTH_OF_TIME = re.compile(r"(?:\d[\d.,]* ?(?:h|hrs?|hours?|m|mins?|minutes?)\b ?)+")
UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
FRIDAY = 4


def names(words: str, gazetteer: Gazetteer, kinds: Sequence[NameKind]) -> tuple[Named, ...]:
    """What a name may mean among these kinds: one, several when it is ambiguous, or nothing."""
    folded = re.sub(r"^(?:the|list|space|project|goal) ", "", fold(words))
    for attempt in dict.fromkeys(
        (fold(words), folded, re.sub(r" (?:list|space|project)$", "", folded))
    ):
        hits = tuple(
            dict.fromkeys(n for n in gazetteer.by_words.get(attempt, ()) if n.kind in kinds)
        )
        if hits:
            return hits
    if len(folded) < 4:
        return ()
    begun = [
        n
        for name, hits in gazetteer.by_words.items()
        if name.startswith(f"{folded} ")
        for n in hits
        if n.kind in kinds and n.kind != "goal"
    ]
    if len({(n.kind, n.id) for n in begun}) == 1:
        return tuple(begun[:1])
    wanted = [
        name
        for name in gazetteer.long_names
        if any(n.kind in kinds for n in gazetteer.by_words[name])
    ]
    near = process.extract(
        folded, wanted, scorer=fuzz.token_sort_ratio, limit=3, score_cutoff=LEAST_LIKENESS
    )
    best = [name for name, score, _ in near if score == near[0][1]]
    found = (n for name in best for n in gazetteer.by_words[name] if n.kind in kinds)
    return tuple(dict.fromkeys(found))


def people(
    words: str, gazetteer: Gazetteer, me: Named | None
) -> tuple[list[Named], tuple[Named, ...]] | None:
    """(people named, the ones of an ambiguous name); None when a name means nobody."""
    found: list[Named] = []
    for part in AND.split(words):
        if fold(part) in ("me", "myself", "i") and me is not None:
            found.append(me)
            continue
        hits = names(part, gazetteer, ("person", "team"))
        if len(hits) > 1:
            return [], hits
        if not hits:
            return None
        found += hits
    return list(dict.fromkeys(found)), ()


def day(words: str, today: date, *, is_day_first: bool = False) -> date | None:
    """The day to come that is meant; of a week its Friday, of a longer stretch its last day.

    `is_day_first` says how the writer means “11/12/2026”.
    """
    text = fold(re.sub(r"^(?:on|by|before|until|at) ", "", words.strip(), flags=re.IGNORECASE))
    weekday = text.removeprefix("next ").removeprefix("this ").removeprefix("coming ")
    for index, name in enumerate(WEEKDAYS):
        if weekday in (name, name[:3], name[:4]):
            ahead = (index - today.weekday()) % 7 or 7
            far = (
                text.startswith("next ")
                and (today + timedelta(days=ahead)).isocalendar()[1] == today.isocalendar()[1]
            )
            return today + timedelta(days=ahead + 7 * far)
    counted = re.fullmatch(rf"in {times.COUNT} (day|week|month)s?", text)
    if counted:
        count = (
            timewords.NUMBERS.get(counted[1].removeprefix("a "), 1)
            if not counted[1].isdigit()
            else int(counted[1])
        )
        return moved(today, count * UNITS[counted[2]])
    if re.fullmatch(times.NAMED_DAY, text):
        return one_day(text, today, past=False)
    period, rest = times.read(text.removeprefix("the "), today)
    if period is not None and not rest.strip(" the"):
        return _last_of(period)
    looks_like_a_date = re.search(r"\d", text) or re.search(
        rf"\b(?:{times.MONTH})\b|\bend of\b", text
    )
    if LENGTH_OF_TIME.fullmatch(text) or not looks_like_a_date:
        return None
    return by_library(text, today, past=False, is_day_first=is_day_first)


def _last_of(period: times.Period) -> date:
    length = (period.end - period.start).days
    if length == 7 and period.start.weekday() == 0:
        return period.start + timedelta(days=FRIDAY)
    return period.end - timedelta(days=1)


def days(words: str) -> int | None:
    """A stretch of time in days: “two weeks” → 14."""
    said = re.sub(r"^(?:an?|another|1 more) (?=[dwfm])", "one ", fold(words))
    found = re.fullmatch(rf"{times.COUNT} (day|week|fortnight|month)s?", said)
    if found is None:
        return None
    count = (
        int(found[1])
        if found[1].isdigit()
        else timewords.NUMBERS.get(found[1].removeprefix("a "), 1)
    )
    return count * UNITS[found[2]]


def choice(words: str, field: FieldDescription) -> int | str | None:
    """The one of a field's choices that is meant: “high”, “high priority”, “critical”."""
    names = pattern((field,))
    plain = re.sub(rf"^(?:{names}) | (?:{names})$", "", fold(words).removeprefix("a ")).strip()
    meant = MEANS.get(plain, plain)
    return next((value for value, word in field.choices if word == meant), None)


def yes_or_no(words: str) -> bool | None:
    plain = fold(words)
    return True if plain in YES else False if plain in NO else None


def flag(words: str, fields: Sequence[FieldDescription]) -> tuple[FieldDescription, bool] | None:
    """What something is said to be, or to be no longer: “a milestone”, “no milestone”."""
    found = NOT.match(words.strip())
    named = called([one for one in fields if one.type == "flag"], found[2]) if found else None
    return (named, not found[1]) if found and named else None


def category(words: str) -> str | None:
    """The state of work these words call by its meaning."""
    return CATEGORIES.get(fold(words))
