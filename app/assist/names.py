"""The names an asker's question may use: of everything they may see, and of nothing else."""

from collections import Counter
from dataclasses import replace

from sqlmodel import Session, col, func, select

from agents.facts import Named
from agents.reading.names import fold
from agents.reading.spans import stretch
from app import access
from app.domain.access import Actor
from app.domain.text import handle
from app.models import Alias, Goal, Space, Status, Tag, Task, TaskList, TaskTag, User
from app.reads import people

# Kinds whose other names are their name with more words.
MADE_OF_NAMES = frozenset(["list", "team", "goal", "tag"])


def visible(session: Session, actor: Actor) -> list[Named]:
    """People, places, goals, and the statuses and tags of visible work."""
    found = [
        *_people(session, actor),
        *_teams(session, actor),
        *_places(session, actor),
        *_goal_names(session, actor),
        *_words(session, actor),
    ]
    # A name of signs alone leaves only the other words of what is made of it: “🚀 in Engineering” would be Engineering.
    found = [
        replace(one, aliases=()) if one.kind in MADE_OF_NAMES and not fold(one.name) else one
        for one in found
    ]
    learned: dict[tuple[str, int], list[str]] = {}
    for alias in session.exec(select(Alias)):
        learned.setdefault((alias.kind, alias.item_id), []).append(alias.words)
    return [
        replace(one, aliases=(*one.aliases, *more))
        if (more := learned.get((one.kind, one.id)))
        else one
        for one in found
    ]


def _people(session: Session, actor: Actor) -> list[Named]:
    found = access.people_open_to(session, actor)
    first = {fold(p.name.split(" ")[0]) for p in found}
    return [Named("person", p.id or 0, p.name, _also_called(p, first)) for p in found]


def _also_called(person: User, first: set[str]) -> tuple[str, ...]:
    """A first name, and what an e-mail address begins with, unless somebody else is called so."""
    own, local = person.name.split(" ")[0], person.email.split("@")[0]
    names = [own, handle(person.name)]
    if fold(local) == fold(own) or fold(local) not in first:
        names.append(local)
    return tuple(dict.fromkeys(names))


def _teams(session: Session, actor: Actor) -> list[Named]:
    """Teams with their people; “Platform team” and “the Platform team” name them, too."""
    return [
        Named("team", team.id, team.name, (f"{team.name} team",), tuple(team.members))
        for team in people.teams(session, actor=actor)
        if team.members
    ]


def _places(session: Session, actor: Actor) -> list[Named]:
    spaces = session.exec(
        select(Space.id, Space.name, Space.key).where(access.spaces_open_to(actor))
    ).all()
    lists = session.exec(
        select(TaskList.id, TaskList.name, TaskList.space_id).where(access.lists_open_to(actor))
    )
    known = {i: (name, key) for i, name, key in spaces}
    return [
        *(Named("space", i or 0, name, (key,)) for i, name, key in spaces),
        *(_list(i or 0, name, known.get(space_id)) for i, name, space_id in lists),
    ]


def _list(list_id: int, name: str, home: tuple[str, str] | None) -> Named:
    """“Backlog in Engineering” names one list of several; who sees a list need not see its space."""
    if home is None:
        return Named("list", list_id, name)
    return Named(
        "list", list_id, name, tuple(f"{name} in {one}" for one in home), hint=f"in {home[0]}"
    )


def _goal_names(session: Session, actor: Actor) -> list[Named]:
    """Goals by title; those that share one are told apart by their period, else by a number."""
    rows = session.exec(
        select(Goal.id, Goal.title, col(Goal.period_start), col(Goal.period_end)).where(
            access.goals_open_to(actor)
        )
    ).all()
    times = Counter(fold(title) for _, title, _, _ in rows)
    found: list[Named] = []
    used: set[tuple[str, str]] = set()
    for i, title, start, end in rows:
        if times[fold(title)] == 1:
            found.append(Named("goal", i or 0, title))
            continue
        hint = stretch(start, end) or f"no. {i}"
        if (fold(title), hint) in used:
            hint = f"{hint}, no. {i}"
        used.add((fold(title), hint))
        found.append(
            Named("goal", i or 0, title, (f"{title} {hint}", f"{title} in {hint}"), hint=hint)
        )
    return found


def _shorter(status: str) -> tuple[str, ...]:
    """“review” for “In review”; “progress” alone is what a goal makes."""
    rest = status[3:] if status.lower().startswith("in ") else ""
    return (rest,) if rest and rest.lower() != "progress" else ()


def _words(session: Session, actor: Actor) -> list[Named]:
    """Statuses and tags of visible work only: a name can give a secret away."""
    used = select(Task.id).where(access.tasks_open_to(actor))
    statuses = session.exec(
        select(func.min(Status.id), Status.name)
        .where(used.where(Task.status_id == Status.id).exists())
        .group_by(col(Status.name))
    )
    tags = session.exec(
        select(Tag.id, Tag.name).where(
            used.join(TaskTag, col(TaskTag.task_id) == Task.id)
            .where(TaskTag.tag_id == Tag.id)
            .exists()
        )
    )
    return [
        *(Named("status", i or 0, name, _shorter(name)) for i, name in statuses),
        *(
            Named("tag", i or 0, name, () if name.lower().endswith("s") else (f"{name}s",))
            for i, name in tags
        ),
    ]
