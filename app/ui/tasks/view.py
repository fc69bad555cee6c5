"""A task's page as plain values for the browser."""

from datetime import date
from typing import Any, TypedDict

from sqlmodel import func, select

from app.domain import fields
from app.domain.events import OPEN
from app.domain.fields import Field
from app.models import Event, Status, Task
from app.reads import taskpage
from app.reads.nearby import LinkedItem
from app.reads.taskpage import TaskPage, Why
from app.reads.tasks import Row
from app.ui import rows, words
from app.ui.archiving import NOT_ARCHIVED, ArchiveNote, note_inside
from app.ui.base import RequestContext
from app.ui.held import HeldFields, held
from app.ui.rows import Option, TaskLine
from app.ui.shapes import Choice, Crumb, GoalLink, PersonView, people_choices, person_view

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
PLAIN = [field for field in FACTS if field.is_plain and not field.is_set]


class RelationLine(TypedDict):
    """A related task, and how it is related."""

    kind: str
    words: str
    first: bool
    task: TaskLine


class ItemLink(TypedDict):
    """A goal, doc or other thing tied to the task."""

    kind: str
    id: int
    title: str
    url: str


class OwnFacts(HeldFields):
    """What stands in the task's own row."""

    id: int
    key: str
    title: str
    status_id: int
    category: str
    priority: int
    late: str


class EditedFacts(OwnFacts):
    """All that an edit of the task shows at once."""

    text: str
    text_version: int  # the log's last event when title and text were read
    status: str


class TaskFacts(EditedFacts):
    """The task and what is said around it; `version` is the log's last event when it was read."""

    version: int
    topics: list[str]  # what the page is read again for
    shows: list[str]  # whose changes ctrl-z takes back on it
    statuses: list[Option]
    assignees: list[PersonView]
    assigned: list[int]
    who: list[Choice]
    tags: list[str]
    all_tags: list[Choice]
    list_name: str
    parent_key: str
    author: str
    made: str
    can_edit: bool
    can_comment: bool
    why: str
    goal: GoalLink | None
    links: list[ItemLink]
    named_in: list[ItemLink]
    files: list[str]
    crumbs: list[Crumb]


class TaskView(TypedDict):
    """Everything the page shows but its discussion."""

    archive: ArchiveNote
    task: TaskFacts
    children: list[TaskLine]
    relations: list[RelationLine]


def read(context: RequestContext, key: str) -> TaskView:
    """Everything the page shows but its discussion."""
    page = taskpage.page(
        context.session, key, actor=context.actor, now=context.now, today=context.today
    )
    around = [*page.children, *(r for group in page.relations.values() for r in group)]
    shown = rows.dressed(around, page.choices, page.people, today=context.today)
    lines = {one["id"]: one for one in shown}
    return TaskView(
        archive=_archived(page, context),
        task=_facts(page, context),
        children=[lines[one.id] for one in page.children],
        relations=_relations(page, lines),
    )


def _archived(page: TaskPage, context: RequestContext) -> ArchiveNote:
    if not page.is_archived:
        return NOT_ARCHIVED
    return note_inside(context, context.session.get_one(Task, page.row.id))


def own(task: Task | Row, context: RequestContext) -> OwnFacts:
    """What stands in the task's own row."""
    today = context.today
    return OwnFacts(
        id=task.id or 0,
        key=task.key,
        title=task.title,
        status_id=task.status_id,
        category=task.category,
        priority=task.priority,
        **held(PLAIN, lambda field: value_of(task, field), today, locale=context.locale),
        late=_late(task.due, task.category, today),
    )


def value_of(task: Task | Row, field: Field) -> Any:
    """What a field holds in the row of a list or in the record itself."""
    return task.value(field) if isinstance(task, Row) else getattr(task, field.column or field.name)


def edited(context: RequestContext, task: Task) -> EditedFacts:
    """The task's own facts just after an edit of it; what is around it is read afterwards."""
    return EditedFacts(
        **own(task, context),
        text=task.description,
        text_version=version(context),
        status=context.session.get_one(Status, task.status_id).name,
    )


def version(context: RequestContext) -> int:
    """The log's last id: what is read now is as of this."""
    return context.session.exec(select(func.max(Event.id))).one() or 0


def why(facts: Why) -> str:
    """“3 tasks wait for this · started 9 days ago, usual 4” (the goal is a link of its own)."""
    parts = []
    if facts.way is not None and facts.way.words:
        parts.append(facts.way.words)
    if facts.others:
        parts.append(f"helps {words.joined(facts.others)} too")
    if facts.goal is None:
        none = "Serves no goal yet" if facts.sees_all else "Serves no goal you can see"
        parts.append("Upkeep: needed, without a goal" if facts.is_upkeep else none)
    if facts.waiting:
        parts.append(
            f"{words.many(facts.waiting, 'task')} {'waits' if facts.waiting == 1 else 'wait'} for this"
        )
    if facts.started_days:
        usual = f", usual {facts.usual_days}" if facts.usual_days else ""
        parts.append(f"started {words.many(facts.started_days, 'day')} ago{usual}")
    return " · ".join(parts)


def _facts(page: TaskPage, context: RequestContext) -> TaskFacts:
    row = page.row
    shows = [f"task:{one}" for one in (row.id, *(p.id for p in page.parents))]
    return TaskFacts(
        **own(row, context),
        version=page.version,
        topics=[*shows, "access"],
        shows=shows,
        text=page.description,
        text_version=page.version,
        status=row.status,
        statuses=rows.options_of(page.statuses),
        assignees=[person_view(page.people[i]) for i in row.assignees if i in page.people],
        assigned=row.assignees,
        who=people_choices(one for one in page.everyone if one.is_active),
        tags=row.tags,
        all_tags=[
            Choice(value=tag, label=tag)
            for tag in taskpage.tags(context.session, actor=context.actor)
        ],
        list_name=page.list_name,
        parent_key=row.parent_key or "",
        author=page.author.name if page.author else "",
        made=words.moment(row.created_at, context.now, context.zone),
        can_edit=page.can_edit,
        can_comment=context.actor.writes and not page.is_archived,
        why=why(page.why),
        goal=_goal(page.why),
        links=[_link(one) for one in page.links],
        named_in=[_link(one) for one in page.mentioned_in],
        files=page.files,
        crumbs=_crumbs(page, context),
    )


def _goal(facts: Why) -> GoalLink | None:
    goal = facts.goal
    if goal is None:
        return None
    return GoalLink(id=goal.id, title=goal.title, url=f"/goals/{goal.id}", label=goal.label)


def _link(one: LinkedItem) -> ItemLink:
    return ItemLink(kind=one.kind, id=one.id, title=one.title, url=one.url)


def _crumbs(page: TaskPage, context: RequestContext) -> list[Crumb]:
    is_open = page.space_id in context.actor.spaces
    return [
        Crumb(to=f"/spaces/{page.space_id}" if is_open else "", label=page.space_name),
        Crumb(to=f"/lists/{page.list_id}", label=page.list_name),
        *(Crumb(to=f"/tasks/{one.key}", label=one.title) for one in page.parents),
        Crumb(to=f"/tasks/{page.row.key}", label=page.row.key),
    ]


def _late(due: date | None, category: str, today: date) -> str:
    if due is None or category not in OPEN or due >= today:
        return ""
    return f"{words.many((today - due).days, 'day')} overdue"


def _relations(page: TaskPage, lines: dict[int, TaskLine]) -> list[RelationLine]:
    return [
        RelationLine(kind=kind, words=label, first=index == 0, task=lines[row.id])
        for kind, label in RELATIONS.items()
        for index, row in enumerate(page.relations[kind])
    ]
