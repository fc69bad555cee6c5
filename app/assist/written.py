"""How whoever asks writes numbers, lengths of work and days."""

from app.domain import dates, numbers
from app.domain.errors import Invalid
from app.domain.fields.counted import Duration

LENGTH = Duration()


class WrittenBy:
    """Reads what somebody of this locale wrote; None is what means nothing."""

    locale: str

    @property
    def is_day_first(self) -> bool:
        return dates.is_day_first(self.locale)

    def number(self, words: str) -> float | None:
        try:
            return numbers.read(words, locale=self.locale).value
        except numbers.NoNumber:
            return None

    def minutes(self, words: str) -> int | None:
        try:
            return LENGTH.read(words, "estimate", locale=self.locale).value
        except Invalid:
            return None
