"""What came of taking a batch back, and the sentence that tells it: always by item and field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.errors import Conflict, NotAllowed, WorkError
from app.work.undo.words import label

# Named one by one in a sentence; of more the number is told, and `left` holds all.
MOST_NAMED = 3


@dataclass(frozen=True)
class Left:
    """Something that was not taken back, and the sentence why. An empty field is the whole change."""

    subject: str
    subject_id: int
    field: str
    reason: str
    item: str = ""  # what the subject is called: “ENG-3 Rotate keys”


@dataclass(frozen=True)
class Undone:
    """What came of taking back a batch: `taken_back` events of it, and what was left alone.

    `left` is of what the reader sees; what they may see no more is `unseen`, for the sentence alone. `refused` says
    that nothing of it could be taken back, and how to refuse.
    """

    batch: str  # takes this undo back again
    of: str  # the batch that was taken back
    taken_back: int
    left: tuple[Left, ...]
    what: str  # “ENG-3 Rotate keys, the due date”
    is_change: bool = True  # False when all of it was as before already
    refused: type[Conflict] | type[NotAllowed] | None = None
    done: str = "Taken back"
    unseen: tuple[Left, ...] = ()

    @property
    def sentence(self) -> str:
        """What to tell: “Taken back: ENG-3 Rotate keys, the title. Not taken back: …”."""
        told: list[str] = []
        if not self.refused:
            done = self.done if self.is_change else "Nothing changed, it is so already"
            told.append(f"{done}: {self.what}.")
        if self.left or self.unseen or self.refused:
            told.append(f"Not {self.done.lower()}: {self._left()}.")
        return " ".join(told)

    @property
    def refusal(self) -> WorkError | None:
        """What to raise when nothing was taken back."""
        return self.refused(self.sentence) if self.refused else None

    def _left(self) -> str:
        """“ENG-3 Rotate keys, the due date (Bob changed it since)”, by reason."""
        groups: dict[str, list[Left]] = {}
        for one in (*self.left, *self.unseen):
            groups.setdefault(one.reason, []).append(one)
        told = [
            f"{named((one.item for one in some), _labels(some))} ({reason.removesuffix('.')})"
            for reason, some in groups.items()
        ]
        return "; ".join(_few(told)) or f"{self.what} (There is nothing left of it)"


def named(items: Iterable[str], words: Iterable[str]) -> str:
    """“ENG-3 Rotate keys, the due date”; of many “ENG-3 A, ENG-4 B, ENG-5 C and 9 more: the due date”."""
    some, told = list(dict.fromkeys(items)), list(dict.fromkeys(word for word in words if word))
    if len(some) == 1:
        return ", ".join([*some, *told])
    return ": ".join([_and(_few(some)), *([", ".join(told)] if told else [])])


def _labels(left: Sequence[Left]) -> list[str]:
    return [label(one.subject, one.field) for one in left]


def _few(words: list[str]) -> list[str]:
    """All of them, or the first ones and how many more there are."""
    if len(words) <= MOST_NAMED + 1:
        return words
    return [*words[:MOST_NAMED], f"{len(words) - MOST_NAMED} more"]


def _and(words: list[str]) -> str:
    return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else "".join(words)
