"""One change of many tasks, in short transactions under one batch, so that others can save in between."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.domain.errors import Busy, Conflict, NotAllowed, NotSignedIn, WorkError
from app.ui.base import RequestContext, planning_as, writing_as

# Tasks changed in one transaction, all or none; of more, this many in each: some 40 ms of the lock.
AT_ONCE, PART = 200, 100
# What would refuse every part that is still to come.
FOR_ALL = (Busy, NotAllowed, NotSignedIn)
NAMED = 5  # keys a sentence names at most

Keys = Sequence[str]
Plan = Callable[[RequestContext, Keys], Keys]
Do = Callable[[RequestContext, Keys], object]


@dataclass
class Parts:
    """What came of it: its batch, empty when it can't be undone, and why the tasks left were left, by key."""

    batch: str = ""
    left: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def sentence(self) -> str:
        """What to add to the toast; nothing when none was left."""
        if not self.left:
            return ""
        keys = list(self.left)
        more = f" and {len(keys) - NAMED} more" if len(keys) > NAMED else ""
        reasons = " ".join(dict.fromkeys(self.left.values()))
        return f" Left as they were: {', '.join(keys[:NAMED])}{more}. {reasons}"


def change(token: str, keys: Keys, *, plan: Plan, do: Do) -> Parts:
    """Do it to all tasks or none; of more than 200 also those are left that somebody changed in between.

    `plan` raises when a task can't be changed, before any is written, and returns the keys in the order in
    which `do` may be given them. Raises Conflict when none could be changed any more.
    """
    if len(keys) <= AT_ONCE:
        return Parts(writing_as(token, lambda context: do(context, keys))[1])
    waiting = list(planning_as(token, lambda context: plan(context, keys)))
    batch, done, left = uuid.uuid4().hex, "", dict[str, str]()
    parts = [waiting[at : at + PART] for at in range(0, len(waiting), PART)]
    while parts:
        part = parts.pop(0)
        try:
            _, offered = writing_as(token, lambda c, part=part: do(c, part), batch=batch)
            done = offered or done
        except FOR_ALL as refusal:
            left |= {key: refusal.sentence for one in [part, *parts] for key in one}
            break
        except WorkError as refusal:
            if len(part) == 1:
                left[part[0]] = refusal.sentence
            else:  # some of it can't be changed any more: found by halves
                middle = len(part) // 2
                parts[:0] = [part[:middle], part[middle:]]
    if len(left) == len(waiting):
        raise Conflict(next(iter(left.values())))
    return Parts(done, left)
