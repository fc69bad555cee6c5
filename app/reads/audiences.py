"""Who a place is open to, were it here: whose rights an event about it may have altered, and nobody else's."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app.among import among
from app.domain.access import Actor
from app.models import Event, ListMember, Space, SpaceMember, TaskList

ARCHIVING = ("archived", "unarchived")
VERBS = {
    "space": ("created", "deleted", "restored", "shared", "unshared", *ARCHIVING),
    "list": ("created", "deleted", "restored", "shared", "unshared", *ARCHIVING),
    "folder": ARCHIVING,
}
OF_PEOPLE = {"role", "is_active"}


@dataclass(frozen=True)
class Audience:
    """Some people, and perhaps everybody but guests; owners see everything."""

    people: frozenset[int] = frozenset()
    has_insiders: bool = False

    def has(self, who: Actor) -> bool:
        return who.everything or who.user_id in self.people or self._has_role_of(who)

    def _has_role_of(self, who: Actor) -> bool:
        return self.has_insiders and not who.is_guest


@dataclass
class Audiences:
    """Of the places some events are about, read once for all of them."""

    spaces: dict[int, bool] = field(default_factory=dict[int, bool])  # whether it is private
    lists: dict[int, TaskList] = field(default_factory=dict[int, TaskList])
    in_space: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    in_list: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, session: Session, events: Sequence[Event]) -> "Audiences":
        events = [one for one in events if may_open(one)]
        of_lists = {one.subject_id for one in events if one.subject_kind == "list"}
        of_spaces = {one.space_id for one in events if one.space_id is not None}
        found = cls()
        if not of_spaces:
            return found
        is_private = select(Space.id, Space.is_private).where(among(Space.id, of_spaces))
        found.spaces = {i or 0: private for i, private in session.exec(is_private)}
        wide = {one.space_id or 0 for one in events if one.subject_kind != "list"}
        inside = or_(among(TaskList.id, of_lists), among(TaskList.space_id, wide))
        found.lists = {one.id or 0: one for one in session.exec(select(TaskList).where(inside))}
        _join(found.in_space, session.exec(_MEMBERS.where(among(SpaceMember.space_id, of_spaces))))
        _join(found.in_list, session.exec(_SHARERS.where(among(ListMember.list_id, found.lists))))
        return found

    def change(self, event: Event) -> Audience:
        """Those whose rights this event may have altered."""
        kind, item = event.subject_kind, event.subject_id
        if kind not in VERBS:
            return Audience(frozenset([item]))
        people = {one for one in event.changes.get("member") or () if isinstance(one, int)}
        was_private = event.changes.get("is_private", [None, None])[0]
        open_to_all = not self.spaces.get(event.space_id or 0, True)
        if kind == "space" and was_private is False:
            open_to_all = True
        if kind == "list":
            found = self.lists.get(item)
            people |= self.in_list[item]
            if was_private is not False and (found is None or found.is_private):
                return Audience(frozenset(people))
        else:
            people |= {one for i in self._lists_in(kind, item) for one in self.in_list[i]}
        return Audience(frozenset(people | self.in_space[event.space_id or 0]), open_to_all)

    def _lists_in(self, kind: str, item: int) -> Iterable[int]:
        for i, one in self.lists.items():
            if item == (one.space_id if kind == "space" else one.folder_id):
                yield i


def may_open(event: Event) -> bool:
    """It may have altered who sees what."""
    noun, _, verb = event.kind.partition(".")
    if noun in VERBS:
        return verb in VERBS[noun] or "is_private" in event.changes
    return not OF_PEOPLE.isdisjoint(event.changes)


def _join(members: dict[int, set[int]], pairs: Iterable[tuple[int, int]]) -> None:
    for place, person in pairs:
        members[place].add(person)


_MEMBERS = select(col(SpaceMember.space_id), col(SpaceMember.user_id))
_SHARERS = select(col(ListMember.list_id), col(ListMember.user_id))
