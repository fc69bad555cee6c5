"""What was imported, and taking an import away again."""

from collections.abc import Mapping
from typing import Any, TypedDict

import reflex as rx

from app.importing import removal_requests
from app.models import ImportRun
from app.reads import imports as reading
from app.ui import words
from app.ui.base import RequestContext, handler, loader, toast
from app.ui.confirming import Confirming

STATES = {
    "staging": "reading",
    "publishing": "showing it",
    "following": "bringing up to date",
    "done": "done",
    "removing": "being removed",
    "discarding": "being removed",
    "removed": "removed",
}


class RunLine(TypedDict):
    """One import as the settings list it."""

    id: int
    source: str
    state: str
    what: str
    can_go: bool


class Imports(Confirming, rx.State):
    """The imports there were."""

    runs: list[RunLine] = []

    @loader
    async def load(self) -> None:
        self.runs = await self._read(lines)
        self._ask_no_more()
        self.ready = True

    @handler
    async def ask(self, run_id: int) -> None:
        """Ask before an import goes."""
        found = next((one for one in self.runs if one["id"] == run_id), None)
        if found is not None:
            question = f"Remove the import {found['source']}? All it made goes, with what was said on it. This can't be undone."
            self._ask(question, yes="Remove it", do=self._remove, on=(run_id,))

    async def _remove(self, run_id: int) -> Any:
        """Take away all an import made; the clock does it, a few records at a time."""
        source, _ = await self._write(
            lambda d: removal_requests.remove(d.session, run_id, by=d.actor, now=d.now).source
        )
        self.runs = await self._read(lines)
        return toast(f"{source} is being removed.")


def lines(context: RequestContext) -> list[RunLine]:
    """Every import, the newest first; raises NotAllowed."""
    return [
        _line(run, context) for run in reversed(reading.runs(context.session, actor=context.actor))
    ]


def _line(run: ImportRun, context: RequestContext) -> RunLine:
    left: list[Mapping[str, Any]] = run.report.get("not_carried", [])
    parts = [
        words.moment(run.started_at, context.now, context.zone),
        _counts("made", run.report.get("created", {})),
        _counts("changed", run.report.get("updated", {})),
        f"{words.many(len(left), 'field')} not carried over" if left else "",
    ]
    return RunLine(
        id=run.id or 0,
        source=run.source,
        state=STATES.get(run.state, run.state),
        what=" · ".join(part for part in parts if part),
        can_go=run.state == "done",
    )


def _counts(verb: str, counts: Mapping[str, int]) -> str:
    """“made 12 tasks, 3 docs”."""
    told = [words.many(count, noun.removesuffix("s")) for noun, count in counts.items() if count]
    return f"{verb} {', '.join(told)}" if told else ""
