"""The sample company before its story: people, spaces, goals, lists, and what the goals aim at."""

import unicodedata
from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import select

from app.domain.access import Actor
from app.models import ListMember, Space, SpaceMember, Target, User
from app.sample import cast
from app.sample.story import Story
from app.work import folders, goals, lists, people, spaces, targets

DOMAIN = "sample.invalid"  # nobody signs in with these; the domain is reserved
GUESTS_LIST = "Partners"
# A value reported every two weeks on the way to where it is now: weeks ago, share of the way.
REPORTS = ((8, 0.2), (6, 0.35), (4, 0.6), (2, 0.85), (0, 1.0))


def begin(story: Story) -> Iterator[None]:
    """Make all that tasks need; pauses after each few records."""
    yield from _people(story)
    yield from _spaces(story)
    yield from _goals(story)
    yield from _lists(story)
    machine = story.machine()
    story.actors = {name: acting(machine, user) for name, user in story.staff.items()}
    yield from _targets(story)


def acting(machine: Actor, user: User) -> Actor:
    """Somebody of the cast, acting in the story."""
    return Actor(
        "user",
        user.id,
        machine.role,
        user.name,
        everything=True,
        spaces=machine.spaces,
        lists=machine.lists,
    )


def _people(story: Story) -> Iterator[None]:
    for person in cast.PEOPLE:
        local = person.name.split(" (")[0].lower().replace(" ", ".")
        made = people.add(
            story.session,
            email=f"{_ascii(local)}@{DOMAIN}",
            name=person.name,
            role=person.role,
            by=None,
            at=story.begin,
        )
        story.session.flush()
        story.staff[person.name] = made
        story.mark("user", person.name, made.id or 0)
        yield


def _ascii(words: str) -> str:
    return unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()


def _spaces(story: Story) -> Iterator[None]:
    machine = story.machine()
    for key, name, about in cast.SPACES:
        session = story.session
        taken = session.exec(select(Space).where(Space.key == key)).first() is not None
        made = spaces.create(
            session,
            key=spaces.suggested_key(session, f"Sample {name}") if taken else key,
            name=name,
            description=about,
            by=machine,
            at=story.begin,
        )
        if story.by.user_id is not None:
            session.add(SpaceMember(space_id=made.id or 0, user_id=story.by.user_id))
        story.spaces[key] = made
        story.mark("space", key, made.id or 0)
        yield


def _goals(story: Story) -> Iterator[None]:
    machine, today = story.machine(), story.now.date()
    for plan in cast.GOALS:
        start, end = (today + timedelta(days=d) for d in plan.period)
        made = goals.create(
            story.session,
            title=plan.title,
            kind=plan.kind,
            state=plan.state,
            description=plan.text,
            owner_id=story.staff[plan.owner].id,
            parent_id=story.goals[plan.parent].id if plan.parent else None,
            period_start=start,
            period_end=end,
            by=acting(machine, story.staff[plan.owner]),
            at=story.begin,
        )
        story.goals[plan.title] = made
        story.mark("goal", plan.title, made.id or 0)
        yield


def _lists(story: Story) -> Iterator[None]:
    shelves: dict[tuple[str, str], int] = {}
    for plan in cast.LISTS:
        session, machine = story.session, story.machine()
        shelf, home_id = (plan.space, plan.folder), story.spaces[plan.space].id or 0
        if plan.folder and shelf not in shelves:
            folder = folders.create(session, home_id, name=plan.folder, by=machine, at=story.begin)
            shelves[shelf] = folder.id or 0
        made = lists.create(
            session,
            home_id,
            name=plan.name,
            by=machine,
            folder_id=shelves.get(shelf),
            is_private=plan.is_private,
            is_upkeep=plan.is_upkeep,
            goal_id=story.goals[plan.goal].id if plan.goal else None,
            at=story.begin,
        )
        story.lists[plan.name] = made
        for person in cast.PEOPLE:
            is_let_in = plan.is_private and plan.name in person.lists
            if is_let_in or (person.role == "guest" and plan.name == GUESTS_LIST):
                member = story.staff[person.name].id or 0
                session.add(ListMember(list_id=made.id or 0, user_id=member))
        yield


def _targets(story: Story) -> Iterator[None]:
    for plan in cast.GOALS:
        goal_id = story.goals[plan.title].id or 0
        for name, kind, *values in plan.targets:
            if kind == "tasks":
                targets.add(
                    story.session,
                    goal_id,
                    name=str(name),
                    kind="tasks",
                    lists=[story.lists[str(values[0])].id or 0],
                    by=story.machine(),
                    at=story.begin,
                )
            else:
                start, aim, current = (float(str(one)) for one in values[:3])
                owner = story.actors[plan.owner]
                made = targets.add(
                    story.session,
                    goal_id,
                    name=str(name),
                    kind=str(kind),
                    start=start,
                    target=aim,
                    unit=str(values[3]),
                    by=owner,
                    at=story.begin,
                )
                _report(story, made, start, current, owner)
            yield


def _report(story: Story, target: Target, start: float, current: float, owner: Actor) -> None:
    """What was reported on the way to where the value is now."""
    if start == current:
        return
    for weeks, share in REPORTS:
        value = start + (current - start) * share
        targets.edit(
            story.session,
            target.id or 0,
            current=round(value) if abs(current) > 10 else round(value, 1),
            by=owner,
            at=story.now - timedelta(weeks=weeks, hours=5),
        )
