"""The security log in the settings: filtered, a page at a time."""

from datetime import timedelta
from typing import TypedDict
from urllib.parse import urlencode

from app.domain.errors import Invalid
from app.reads import audit, people
from app.reads.audit import AuditFilter, AuditLine
from app.ui import words
from app.ui.base import Page, RequestContext, handler
from app.ui.shapes import Choice

AT_ONCE = 50
PERIODS = {"": "All time", "1": "Last 24 hours", "7": "Last 7 days", "30": "Last 30 days"}
NAMES = {
    "": "Everything",
    "sign-ins": "Sign-ins",
    "passwords": "Passwords",
    "tokens": "Tokens",
    "access": "Access to places",
    "people": "People and roles",
    "data": "Imports and exports",
    "settings": "Settings",
}


class AuditRow(TypedDict):
    """One event of the security log."""

    id: int
    day: str
    clock: str
    who: str
    what: str
    about: str
    tone: str  # red for what failed


class AuditForm(TypedDict):
    """What to show: of whom (an id), of what, of how many days."""

    person: str
    group: str
    days: str


class AuditSettings(Page, mixin=True):
    """Gives the settings the security log."""

    audit_rows: list[AuditRow] = []
    audit_people: list[Choice] = []
    audit_more: bool = False
    audit_file: str = ""
    _audit: AuditForm = AuditForm(person="", group="", days="")

    async def _show_audit(self) -> None:
        self._audit = AuditForm(person="", group="", days="")
        self.audit_people = await self._read(_people)
        await self._fill_audit()

    @handler
    async def filter_audit(self, form: AuditForm) -> None:
        """Show what was chosen, from the newest on."""
        if form["group"] not in NAMES or form["days"] not in PERIODS:
            raise Invalid("This is no choice.")
        self._audit = form
        await self._fill_audit()

    @handler
    async def show_older(self) -> None:
        last = self.audit_rows[-1]["id"] if self.audit_rows else None
        found = await self._read(lambda d: _rows(d, self._audit, last))
        self.audit_more = len(found) > AT_ONCE
        self.audit_rows = [*self.audit_rows, *found[:AT_ONCE]]

    async def _fill_audit(self) -> None:
        found = await self._read(lambda d: _rows(d, self._audit, None))
        self.audit_file = await self._read(lambda d: _file(_filter(d, self._audit)))
        self.audit_more = len(found) > AT_ONCE
        self.audit_rows = found[:AT_ONCE]


def _people(context: RequestContext) -> list[Choice]:
    found = people.everyone(context.session, actor=context.actor)
    return [Choice(value=one.id, label=one.name) for one in found]


def _rows(context: RequestContext, form: AuditForm, before: int | None) -> list[AuditRow]:
    found = audit.lines(
        context.session,
        _filter(context, form),
        actor=context.actor,
        before=before,
        limit=AT_ONCE + 1,
    )
    return [_row(one, context) for one in found]


def _row(one: AuditLine, context: RequestContext) -> AuditRow:
    at = one.at.astimezone(context.zone)
    return AuditRow(
        id=one.id,
        day=words.plain_day(at.date(), context.today),
        clock=f"{at:%H:%M}",
        who=one.who,
        what=one.what,
        about=one.about,
        tone="wrong" if one.kind.endswith("_failed") else "",
    )


def _filter(context: RequestContext, form: AuditForm) -> AuditFilter:
    days = form["days"]
    return AuditFilter(
        groups=(form["group"],) if form["group"] else (),
        person=int(form["person"]) if form["person"].isdecimal() else None,
        since=context.now - timedelta(days=int(days)) if days else None,
    )


def _file(wanted: AuditFilter) -> str:
    """Where the same stands as a file."""
    query = {
        "groups": wanted.groups[0] if wanted.groups else "",
        "person": wanted.person or "",
        "since": f"{wanted.since:%Y-%m-%dT%H:%M:%SZ}" if wanted.since else "",
    }
    chosen = urlencode({name: value for name, value in query.items() if value})
    return f"/api/v1/audit.csv?{chosen}" if chosen else "/api/v1/audit.csv"
