"""What a language model may look into: one person's workspace, opened anew for each look."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from agents.answer import Answer, Source
from agents.collecting import Found
from app.assist import assistant, quotes
from app.domain.access import Actor
from app.domain.errors import NotFound, WorkError
from knowledge.library import Library

# A database session, and who reads with the rights they have at that moment.
Opened = Callable[[], AbstractContextManager[tuple[Session, Actor]]]
MOST_PASSAGES = 8
MOST_NEAR = 3
RECORDS = frozenset(["task", "doc", "goal", "comment"])
KEY = re.compile(r"[A-Za-z][A-Za-z0-9]{1,9}-\d{1,7}")
ADDRESS = re.compile(r"/?(?:tasks/(?P<task>[\w-]+)|(?P<kind>goal|doc)s?/(?P<id>\d{1,9}))(?:#.*)?")
ONLY_ASKED = "This can only be asked, not done."


@dataclass(frozen=True)
class OwnReaders:
    """Fulfils `agents.collecting.Readers` for whoever `opened` opens for; it keeps no session."""

    opened: Opened
    library: Library
    clock: Callable[[], datetime]

    def ask(self, question: str) -> Found:
        return self._looked(lambda session, actor: self._answer(session, actor, question))

    def search(self, words: str) -> Found:
        return self._looked(lambda session, actor: self._passages(session, actor, words))

    def read(self, address: str) -> Found:
        return self._looked(lambda session, actor: self._whole(session, actor, address))

    def still_open(self, answer: Answer) -> Answer:
        """The answer without sentences that rest on what went, or closed, while it was being worded."""
        found: set[tuple[str, int]] = set()
        with suppress(WorkError), self.opened() as (session, actor):
            found = _open_to(session, actor, answer)
        kept = tuple(s for s in answer.sentences if {(o.kind, o.id) for o in s.sources} <= found)
        mode = answer.mode if kept else "none"
        gone = len(answer.sentences) - len(kept)
        return replace(answer, sentences=kept, mode=mode, dropped=answer.dropped + gone)

    def _looked(self, look: Callable[[Session, Actor], Found]) -> Found:
        """What isn't there and what may not be seen look the same: nothing."""
        try:
            with self.opened() as (session, actor):
                return look(session, actor)
        except WorkError:
            return Found()

    def _answer(self, session: Session, actor: Actor, question: str) -> Found:
        answer = assistant.ask(session, actor, question, now=self.clock(), library=self.library)
        if answer.cards or answer.note:
            return Found(hint=ONLY_ASKED)
        near = ", ".join(_named(source) for source in answer.nearest[:MOST_NEAR])
        choices = ", ".join(choice.label for choice in answer.candidates)
        hint = (
            f"Several are called so: {choices}." if choices else f"Near it: {near}." if near else ""
        )
        return Found(answer.sentences, hint="" if answer.sentences else hint)

    def _passages(self, session: Session, actor: Actor, words: str) -> Found:
        found = self.library.search(words, scope=actor.places, limit=MOST_PASSAGES)
        return Found(passages=quotes.checked(session, actor, found))

    def _whole(self, session: Session, actor: Actor, address: str) -> Found:
        kind, item = _item(address)
        now = self.clock()
        about = assistant.about(session, actor, kind, item, now=now, library=self.library)
        record = f"{kind}:{item}"
        if kind == "task":
            task = assistant.gateway_of(session, actor, now=now, library=self.library).task(item)
            record = f"task:{task.id}" if task else ""
        passages = quotes.of_record(session, actor, record)
        return Found((*about.summary, *about.in_the_way), passages)


def _open_to(session: Session, actor: Actor, answer: Answer) -> set[tuple[str, int]]:
    """Which of its sources are there and may be seen now, as far as they are records."""
    cited = {(source.kind, source.id) for one in answer.sentences for source in one.sources}
    other = {one for one in cited if one[0] not in RECORDS}
    passages = quotes.comments(
        session, actor, [number for kind, number in cited if kind == "comment"]
    )
    records = [one for one in cited - other if one[0] != "comment"]
    whole = {one for one in records if quotes.of_record(session, actor, f"{one[0]}:{one[1]}")}
    return other | whole | {("comment", quote.id) for quote in passages}


def _item(address: str) -> tuple[str, str]:
    """Kind and name of what an address means; raises NotFound for any other address."""
    plain = address.strip().strip("#").strip()
    if KEY.fullmatch(plain):
        return "task", plain.upper()
    known = ADDRESS.fullmatch(plain)
    if known is None:
        raise NotFound("address")
    return ("task", known["task"].upper()) if known["task"] else (known["kind"], known["id"])


def _named(source: Source) -> str:
    return f"{source.key or source.url} {source.title.removeprefix(source.key).strip()}"
