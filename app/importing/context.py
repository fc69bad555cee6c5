"""What the steps of an import share, and what it reports."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.domain.access import Actor
from app.importing.plan import NotCarried, Plan
from app.models import ExternalRef, Space

Progress = Callable[[int, int], None]
# Nobody signs in with these: the domain is reserved (RFC 2606).
NO_ADDRESS = "imported.invalid"


@dataclass
class Report:
    """What an import did, or would do."""

    created: Counter[str] = field(default_factory=Counter[str])
    updated: Counter[str] = field(default_factory=Counter[str])
    unchanged: Counter[str] = field(default_factory=Counter[str])
    not_carried: list[NotCarried] = field(default_factory=list[NotCarried])
    space_key: str = ""

    def plain(self) -> dict[str, Any]:
        return {
            "space": self.space_key,
            "created": dict(self.created),
            "updated": dict(self.updated),
            "unchanged": dict(self.unchanged),
            "not_carried": [asdict(one) for one in self.not_carried],
        }


@dataclass
class Context:
    """What the steps of an import share."""

    session: Session
    plan: Plan
    by: Actor
    now: datetime
    report: Report
    refs: dict[tuple[str, str], ExternalRef]
    actors: dict[str, Actor] = field(default_factory=dict[str, Actor])
    space: Space | None = None

    def local(self, kind: str, external_id: str) -> int | None:
        """Our id of a record of theirs."""
        ref = self.refs.get((kind, external_id))
        return ref.local_id if ref else None

    def is_same(self, kind: str, external_id: str, content: object) -> bool:
        """It was imported before and has not changed since."""
        ref = self.refs.get((kind, external_id))
        return ref is not None and ref.content_hash == fingerprint(content)

    def keep(self, kind: str, external_id: str, local_id: int, content: object) -> None:
        """Remember where a record came from and what it was like."""
        ref = self.refs.get((kind, external_id))
        if ref is None:
            ref = ExternalRef(
                source=self.plan.source, kind=kind, external_id=external_id, local_id=local_id
            )
            self.session.add(ref)
            self.refs[kind, external_id] = ref
        ref.local_id, ref.content_hash = local_id, fingerprint(content)

    def actor(self, external_id: str) -> Actor:
        """Whoever did it there; the importer where that is unknown."""
        return self.actors.get(external_id, self.by)


def fingerprint(content: object) -> str:
    """Changes when what the source says changes."""
    text = json.dumps(content, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:24]
