"""Tasks as lines on any page: plain values for the browser, and the line itself."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict

import reflex as rx
from sqlmodel import Session

from app.domain.access import Actor
from app.lookups import ListChoices, StatusRow, statuses_of_lists
from app.reads import people
from app.reads.people import Person
from app.reads.tasks import Row
from app.ui import words
from app.ui.components import kit
from app.ui.shapes import Choice, PersonView, person_view


class Option(Choice):
    """A status to choose; `part` says how far through the started ones it is, from 0 to 1."""

    category: str
    part: float


class TaskLine(TypedDict):
    """A task as a line shows it."""

    id: int
    key: str
    url: str
    title: str
    list_id: str
    where: str
    status_id: int
    status: str
    category: str
    part: float
    priority: int
    due: str
    due_tip: str
    tone: str
    blocked_by: int
    blocking: int
    people: list[PersonView]
    note: str


def statuses(session: Session, list_ids: set[int], *, actor: Actor) -> dict[str, list[Option]]:
    """The statuses to choose from, by list id as text."""
    return options_of_lists(statuses_of_lists(session, list_ids & actor.lists))


def options_of_lists(choices: dict[int, ListChoices]) -> dict[str, list[Option]]:
    return {str(list_id): options_of(one.statuses) for list_id, one in choices.items()}


def options_of(columns: Sequence[StatusRow]) -> list[Option]:
    """Statuses as a picker shows them."""
    started = [one.id for one in columns if one.category == "started"]
    return [
        Option(
            value=one.id or 0,
            label=one.name,
            category=one.category,
            part=(started.index(one.id) + 1) / (len(started) + 1) if one.id in started else 0.0,
        )
        for one in columns
    ]


def lines(
    session: Session,
    rows: list[Row],
    *,
    actor: Actor,
    today: date,
    notes: dict[int, str] | None = None,
) -> list[TaskLine]:
    """Rows as the browser shows them."""
    if not rows:
        return []
    found = statuses_of_lists(session, {row.list_id for row in rows} & actor.lists)
    known = people.by_ids(session, {person for row in rows for person in row.assignees})
    return dressed(rows, found, known, today=today, notes=notes)


def dressed(
    rows: list[Row],
    lists: dict[int, ListChoices],
    known: dict[int, Person],
    *,
    today: date,
    notes: dict[int, str] | None = None,
) -> list[TaskLine]:
    """Rows as the browser shows them, from what was read for the whole page."""
    chosen = options_of_lists(lists)
    parts = {one["value"]: one["part"] for every in chosen.values() for one in every}
    return [
        TaskLine(
            id=row.id,
            key=row.key,
            url=f"/tasks/{row.key}",
            title=row.title,
            list_id=str(row.list_id),
            where=lists[row.list_id].name if row.list_id in lists else "",
            status_id=row.status_id,
            status=row.status,
            category=row.category,
            part=parts.get(row.status_id, 0.5),
            priority=row.priority,
            due=words.day(row.due, today),
            due_tip=words.due_tip(row.due, today),
            tone=_tone(row, today),
            blocked_by=row.blocked_by,
            blocking=row.blocking,
            people=[person_view(known[one]) for one in row.assignees if one in known],
            note=(notes or {}).get(row.id, ""),
        )
        for row in rows
    ]


def task_line(
    task: rx.Var[TaskLine], *, choices: Any = None, on_status: Any = None, more: Any = None
) -> rx.Component:
    """One line: glyph, key, title, then only what is set. With `choices` the glyph changes status.

    `more` stands at its end.
    """
    glyph = kit.status_glyph(category=task["category"], part=task["part"], title=task["status"])
    ring = (
        kit.picker(
            glyph,
            options=choices.to(list[Choice]),
            value=task["status_id"],
            label=f"Status: {task['status']}",
            placeholder="Change status…",
            class_name="glyph-button",
            on_pick=on_status,
        )
        if on_status is not None
        else rx.el.span(glyph, class_name="glyph-button")
    )
    return rx.el.li(
        ring,
        kit.go(
            rx.el.span(task["key"], class_name="key"),
            rx.el.span(task["title"], class_name="cut line-title", title=task["title"], dir="auto"),
            to=task["url"],
            class_name="line-main",
        ),
        rx.cond(task["note"] != "", rx.el.span(task["note"], class_name="line-note cut")),
        rx.cond(
            task["blocked_by"] > 0,
            rx.el.span(
                rx.icon("link-2", size=13),
                task["blocked_by"],
                class_name="line-fact is-amber",
                title=f"Blocked by {task['blocked_by']} open",
            ),
        ),
        rx.cond(task["priority"] > 0, kit.priority_glyph(priority=task["priority"])),
        rx.el.span(task["where"], class_name="line-where cut", title=task["where"]),
        rx.el.span(task["due"], class_name=f"line-due num {task['tone']}", title=task["due_tip"]),
        *([] if more is None else [more]),
        class_name="line",
    )


def plain_line(task: rx.Var[TaskLine]) -> rx.Component:
    """A line whose glyph only shows the status."""
    return task_line(task)


def _tone(row: Row, today: date) -> str:
    if row.due is None or not row.is_open:
        return ""
    return "is-red" if row.due < today else ("is-amber" if row.due == today else "")
