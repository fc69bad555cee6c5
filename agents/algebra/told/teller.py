"""How a query is told: its noun, its values, its records."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from agents import claims
from agents.algebra.groups import Group, Result
from agents.algebra.measures import Moment
from agents.algebra.measures.count import NOUNS
from agents.algebra.measures.measure import number
from agents.algebra.query import COUNTED, Query, all_of, leaf
from agents.algebra.rows import Row
from agents.algebra.running import measure_of
from agents.answer import Draft, Source, of_task
from agents.claims import Claim
from agents.facts import TaskFact
from agents.plain.words import SHOWN, day, during
from agents.workspace import WorkspaceGateway

HAPPENED = {
    "created": "added",
    "started": "started",
    "done": "finished",
    "cancelled": "cancelled",
    "reopened": "reopened",
    "slipped": "moved to a later day",
    "hastened": "moved to an earlier day",
    "moved": "",
    "entered": "moved to",
}
NUMBER = re.compile(r"\d[\d,]*")
UNALIGNED = "that serve no goal"


class Teller:
    """Tells one result to one draft; every sentence claims what the query finds."""

    def __init__(
        self, query: Query, result: Result, gateway: WorkspaceGateway, draft: Draft
    ) -> None:
        self.query, self.result, self.gateway, self.draft = query, result, gateway, draft
        self.claim = claim_of(query, result)
        self.measure = measure_of(query)
        self.moment = Moment(gateway.now, gateway.zone)

    @property
    def counts(self) -> bool:
        """Whether its values are numbers of records."""
        return self.query.measure in COUNTED

    def noun(self, count: float) -> str:
        """“open tasks in Platform without an estimate”, with what happened and when."""
        query = self.query
        one, many = ("date move", "date moves") if query.event == "moved" else NOUNS[query.of]
        happened = HAPPENED[query.event] if query.event else ""
        if query.late is not None and not happened:
            happened = "finished"
        if query.event == "entered":
            happened = f"{happened} “{query.status}”"
        after = query.after.replace(UNALIGNED, f"{UNALIGNED}{self.gateway.you_can_see}")
        before = query.before
        if query.late is not None:
            before = " ".join(word for word in before.split() if word != "finished")
        words = [before, one if count == 1 else many, happened, after]
        words += [f"because of “{query.reason}”"] if query.reason else []
        if query.when:
            words.append(self.when())
        elif query.event and not query.versus and query.per not in ("week", "month"):
            words.append("so far")
        return " ".join(word for word in words if word)

    def when(self) -> str:
        """Its days inside a sentence; another year than this one is said."""
        days = self.query.when
        if days is None:
            return ""
        words = days.words
        if (
            days.start.year not in (1970, self.gateway.today.year)
            and str(days.start.year) not in words
        ):
            words = f"{words} {days.start.year}"
        return during(words)

    def on(self, at: datetime | None) -> str:
        return day(self.moment.day(at), self.gateway.today) if at else ""

    def value(self, value: float) -> str:
        """A value with its unit."""
        if self.query.measure == "in_status":
            return self.days(value)
        return self.measure.words(value, query=self.query)

    def sources_of(self, *tasks: TaskFact) -> tuple[Source, ...]:
        return tuple(of_task(one) for one in tasks)

    def days(self, value: float) -> str:
        return f"{number(value)} {'day' if value == 1 else 'days'}"

    def title(self, row: Row) -> str:
        return f"{row.key} {row.title}" if row.kind == "task" else row.title

    def once(self, row: Row, rows: Sequence[Row]) -> Claim:
        """That the query finds this record, and it as often as among `rows`."""
        its = tuple(one for one in rows if one.key == row.key)
        where = all_of(self.query.where, leaf("key", "in", [row.key]))
        query = self.query.model_copy(update={"where": where})
        return claim_of(query, Result((Group("", float(len(its)), its),)))

    def say(
        self,
        text: str,
        rows: Sequence[Row],
        *,
        label: str | None = None,
        also: Claim | None = None,
    ) -> None:
        """A sentence about these rows; tasks and goals are exactly what it counts.

        It claims what the query finds: all of it, or the group that is named.
        """
        distinct = list({(row.kind, row.id): row for row in rows}.values())
        sources = tuple(_source(row) for row in distinct[:SHOWN])
        items = tuple(row.key for row in distinct if row.kind in ("task", "goal"))
        if number(len(items)) not in NUMBER.findall(text):
            items = ()  # what a sentence does not count, it does not open
        claim = claim_of(self.query, self.result, label) if label else self.claim
        self.draft.say(text, *sources, items=items, claim=claims.every(claim, also))


def _source(row: Row) -> Source:
    key = row.key if row.kind == "task" else ""
    return Source(row.kind, row.id, key, row.title, row.url or f"/tasks/{row.key}")


def claim_of(query: Query, result: Result, label: str | None = None) -> Claim:
    """The query finds exactly this; or this in one group."""
    about = {"query": query.plain(), **({"label": label} if label else {})}
    return Claim("query", about, claims.fingerprint(result.values(label)))


def as_day(iso: str) -> str:
    """“2 Oct” of an ISO day; other words as they are."""
    try:
        return f"{date.fromisoformat(iso):%-d %b}"
    except ValueError:
        return iso
