"""What the steps of an import share, and what it reports."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import bindparam, insert
from sqlmodel import Session, col, select, update

from app import access, db
from app.domain import ordering
from app.domain.access import Actor
from app.importing.plan import NotCarried, Plan
from app.models import ExternalRef, Status

Progress = Callable[[int, int], None]
Key = tuple[str, str]
# Nobody signs in with these: the domain is reserved (RFC 2606).
NO_ADDRESS = "imported.invalid"
# A record that was known already is like this now.
AGAIN = (
    update(ExternalRef)
    .where(
        col(ExternalRef.source) == bindparam("source_"),
        col(ExternalRef.kind) == bindparam("kind_"),
        col(ExternalRef.external_id) == bindparam("external_"),
    )
    .values(local_id=bindparam("local_"), content_hash=bindparam("hash_"))
)


@dataclass
class Report:
    """What an import did, or would do."""

    created: Counter[str] = field(default_factory=Counter[str])
    updated: Counter[str] = field(default_factory=Counter[str])
    unchanged: Counter[str] = field(default_factory=Counter[str])
    not_carried: list[NotCarried] = field(default_factory=list[NotCarried])
    space_key: str = ""
    run_id: int | None = None

    def plain(self) -> dict[str, Any]:
        return {
            "run": self.run_id,
            "space": self.space_key,
            "created": dict(self.created),
            "updated": dict(self.updated),
            "unchanged": dict(self.unchanged),
            "not_carried": [asdict(one) for one in self.not_carried],
        }

    def fill(self, plain: dict[str, Any]) -> None:
        """Go on counting where an import that was cut off had come to."""
        self.created = Counter(plain["created"])
        self.updated = Counter(plain["updated"])
        self.unchanged = Counter(plain["unchanged"])
        self.not_carried = [NotCarried(**one) for one in plain["not_carried"]]
        self.space_key, self.run_id = plain["space"], plain["run"]


@dataclass
class Places:
    """Where an import puts things: the final places, and hidden ones for what goes to places that exist."""

    space_id: int = 0
    list_id: int = 0
    is_new_space: bool = False
    is_new_list: bool = False
    hidden_space_id: int = 0  # 0: none is needed
    hidden_list_id: int = 0
    # What the hidden places were called: their staged events speak of them. The ids may be given anew.
    moved_space_id: int = 0
    moved_list_id: int = 0
    last_rank: str | None = None  # of the list, before the import

    @property
    def hidden_spaces(self) -> list[int]:
        """Spaces nobody may see before the import is published."""
        own = [self.space_id] if self.is_new_space else []
        return [*own, *([self.hidden_space_id] if self.hidden_space_id else [])]

    @property
    def hidden_lists(self) -> list[int]:
        own = [self.list_id] if self.is_new_list else []
        return [*own, *([self.hidden_list_id] if self.hidden_list_id else [])]


@dataclass(frozen=True)
class Known:
    """Our record of one of theirs, and what it was like."""

    local_id: int
    content_hash: str


@dataclass
class Context:
    """What the steps of an import share. `session` is that of the present transaction."""

    plan: Plan
    now: datetime
    report: Report
    session: Session
    run_id: int | None = None  # None: all of it happens in one transaction, and nothing is hidden
    places: Places = field(default_factory=Places)
    refs: dict[Key, Known] = field(default_factory=dict[Key, Known])
    fresh: set[Key] = field(default_factory=set[Key])  # what this import brought first
    columns: dict[str, Status] = field(default_factory=dict[str, Status])  # by name, lower case
    tags: dict[str, int] = field(default_factory=dict[str, int])
    _by: Actor | None = None
    _actors: dict[str, Actor] = field(default_factory=dict[str, Actor])
    _unwritten: dict[Key, dict[str, Any]] = field(default_factory=dict[Key, dict[str, Any]])

    def remember(self) -> None:
        """Read what earlier imports, and this one before it was cut off, brought."""
        rows = self.session.exec(
            select(
                ExternalRef.kind,
                ExternalRef.external_id,
                ExternalRef.local_id,
                ExternalRef.content_hash,
            ).where(ExternalRef.source == self.plan.source)
        )
        for kind, external_id, local_id, content_hash in rows:
            self.refs[kind, external_id] = Known(local_id, content_hash)
        if self.run_id is not None:
            mine = self.session.exec(
                select(ExternalRef.kind, ExternalRef.external_id).where(
                    ExternalRef.source == self.plan.source, ExternalRef.run_id == self.run_id
                )
            )
            self.fresh = set(mine)

    @property
    def by(self) -> Actor:
        """The importer: everything is open to it, hidden places too, as of this transaction."""
        if self._by is None:
            self._by = access.machine(self.session, kind="importer", name="An import")
        return self._by

    def refresh(self) -> None:
        """Rights are read anew when they are asked for: places were made, or time has passed."""
        self._by, self._actors = None, {}

    def write_refs(self) -> None:
        """Write what `keep` remembered; at the latest before the transaction ends."""
        db.execute_many(self.session, insert(ExternalRef), list(self._unwritten.values()))
        self._unwritten.clear()

    def forget_unwritten(self) -> None:
        """What was made since `write_refs` was taken back."""
        for key in self._unwritten:
            del self.refs[key]
            self.fresh.discard(key)
        self._unwritten.clear()

    def local(self, kind: str, external_id: str) -> int | None:
        """Our id of a record of theirs."""
        ref = self.refs.get((kind, external_id))
        return ref.local_id if ref else None

    def is_known(self, kind: str, external_id: str) -> bool:
        """An earlier import brought it: it is followed, not made."""
        key = (kind, external_id)
        return key in self.refs and key not in self.fresh

    def is_same(self, kind: str, external_id: str, content: object) -> bool:
        """It was imported before and has not changed since."""
        ref = self.refs.get((kind, external_id))
        return ref is not None and ref.content_hash == fingerprint(content)

    def keep(self, kind: str, external_id: str, local_id: int, content: object) -> None:
        """Remember where a record this import made, or followed, came from and what it was like."""
        self._keep(kind, external_id, local_id, content, made_by=self.run_id)

    def tie(self, kind: str, external_id: str, local_id: int, content: object) -> None:
        """Remember that a record that was here already is one of theirs."""
        self._keep(kind, external_id, local_id, content, made_by=None)

    def _keep(
        self, kind: str, external_id: str, local_id: int, content: object, *, made_by: int | None
    ) -> None:
        key, now = (kind, external_id), Known(local_id, fingerprint(content))
        values = {"local_id": local_id, "content_hash": now.content_hash}
        if key in self._unwritten:
            self._unwritten[key].update(values)
        elif key in self.refs:
            which = {"source_": self.plan.source, "kind_": kind, "external_": external_id}
            db.execute(
                self.session, AGAIN, {**which, "local_": local_id, "hash_": now.content_hash}
            )
        else:
            self.fresh.add(key)
            which = {"source": self.plan.source, "kind": kind, "external_id": external_id}
            self._unwritten[key] = {**which, **values, "run_id": made_by}
        self.refs[key] = now

    def actor(self, external_id: str) -> Actor:
        """Whoever did it there, with everything open to them; the importer where that is unknown."""
        if external_id not in self._names:
            return self.by
        if external_id not in self._actors:
            self._actors[external_id] = Actor(
                kind="importer",
                user_id=self.local("user", external_id),
                role=self.by.role,
                name=self._names[external_id],
                everything=True,
                spaces=self.by.spaces,
                lists=self.by.lists,
            )
        return self._actors[external_id]

    @cached_property
    def ranks(self) -> list[str]:
        """A rank for each task of the plan, in its order."""
        return ordering.many(len(self.plan.tasks), after=self.places.last_rank)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {person.external_id: person.name for person in self.plan.people}


def fingerprint(content: object) -> str:
    """Changes when what the source says changes."""
    text = json.dumps(content, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:24]
