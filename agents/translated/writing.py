"""How numbers and days are written in a language: English ones, as answers say them, written anew."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale

WEEKDAY = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
WEEKDAYS = tuple(WEEKDAY.split("|"))
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
MONTHS = tuple(MONTH.split("|")[:12])
NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
ONE_DAY = rf"(?:(?:{WEEKDAY}) )?\d{{1,2}} (?:{MONTH})(?: \d{{4}})?"
DAY = rf"(?:{ONE_DAY}|today|yesterday|tomorrow)"
DAY_PARTS = re.compile(rf"(?:({WEEKDAY}) )?(\d{{1,2}}) ({MONTH})(?: (\d{{4}}))?")


@dataclass(frozen=True)
class Writing:
    """A language's marks, months and orders."""

    locale: Locale
    words: Mapping[str, str]

    def number(self, text: str) -> str:
        marks = self.locale.number_symbols["latn"]
        return "".join({",": marks["group"], ".": marks["decimal"]}.get(one, one) for one in text)

    def day(self, text: str) -> str:
        """“Mon 9 Nov 2026” or a word for a day."""
        found = DAY_PARTS.fullmatch(text)
        if found is None:
            return self.words[text]
        weekday, day, month, year = found.groups()
        at = next(n for n, one in enumerate(MONTHS, 1) if one.startswith(month[:3]))
        names = self.locale.months["format"][
            "wide" if month in MONTHS and len(month) > 3 else "abbreviated"
        ]
        said = self.words["day"].format(day=day, month=names[at])
        if weekday:
            short = self.locale.days["format"]["abbreviated"][WEEKDAYS.index(weekday)]
            said = self.words["weekday"].format(weekday=short.rstrip("."), day=said)
        return self.words["year"].format(day=said, year=year) if year else said

    def month(self, text: str) -> str:
        """“November 2026”."""
        name, _, year = text.partition(" ")
        at = next(n for n, one in enumerate(MONTHS, 1) if one.startswith(name[:3]))
        return f"{self.locale.months['stand-alone']['wide'][at]} {year}".strip()


def of(code: str, words: Mapping[str, str]) -> Writing:
    """A language's way."""
    return Writing(Locale.parse(code), words)
