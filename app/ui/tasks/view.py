"""A task's page as plain values for the browser."""

from datetime import date
from typing import Any, TypedDict

from sqlmodel import func, select

from app.domain import fields
from app.domain.events import OPEN
from app.domain.fields import Field, Type, Verb
from app.models import Event, Status, Task
from app.reads import taskpage
from app.reads.taskpage import TaskPage, Why
from app.reads.tasks import Row
from app.ui import rows, words
from app.ui.base import RequestContext

RELATIONS = {
    "blocked_by": "Waits for",
    "blocks": "Blocks",
    "relates": "Relates to",
    "duplicates": "Duplicates",
    "duplicated_by": "Duplicated by",
}
# What stands beside a task, in the registry's order; the title stands above it.
FACTS = [
    field
    for field in fields.TASK.values()
    if field.is_editable and field.is_shown and field.name != "title"
]
# What the page shows of one field, as text the registry reads back.
PLAIN = [field for field in FACTS if field.verb is Verb.EDIT and field.column is not None]


class RelationLine(TypedDict):
    """A related task, and how it is related."""

    kind: str
    words: str
    first: bool
    task: rows.TaskLine


def read(context: RequestContext, key: str) -> dict[str, Any]:
    """Everything the page shows but its discussion."""
    page = taskpage.page(
        context.session, key, actor=context.actor, now=context.now, today=context.today
    )
    row = page.row
    around = [*page.children, *(r for group in page.relations.values() for r in group)]
    shown = rows.dressed(around, page.choices, page.people, today=context.today)
    lines = {one["id"]: one for one in shown}
    return {
        "version": page.version,
        "topics": [f"task:{one}" for one in (row.id, *(p.id for p in page.parents))],
        **own(row, context.today),
        "text": page.description,
        "status": row.status,
        "statuses": rows.options_of(page.statuses),
        "assignees": [page.people[i].plain() for i in row.assignees if i in page.people],
        "assigned": row.assignees,
        "who": [
            {"value": p.id, "label": p.name, "person": p.plain()}
            for p in page.everyone
            if p.is_active
        ],
        "tags": row.tags,
        "all_tags": [
            {"value": tag, "label": tag}
            for tag in taskpage.tags(context.session, actor=context.actor)
        ],
        "list_name": page.list_name,
        "parent_key": row.parent_key or "",
        "author": page.author.name if page.author else "",
        "made": words.moment(row.created_at, context.now, context.zone),
        "can_edit": page.can_edit,
        "can_comment": context.actor.writes,
        "why": why(page.why),
        "goal": {
            "id": page.why.goal.id,
            "title": page.why.goal.title,
            "url": f"/goals/{page.why.goal.id}",
            "label": page.why.goal.label,
        }
        if page.why.goal
        else {},
        "children": [lines[one.id] for one in page.children],
        "relations": _relations(page, lines),
        "links": [
            {"kind": one.kind, "id": one.id, "title": one.title, "url": one.url}
            for one in page.links
        ],
        "named_in": [
            {"kind": one.kind, "id": one.id, "title": one.title, "url": one.url}
            for one in page.mentioned_in
        ],
        "files": page.files,
        "crumbs": [
            {
                "to": f"/spaces/{page.space_id}" if page.space_id in context.actor.spaces else "",
                "label": page.space_name,
            },
            {"to": f"/lists/{page.list_id}", "label": page.list_name},
            *({"to": f"/tasks/{p.key}", "label": p.title} for p in page.parents),
            {"to": f"/tasks/{row.key}", "label": row.key},
        ],
    }


def own(task: Task | Row, today: date) -> dict[str, Any]:
    """What stands in the task's own row: all that an edit of it shows at once."""
    return {
        "id": task.id,
        "key": task.key,
        "title": task.title,
        "status_id": task.status_id,
        "category": task.category,
        "priority": task.priority,
        "values": {field.name: _raw(field, held(task, field)) for field in PLAIN},
        "words": {field.name: _words(field, held(task, field), today) for field in PLAIN},
        "exact": {field.name: _exact(field, held(task, field)) for field in PLAIN},
        "late": _late(task.due, task.category, today),
    }


def held(task: Task | Row, field: Field) -> Any:
    """What a field holds in the row of a list or in the record itself."""
    return task.value(field) if isinstance(task, Row) else getattr(task, field.column or field.name)


def edited(context: RequestContext, task: Task) -> dict[str, Any]:
    """The task's own facts just after an edit of it; what is around it is read afterwards."""
    return {
        **own(task, context.today),
        "text": task.description,
        "status": context.session.get_one(Status, task.status_id).name,
    }


def version(context: RequestContext) -> int:
    """The log's last id: what is read now is as of this."""
    return context.session.exec(select(func.max(Event.id))).one() or 0


def why(facts: Why) -> str:
    """“3 tasks wait for this · started 9 days ago, usual 4” (the goal is a link of its own)."""
    parts = []
    if facts.goal is None:
        parts.append("Upkeep: needed, without a goal" if facts.is_upkeep else "Serves no goal yet")
    if facts.waiting:
        parts.append(
            f"{words.many(facts.waiting, 'task')} {'waits' if facts.waiting == 1 else 'wait'} for this"
        )
    if facts.started_days:
        usual = f", usual {facts.usual_days}" if facts.usual_days else ""
        parts.append(f"started {words.many(facts.started_days, 'day')} ago{usual}")
    return " · ".join(parts)


def _raw(field: Field, value: Any) -> Any:
    """As a control of the page takes and gives it back."""
    if field.type in (Type.NUMBER, Type.DURATION, Type.TEXT):
        return field.format(value)
    return "" if value is None else field.to_log(value)


def _words(field: Field, value: Any, today: date) -> str:
    """As the page shows it; a day by how near it is."""
    return words.day(value, today) if field.type is Type.DAY else field.format(value)


def _exact(field: Field, value: Any) -> str:
    return words.exact_day(value) if field.type is Type.DAY else ""


def _late(due: date | None, category: str, today: date) -> str:
    if due is None or category not in OPEN or due >= today:
        return ""
    return f"{words.many((today - due).days, 'day')} overdue"


def _relations(page: TaskPage, lines: dict[int, rows.TaskLine]) -> list[RelationLine]:
    return [
        RelationLine(kind=kind, words=label, first=index == 0, task=lines[row.id])
        for kind, label in RELATIONS.items()
        for index, row in enumerate(page.relations[kind])
    ]
