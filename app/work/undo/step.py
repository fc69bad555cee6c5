"""One event being taken back: comparing what it wrote with what is there, and saying what was left."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlmodel import Session

from app.domain import fields, merging
from app.domain.access import Actor
from app.domain.errors import WorkError
from app.domain.fields import Type
from app.models import User
from app.work.recording import plain
from app.work.undo.happened import Happened
from app.work.undo.joined import Joined
from app.work.undo.outcome import Left
from app.work.undo.together import Later, Together

Element = TypeVar("Element", bound=Hashable)
# Said where more would tell of what the actor may not see.
UNTOLD = "It was changed since."
Pair = Sequence[Any]  # a field's old and new value, as the log keeps them


@dataclass
class Step:
    """One event on its way back. What goes wrong with a part of it leaves that part, in words."""

    session: Session
    event: Happened
    by: Actor
    together: Together
    taken: bool = False
    left: list[Left] = field(default_factory=list[Left])
    refusals: list[WorkError] = field(default_factory=list[WorkError])

    @property
    def fields_taken(self) -> tuple[str, ...]:
        """The fields of the event that are as before it now."""
        left = {one.field for one in self.left}
        if "text" in left:  # of a doc's text the log keeps the length
            left.add("length")
        return tuple(name for name in self.event.changes if name not in left)

    def is_back(self) -> None:
        """It is as it was before the event already."""
        self.taken = True

    def leave(self, name: str, reason: str) -> None:
        self.left.append(Left(self.event.subject_kind, self.event.subject_id, name, reason))

    def attempt(self, do: Callable[[], object], name: str = "") -> bool:
        """Do it wholly, or leave the field with the refusal's sentence."""
        return self._noted(self._refusal_of(do), name)

    def plan(self, do: Callable[[], object], name: str = "") -> bool:
        """As `attempt`, for a change of tasks that refuses before it does anything."""
        return self._noted(self._refusal_planned(do), name)

    def _noted(self, refusal: WorkError | None, name: str) -> bool:
        if refusal is not None:
            self.refusals.append(refusal)
            self.leave(name, refusal.sentence)
        return refusal is None

    def values(self, current: Callable[[str], Any], names: Iterable[str]) -> dict[str, Any]:
        """Old values (as the log keeps them) of the fields that are still as the event wrote them.

        One that somebody else changed, and changed back, is theirs since.
        """
        found: dict[str, Any] = {}
        for name in names:
            if name not in self.event.changes:
                continue
            old, new = self.event.changes[name]
            now = plain(current(name))
            if now == new:
                if not self.is_of_others(name):
                    found[name] = old
            elif now == old:
                self.is_back()
            elif (rest := self.others_lines(name, old, new, now)) is not None:
                found[name] = rest
            else:
                self.leave(name, self.since(name))
        return found

    def others_lines(self, name: str, old: Any, new: Any, now: Any) -> str | None:
        """A text without what the event wrote, and with what was written since; None where the two touch."""
        field = fields.of(self.event.subject_kind).get(name)
        is_prose = field is not None and field.type is Type.LONG_TEXT
        return merging.merge(new or "", old or "", now or "") if is_prose else None

    def elements(self, name: str, current: Iterable[Element]) -> list[Element] | None:
        """A set without what the event added, with what it removed; None when it left no trace.

        An element that somebody else took or added since, and put back, is theirs.
        """
        old, new = (set(side or []) for side in self.event.changes[name])
        now: set[Any] = set(current)
        theirs = self._elements_of_others(name)
        added, removed = new - old - theirs, old - new - theirs
        if held := (new - old) & theirs & now | ((old - new) & theirs) - now:
            self.is_of_others(name, lambda pair: bool(held & _moved(pair)))
        wanted = (now - added) | removed
        if added - now or removed & now:
            if wanted == now and now == old:
                self.is_back()
            elif not (added & now or removed - now):
                self.leave(name, self.since(name))
        return None if wanted == now else sorted(wanted, key=str)

    def edit(self, values: Mapping[str, Any], verb: Callable[[dict[str, Any]], object]) -> None:
        """Set all values at once; when that is refused one by one, leaving those that are refused."""
        self._one_by_one(values, verb, self._refusal_of)

    def plan_edit(
        self, values: Mapping[str, Any], verb: Callable[[dict[str, Any]], object]
    ) -> None:
        """As `edit`, for a change of tasks that refuses before it does anything."""
        self._one_by_one(values, verb, self._refusal_planned)

    def _one_by_one(
        self,
        values: Mapping[str, Any],
        verb: Callable[[dict[str, Any]], object],
        tried: Callable[[Callable[[], object]], WorkError | None],
    ) -> None:
        if not values or tried(lambda: verb(dict(values))) is None:
            return
        waiting = dict(values)
        for _ in values:  # a start may fit only once the due date is back
            for name, value in tuple(waiting.items()):
                if tried(lambda n=name, v=value: verb({n: v})) is None:
                    del waiting[name]
        for name, value in waiting.items():
            self._noted(tried(lambda n=name, v=value: verb({n: v})), name)

    def is_of_others(self, name: str, concerns: Callable[[Pair], bool] = lambda _: True) -> bool:
        """Somebody else changed the field since (of many in one, what `concerns`): it is left to them, and said.

        What they changed back is as the event wrote it, but it is they who wanted it so.
        """
        for later in self._by_others(name):
            if concerns(later.changes[name]):
                self.leave(name, f"{self._who(later)} changed it since.")
                return True
        return False

    def _elements_of_others(self, name: str) -> set[Any]:
        moved = (_moved(later.changes[name]) for later in self._by_others(name))
        return set[Any]().union(*moved)

    def _by_others(self, name: str) -> Iterable[Later]:
        me = (self.by.kind, self.by.user_id)
        return (
            later
            for later in self.together.since(self.event)
            if name in later.changes and (later.actor_kind, later.actor_id) != me
        )

    def since(self, name: str) -> str:
        """Who changed a field after the event, as a sentence."""
        for later in self.together.since(self.event):
            if name in later.changes or (not name and later.kind != self.event.kind):
                return f"{self._who(later)} changed it since."
        return UNTOLD

    def others_since(self) -> bool:
        """Somebody else worked on the new thing meanwhile: it is left to them, and said."""
        for later in self.together.since(self.event):
            if (later.actor_kind, later.actor_id) != (self.by.kind, self.by.user_id):
                self.leave("", f"{self._who(later)} worked on it since.")
                return True
        author = self.together.commented_since(self.event)
        if author is not None:
            self.leave("", f"{self._name(author)} commented on it since.")
            return True
        joined = self.together.joined_since(self.event)
        if joined is not None:
            told = f"{self._who(joined)} {joined.what} since." if joined.what else UNTOLD
            self.leave("", told)
        return joined is not None

    def _who(self, event: Later | Joined) -> str:
        if event.actor_kind != "user" or event.actor_id is None:
            return {"importer": "An import", "automation": "An automation"}.get(
                event.actor_kind, "Goalward"
            )
        return self._name(event.actor_id)

    def _name(self, user_id: int) -> str:
        if user_id == self.by.user_id:
            return "You"
        person = self.session.get(User, user_id)
        return person.name if person else "Somebody"

    def _refusal_of(self, do: Callable[[], object]) -> WorkError | None:
        """Do it in a savepoint, so that what is refused half way leaves nothing."""
        self.together.write()
        try:
            with self.session.begin_nested():
                do()
        except WorkError as refusal:
            return refusal
        finally:
            self.together.write()
        self.taken = True
        return None

    def _refusal_planned(self, do: Callable[[], object]) -> WorkError | None:
        """Do what refuses before it does anything: a change of tasks that is only planned yet."""
        try:
            do()
        except WorkError as refusal:
            return refusal
        self.taken = True
        return None


def _moved(pair: Pair) -> set[Any]:
    """The elements a change of a set added or took."""
    old, new = (set[Any](side or []) for side in pair)
    return old ^ new


def told(pair: Pair) -> Any:
    """Of something that is there or not: what came, or else went."""
    return pair[1] or pair[0]
