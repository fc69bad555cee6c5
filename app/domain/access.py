"""Who acts, and the places open to them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from app.domain.errors import NotAllowed, NotFound


class Role(StrEnum):
    """What a person may do here, most first."""

    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    GUEST = "guest"


ActorKind = Literal["user", "importer", "automation", "system"]

# What a person who changes nothing about the work may still do.
WORKSPACE = "workspace"


@dataclass(frozen=True)
class Archived:
    """What is archived, itself or with the space or folder it is in: ids.

    Spaces and lists are those open to the actor; folders and goals are archived themselves, wherever they are.
    """

    spaces: frozenset[int] = frozenset()
    lists: frozenset[int] = frozenset()
    folders: frozenset[int] = frozenset()
    goals: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.spaces or self.lists or self.folders or self.goals)


NOTHING_ARCHIVED = Archived()


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a person, an importer or a rule, with what is open to them.

    `spaces` are the spaces open as a whole (their docs and goals too), `lists` the lists open.
    A guest may have a list without its space. `everything` is for the machine's own work and
    the owner: no filter is applied in SQL; `spaces` and `lists` are complete all the same.
    """

    kind: ActorKind
    user_id: int | None
    role: Role
    name: str
    everything: bool
    spaces: frozenset[int]
    lists: frozenset[int]
    writes: bool = True  # False for a read-only token
    # What of the places is archived: to be read, not changed. The machine's own hands know of none.
    archived: Archived = NOTHING_ARCHIVED
    shows_archived: bool = True  # False for `current`

    @property
    def current(self) -> "Actor":
        """The same without what is archived: for whatever nobody asked by its address."""
        if not self.archived:
            return self
        return replace(
            self,
            everything=False,
            spaces=self.spaces - self.archived.spaces,
            lists=self.lists - self.archived.lists,
            shows_archived=False,
        )

    @property
    def whole(self) -> "Actor":
        """The same with what is archived, where `current` left it out: numbers go on counting it."""
        if self.shows_archived:
            return self
        return replace(
            self,
            everything=self.role is Role.OWNER,
            spaces=self.spaces | self.archived.spaces,
            lists=self.lists | self.archived.lists,
            shows_archived=True,
        )

    @property
    def unbound(self) -> "Actor":
        """The same, who may also change what is archived: for what only follows from another change."""
        return replace(self.whole, archived=NOTHING_ARCHIVED)

    @property
    def sees_all(self) -> bool:
        """Nothing is kept from them: what they do not find is not there. Others find what they may see."""
        return self.whole.everything

    @property
    def is_guest(self) -> bool:
        return self.role is Role.GUEST

    @property
    def manages(self) -> bool:
        """May change people, spaces and settings."""
        return self.writes and self.role in (Role.OWNER, Role.ADMIN)

    @property
    def edits(self) -> bool:
        """May change work; a guest reads and comments."""
        return self.writes and self.role is not Role.GUEST

    @property
    def places(self) -> frozenset[str]:
        """The places of the library open to this actor (their scope)."""
        open_to_all: set[str] = set() if self.is_guest else {WORKSPACE}
        if self.user_id is not None:
            open_to_all.add(f"user:{self.user_id}")
        return frozenset(
            open_to_all
            | {f"space:{space}" for space in self.spaces}
            | {f"list:{one}" for one in self.lists}
        )


def must_edit(actor: Actor) -> None:
    """Raise NotAllowed when the actor may only read."""
    if not actor.edits:
        raise NotAllowed(
            "Your access is read-only here: ask an admin to make you a member."
            if actor.writes
            else "This token may only read: make one with the scope “write”."
        )


def must_comment(actor: Actor) -> None:
    if not actor.writes:
        raise NotAllowed("This token may only read: make one with the scope “write”.")


def may_settle(by: Actor, concerned: Collection[int | None]) -> bool:
    """Settle a thread, open it again, give it to somebody: who changes work, and a guest who began it or was asked."""
    return by.writes and (by.edits or by.user_id in concerned)


def must_manage(actor: Actor) -> None:
    if not actor.manages:
        raise NotAllowed("Only an owner or admin can change this.")


def must_see_list(list_id: int, actor: Actor) -> None:
    """Raise NotFound for a list that is not open, where nothing of it is needed: an actor knows the living open ones."""
    if list_id not in actor.lists:
        raise NotFound("list")


def must_outrank(role: str, actor: Actor) -> None:
    """An admin neither makes nor changes an owner."""
    if role == Role.OWNER and actor.role is not Role.OWNER:
        raise NotAllowed("Only an owner can do this to an owner.")
