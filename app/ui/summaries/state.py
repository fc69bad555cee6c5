"""One week of one goal or space, chosen by the address."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, TypedDict

import reflex as rx
from sqlmodel import select

from app import access
from app.assist import kept_summaries, summaries, summed
from app.assist.model import chosen as chosen_model
from app.domain.access import must_edit
from app.domain.errors import Invalid
from app.models import Summary
from app.ui import words
from app.ui.arguments import id_in
from app.ui.base import Page, RequestContext, handler, loader, toast
from app.ui.shapes import Choice
from app.ui.summaries.week import iso_week, parse_week

SIGNS = {
    "done": "Done",
    "started": "Started",
    "added": "Added",
    "slipped": "Slipped",
    "cancelled": "Cancelled",
    "moved": "Moved",
    "blocked": "Blocked",
    "findings": "Noticed",
}


class Item(TypedDict):
    """One thing a number stands for."""

    key: str
    title: str
    url: str
    note: str
    is_gone: bool  # deleted since the week


class Part(TypedDict):
    """A number of the week and exactly what it counts."""

    name: str
    anchor: str
    url: str  # the items of this number, of this very summary
    title: str
    count: int
    items: list[Item]


class Step(TypedDict):
    """One number of the reconciling line, with its sign."""

    word: str
    number: str
    sign: str


class Wording(TypedDict):
    """The question a language model words, and its chips."""

    model: str
    question: str
    reading: list[str]


class WrittenSummary(Wording):
    """The week itself."""

    parts: list[Part]
    sums: list[Step]
    identity: str
    text: str
    url: str
    headline: str
    written: str
    clock: str


class SummaryHead(TypedDict):
    """Which week of what is shown, and where one can go from it."""

    subjects: list[Choice]
    chosen: str
    week: str
    heading: str
    span: str
    before: str
    after: str
    is_running: bool
    title: str
    can_write: bool


class Summaries(Page, rx.State):
    """The summary that is open, and where one can go from it."""

    subjects: list[Choice] = []
    chosen: str = ""
    week: str = ""
    heading: str = ""
    span: str = ""
    before: str = ""
    after: str = ""
    is_running: bool = False
    parts: list[Part] = []
    sums: list[Step] = []
    identity: str = ""
    text: str = ""
    headline: str = ""
    written: str = ""
    clock: str = ""
    can_write: bool = False
    title: str = ""
    url: str = ""
    model: str = ""
    question: str = ""
    reading: list[str] = []  # the question's chips: which week of what

    @loader
    async def load(self) -> None:
        query = self.router.url.query_parameters
        week, subject = query.get("week", ""), query.get("of", "")
        await self._show(week, subject)
        self.ready = True

    async def _show(self, week: str, subject: str) -> None:
        head, summary = await self._read(lambda d: _page(d, week, subject))
        self._take(head)
        self._take(summary or {"parts": []})

    @handler
    async def choose(self, subject: str) -> Any:
        return rx.redirect(f"/summaries?of={subject}&week={self.week}")

    @handler
    async def write(self) -> Any:
        """Keep this week's summary now, without waiting for Monday."""
        week, chosen = self.week, self.chosen
        composed = await self._read(lambda d: _composed(d, week, chosen))
        await self._write(lambda d: _keep(d, composed, week, chosen))
        await self._show(week, chosen)
        return toast("Written. The same week again changes what changed.")


def _page(
    context: RequestContext, week: str, subject: str
) -> tuple[SummaryHead, WrittenSummary | None]:
    """The page, without a summary where there is nothing to sum up."""
    monday = (
        parse_week(week) if week else context.today - timedelta(days=context.today.weekday() + 7)
    )
    since = datetime.combine(monday, time.min, context.zone)
    found = summed.subjects(context.session, context.actor, since=since)
    known = {f"{kind}-{i}": title for kind, i, title in found}
    options = [Choice(value=f"{kind}-{i}", label=title, hint=kind) for kind, i, title in found]
    if subject and subject not in known:  # its weeks stay, though it is closed
        known |= {subject: summaries.title_of(context.session, context.actor, subject)}
    chosen = subject or next(iter(known), "")
    head: SummaryHead = {
        "subjects": options,
        "chosen": chosen,
        "week": iso_week(monday),
        "heading": f"Week {monday.isocalendar().week}",
        "span": f"{words.plain_day(monday, context.today)} to {words.plain_day(monday + timedelta(days=6), context.today)}",
        "before": _address(chosen, monday - timedelta(days=7)),
        "after": _address(chosen, monday + timedelta(days=7))
        if monday + timedelta(days=7) <= context.today
        else "",
        "is_running": monday + timedelta(days=6) >= context.today,
        "title": known.get(chosen, ""),
        "can_write": context.actor.edits,
    }
    return head, _summary(context, iso_week(monday), chosen) if chosen else None


def _composed(context: RequestContext, week: str, chosen: str) -> kept_summaries.Composed:
    """The summary to keep: it takes a while, so nobody waits for it with the write lock."""
    subject = _subject(context, chosen)
    return kept_summaries.compose(context.session, week=week, subject=subject, now=context.now)


def _keep(
    context: RequestContext, composed: kept_summaries.Composed, week: str, chosen: str
) -> None:
    subject = _subject(context, chosen)
    kept_summaries.keep(context.session, composed, week=week, subject=subject, now=context.now)


def _subject(context: RequestContext, chosen: str) -> tuple[str, int]:
    """What the actor may sum up; raises what the access doors raise."""
    must_edit(context.actor)
    kind, _, number = chosen.partition("-")
    if not id_in(number) or kind not in ("space", "goal"):
        raise Invalid("Choose a goal or a space.")
    # What can't be seen can't be summed up.
    (access.goal if kind == "goal" else access.space)(context.session, int(number), context.actor)
    return kind, int(number)


def _summary(context: RequestContext, week: str, chosen: str) -> WrittenSummary:
    kind, _, number = chosen.partition("-")
    plain = summaries.of_week(
        context.session, context.actor, week=week, subject=(kind, int(number)), now=context.now
    ).plain()
    return {
        "parts": [_part(one, f"/summaries?of={chosen}&week={week}") for one in plain["sections"]],
        "sums": _sums(plain),
        "identity": plain["identity"],
        "text": plain["text"],
        "url": plain["subject"]["url"],
        "headline": plain["headline"],
        "written": _written(context, week, kind, int(number)),
        "clock": context.clock,
        **_to_word(context, week, chosen),
    }


def _to_word(context: RequestContext, week: str, chosen: str) -> Wording:
    """The question whose answer is this summary, for a language model to word, when one is set."""
    model = chosen_model(context.session)
    year, number = week.split("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    kind, _, item = chosen.partition("-")
    slot = "goal" if kind == "goal" else "place"
    return {
        "model": model.name if model else "",
        "question": "What did this week amount to?",
        "reading": [
            "intent=summary",
            f"{slot}={kind}:{item}",
            f"period={monday}/{monday + timedelta(days=7)}",
        ],
    }


def _part(one: Mapping[str, Any], page: str) -> Part:
    return Part(
        name=SIGNS.get(one["name"], one["title"]),
        anchor=one["name"],
        url=f"{page}#{one['name']}",
        title=one["title"],
        count=one["count"],
        items=[
            Item(
                key=item.get("key", ""),
                title=item["title"],
                url=item["url"],
                note=item.get("note", ""),
                is_gone=bool(item.get("key")) and not item["url"],
            )
            for item in one["items"]
        ],
    )


def _sums(plain: Mapping[str, Any]) -> list[Step]:
    """The reconciling line in words and numbers."""
    moved = int(plain["moved"])
    steps = [
        ("open before", plain["opening"], ""),
        ("added", plain["added"], "+"),
        ("done", plain["done"], "−"),
        ("cancelled", plain["cancelled"], "−"),
        ("moved", abs(moved), "−" if moved < 0 else "+"),
        ("open after", plain["closing"], "="),
    ]
    return [
        Step(word=word, number=f"{number}", sign=sign)
        for word, number, sign in steps
        if number or word != "moved"
    ]


def _written(context: RequestContext, week: str, kind: str, number: int) -> str:
    """When it was kept; empty while nobody and no Monday wrote it."""
    kept = context.session.exec(
        select(Summary.written_at).where(
            Summary.week == week, Summary.subject_kind == kind, Summary.subject_id == number
        )
    ).first()
    return words.exact_moment(kept, context.zone)


def _address(chosen: str, monday: date) -> str:
    return f"/summaries?of={chosen}&week={iso_week(monday)}"
