"""Makes the sample company: twelve weeks of work as they happened, and takes it away again."""

import random
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, or_, select

from app import access
from app.domain.access import Actor
from app.domain.events import Kind
from app.models import (
    Attachment,
    Comment,
    Doc,
    DocVersion,
    Event,
    ExternalRef,
    Folder,
    Goal,
    GoalSnapshot,
    KeyAlias,
    Link,
    ListMember,
    Mention,
    Relation,
    SignIn,
    Space,
    SpaceMember,
    Status,
    Summary,
    Tag,
    Target,
    TargetList,
    TargetTask,
    Task,
    TaskAssignee,
    TaskList,
    TaskTag,
    User,
)
from app.sample import cast, docs, history
from app.sample.history import Story
from app.work import comments, folders, goals, lists, people, relations, spaces, targets
from app.work import docs as writing
from app.work.recording import of_workspace, record

SOURCE = "sample"
WEEKS = 12
DOMAIN = "sample.invalid"  # nobody signs in with these; the domain is reserved


def create(session: Session, *, by: Actor, now: datetime) -> None:
    """Make the company around today; twice is once. Takes some seconds, in the caller's transaction."""
    if is_here(session):
        return
    dice = random.Random(7)
    begin = now - timedelta(weeks=WEEKS)
    staff = _people(session, begin)
    session.flush()
    machine = access.machine(session)
    made_spaces = _spaces(session, machine, begin, by)
    made_goals = _goals(session, access.machine(session), staff, begin, now)
    made_lists = _lists(session, access.machine(session), made_spaces, made_goals, staff, begin)
    machine = access.machine(session)
    actors = {name: _as(machine, user) for name, user in staff.items()}
    _targets(session, actors, machine, made_goals, made_lists, begin, now)
    story = Story(session, dice, actors, machine, now, begin)
    history.play(story, made_lists)
    _tie(session, machine, story, made_goals, now)
    _docs(session, actors, machine, made_spaces, made_goals, story, begin, now)
    _talk_on_goals(session, actors, made_goals, now)
    _snapshots(session, made_goals, now)
    _mark(session, staff, made_spaces, made_goals)


def is_here(session: Session) -> bool:
    return (
        session.exec(select(ExternalRef.id).where(ExternalRef.source == SOURCE)).first() is not None
    )


def remove(session: Session, *, by: Actor) -> None:
    """Take the sample company away with its history; what people made elsewhere stays.

    The one place where the log is cut: this history never happened.
    """
    space_ids = _marked(session, "space")
    goal_ids = _marked(session, "goal")
    goal_ids |= set(session.exec(select(Goal.id).where(col(Goal.space_id).in_(space_ids))))  # type: ignore[arg-type]
    user_ids = _marked(session, "user")
    list_ids = set(session.exec(select(TaskList.id).where(col(TaskList.space_id).in_(space_ids))))
    task_ids = set(session.exec(select(Task.id).where(col(Task.space_id).in_(space_ids))))
    doc_ids = set(session.exec(select(Doc.id).where(col(Doc.space_id).in_(space_ids))))
    target_ids = set(session.exec(select(Target.id).where(col(Target.goal_id).in_(goal_ids))))
    on = {"task": task_ids, "doc": doc_ids, "goal": goal_ids}
    said = {
        i
        for kind, ids in on.items()
        for i in session.exec(
            select(Comment.id).where(Comment.subject_kind == kind, col(Comment.subject_id).in_(ids))
        )
    }

    # What kept the library true can't be read from a log that is cut: it is told here.
    forgotten = [
        f"{kind}:{i}"
        for kind, ids in {**on, "comment": said}.items()
        for i in sorted(i or 0 for i in ids)
    ]

    def gone(table: type, *conditions: object) -> None:
        session.exec(delete(table).where(*conditions))  # type: ignore[call-overload]

    for kind, ids in {**on, "comment": said}.items():
        gone(Mention, col(Mention.source_kind) == kind, col(Mention.source_id).in_(ids))
        gone(Mention, col(Mention.target_kind) == kind, col(Mention.target_id).in_(ids))
        gone(
            Link,
            or_(
                (col(Link.from_kind) == kind) & col(Link.from_id).in_(ids),
                (col(Link.to_kind) == kind) & col(Link.to_id).in_(ids),
            ),
        )
        gone(Event, col(Event.subject_kind) == kind, col(Event.subject_id).in_(ids))
    for kind, ids in (
        ("space", space_ids),
        ("list", list_ids),
        ("target", target_ids),
        ("user", user_ids),
    ):
        gone(Event, col(Event.subject_kind) == kind, col(Event.subject_id).in_(ids))
    gone(Event, col(Event.space_id).in_(space_ids))
    gone(Comment, col(Comment.id).in_(said), col(Comment.parent_id).is_not(None))
    gone(Comment, col(Comment.id).in_(said))
    for table in (TaskAssignee, TaskTag, Attachment, KeyAlias, TargetTask):
        gone(table, col(table.task_id).in_(task_ids))
    gone(Relation, or_(col(Relation.from_id).in_(task_ids), col(Relation.to_id).in_(task_ids)))
    gone(TargetTask, col(TargetTask.target_id).in_(target_ids))
    gone(
        TargetList,
        or_(col(TargetList.target_id).in_(target_ids), col(TargetList.list_id).in_(list_ids)),
    )
    gone(Target, col(Target.id).in_(target_ids))
    _orphan(session, Task, task_ids)
    gone(Task, col(Task.id).in_(task_ids))
    gone(DocVersion, col(DocVersion.doc_id).in_(doc_ids))
    _orphan(session, Doc, doc_ids)
    gone(Doc, col(Doc.id).in_(doc_ids))
    gone(ListMember, col(ListMember.list_id).in_(list_ids))
    gone(Status, col(Status.space_id).in_(space_ids))
    gone(TaskList, col(TaskList.id).in_(list_ids))
    gone(Folder, col(Folder.space_id).in_(space_ids))
    gone(
        Summary,
        or_(
            (col(Summary.subject_kind) == "space") & col(Summary.subject_id).in_(space_ids),
            (col(Summary.subject_kind) == "goal") & col(Summary.subject_id).in_(goal_ids),
        ),
    )
    gone(GoalSnapshot, col(GoalSnapshot.goal_id).in_(goal_ids))
    for goal in session.exec(select(Goal).where(col(Goal.parent_id).in_(goal_ids))):
        goal.parent_id = None
    session.flush()
    gone(Goal, col(Goal.id).in_(goal_ids))
    gone(SpaceMember, col(SpaceMember.space_id).in_(space_ids))
    gone(Space, col(Space.id).in_(space_ids))
    _let_go(session, user_ids)
    gone(ExternalRef, col(ExternalRef.source) == SOURCE)
    gone(Tag, ~col(Tag.id).in_(select(TaskTag.tag_id)))
    session.expire_all()
    record(session, Kind.WORKSPACE_CHANGED, of_workspace(), {"gone": [forgotten, []]}, by=by)


# -- the parts ----------------------------------------------------------------------------------------


def _people(session: Session, begin: datetime) -> dict[str, User]:
    made: dict[str, User] = {}
    for person in cast.PEOPLE:
        local = person.name.split(" (")[0].lower().replace(" ", ".")
        made[person.name] = people.add(
            session,
            email=f"{_ascii(local)}@{DOMAIN}",
            name=person.name,
            role=person.role,
            by=None,
            at=begin,
        )
    return made


def _ascii(words: str) -> str:
    import unicodedata  # noqa: PLC0415 - only here

    return unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()


def _as(machine: Actor, user: User) -> Actor:
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


def _spaces(session: Session, machine: Actor, begin: datetime, by: Actor) -> dict[str, Space]:
    made: dict[str, Space] = {}
    for key, name, about in cast.SPACES:
        free = (
            key
            if session.exec(select(Space).where(Space.key == key)).first() is None
            else spaces.suggested_key(session, f"Sample {name}")
        )
        made[key] = spaces.create(
            session, key=free, name=name, description=about, by=machine, at=begin
        )
        if by.user_id is not None:
            session.add(SpaceMember(space_id=made[key].id or 0, user_id=by.user_id))
    session.flush()
    return made


def _goals(
    session: Session, machine: Actor, staff: dict[str, User], begin: datetime, now: datetime
) -> dict[str, Goal]:
    made: dict[str, Goal] = {}
    today = now.date()
    for plan in cast.GOALS:
        start, end = (today + timedelta(days=d) for d in plan.period)
        made[plan.title] = goals.create(
            session,
            title=plan.title,
            kind=plan.kind,
            state=plan.state,
            description=plan.text,
            owner_id=staff[plan.owner].id,
            parent_id=made[plan.parent].id if plan.parent else None,
            period_start=start,
            period_end=end,
            by=_as(machine, staff[plan.owner]),
            at=begin,
        )
    return made


def _lists(
    session: Session,
    machine: Actor,
    homes: dict[str, Space],
    made_goals: dict[str, Goal],
    staff: dict[str, User],
    begin: datetime,
) -> dict[str, TaskList]:
    made: dict[str, TaskList] = {}
    shelves: dict[tuple[str, str], int] = {}
    for plan in cast.LISTS:
        shelf = (plan.space, plan.folder)
        if plan.folder and shelf not in shelves:
            shelves[shelf] = (
                folders.create(
                    session, homes[plan.space].id or 0, name=plan.folder, by=machine, at=begin
                ).id
                or 0
            )
        machine = access.machine(session)
        made[plan.name] = lists.create(
            session,
            homes[plan.space].id or 0,
            name=plan.name,
            by=machine,
            folder_id=shelves.get(shelf),
            is_private=plan.is_private,
            is_upkeep=plan.is_upkeep,
            goal_id=made_goals[plan.goal].id if plan.goal else None,
            at=begin,
        )
        for person in cast.PEOPLE:
            if plan.is_private and plan.name in person.lists:
                session.add(
                    ListMember(list_id=made[plan.name].id or 0, user_id=staff[person.name].id or 0)
                )
    guest = next(p.name for p in cast.PEOPLE if p.role == "guest")
    session.add(ListMember(list_id=made["Partners"].id or 0, user_id=staff[guest].id or 0))
    session.flush()
    return made


def _targets(
    session: Session,
    actors: dict[str, Actor],
    machine: Actor,
    made_goals: dict[str, Goal],
    made_lists: dict[str, TaskList],
    begin: datetime,
    now: datetime,
) -> None:
    for plan in cast.GOALS:
        for target in plan.targets:
            owner = actors[plan.owner]
            goal_id = made_goals[plan.title].id or 0
            if target[1] == "tasks":
                targets.add(
                    session,
                    goal_id,
                    name=str(target[0]),
                    kind="tasks",
                    lists=[made_lists[str(target[2])].id or 0],
                    by=machine,
                    at=begin,
                )
                continue
            name, kind, start, aim, current, unit = target
            made = targets.add(
                session,
                goal_id,
                name=str(name),
                kind=str(kind),
                start=float(start),
                target=float(aim),
                unit=str(unit),
                by=owner,
                at=begin,
            )  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - a table of mixed values
            _report(session, made, float(start), float(current), owner, now)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def _report(
    session: Session, target: Target, start: float, current: float, owner: Actor, now: datetime
) -> None:
    """A value reported every two weeks on the way to where it is now."""
    if start == current:
        return
    for weeks, share in ((8, 0.2), (6, 0.35), (4, 0.6), (2, 0.85), (0, 1.0)):
        value = start + (current - start) * share
        at = now - timedelta(weeks=weeks, hours=5)
        targets.edit(
            session,
            target.id or 0,
            current=round(value) if abs(current) > 10 else round(value, 1),
            by=owner,
            at=at,
        )


def _tie(
    session: Session, machine: Actor, story: Story, made_goals: dict[str, Goal], now: datetime
) -> None:
    """Some API work serves the launch by itself."""
    for title in (
        "Return VAT numbers on the company resource",
        "Support SEPA mandates in the payments endpoint",
    ):
        task = story.tasks.get(title)
        if task is not None:
            relations.link(
                session,
                ("task", task.id or 0),
                ("goal", made_goals["EU launch"].id or 0),
                by=machine,
                at=now - timedelta(weeks=6),
            )


def _docs(
    session: Session,
    actors: dict[str, Actor],
    machine: Actor,
    homes: dict[str, Space],
    made_goals: dict[str, Goal],
    story: Story,
    begin: datetime,
    now: datetime,
) -> None:
    names = list(actors)[:-1]
    made: dict[str, Doc] = {}
    for index, (key, title, parent, text) in enumerate(docs.PAGES):
        at = begin + timedelta(days=3 * index, hours=9)
        author = actors[names[index % len(names)]]
        made[title] = writing.create(
            session,
            title=title,
            text=text.split("\n", 1)[1].strip(),
            by=author,
            at=min(at, now),
            space_id=homes[key].id,
            parent_id=made[parent].id if parent else None,
        )
    relations.link(
        session,
        ("doc", made["EU launch plan"].id or 0),
        ("goal", made_goals["EU launch"].id or 0),
        by=machine,
        at=now,
    )
    frankfurt = story.tasks["Provision the Frankfurt region"]
    relations.link(
        session,
        ("task", frankfurt.id or 0),
        ("doc", made["How we run the Frankfurt region"].id or 0),
        by=machine,
        at=now,
    )


def _talk_on_goals(
    session: Session, actors: dict[str, Actor], made_goals: dict[str, Goal], now: datetime
) -> None:
    for goal, who, days, text in (
        (
            "EU launch",
            "Mara Lindqvist",
            9,
            "Check-in: ten pilots send invoices, but we lose a week every time the Frankfurt contract moves. I want a signed date or a plan B by Friday.",
        ),
        (
            "EU launch",
            "Ruth Cohen",
            8,
            "Plan B would be Dublin with a residency addendum. Two of the pilots said they would not sign that.",
        ),
        (
            "EU launch",
            "Jonas Weber",
            2,
            "Without the contract we can't provision, and six tasks wait behind it. Everything else on the platform side is ready.",
        ),
        (
            "First invoice within 20 minutes",
            "Chloé Martin",
            4,
            "Median is 24 minutes now. The import progress did more than all the e-mails together.",
        ),
        (
            "The app people approve with",
            "Aiko Tanaka",
            6,
            "Push notifications went out to everybody; 29 % of approvals happen on a phone.",
        ),
    ):
        comments.add(
            session,
            ("goal", made_goals[goal].id or 0),
            text=text,
            by=actors[who],
            at=now - timedelta(days=days, hours=3),
        )
    goals.override_health(
        session,
        made_goals["Invoices are right in every country"].id or 0,
        health="at_risk",
        reason="France's test environment was down for a week",
        by=actors["Lena Fischer"],
        at=now - timedelta(days=3),
    )


def _snapshots(session: Session, made_goals: dict[str, Goal], now: datetime) -> None:
    """The daily numbers as they would have been kept: today's, approached from the period's start."""
    from app.domain.progress import expected_percent  # noqa: PLC0415 - only here
    from app.reads import goals as reading  # noqa: PLC0415

    session.flush()
    today = now.date()
    for goal_id, line in reading.everything(session, now=now, today=today).items():
        if (
            goal_id not in {g.id for g in made_goals.values()}
            or line.actual is None
            or line.period_start is None
        ):
            continue
        first = max(line.period_start, today - timedelta(weeks=WEEKS))
        length = max(1, (today - first).days)
        for step in range(length + 1):
            on = first + timedelta(days=step)
            share = (step / length) ** 1.15
            session.merge(
                GoalSnapshot(
                    goal_id=goal_id,
                    day=on,
                    actual=round(line.actual * share, 2),
                    expected=expected_percent(line.period_start, line.period_end, on),
                )
            )


def _mark(
    session: Session, staff: dict[str, User], homes: dict[str, Space], made_goals: dict[str, Goal]
) -> None:
    """Remember what is sample; all else hangs on these."""
    for kind, rows in (("user", staff), ("space", homes), ("goal", made_goals)):
        for name, row in rows.items():
            session.add(
                ExternalRef(source=SOURCE, kind=kind, external_id=name, local_id=row.id or 0)
            )


def _marked(session: Session, kind: str) -> set[int]:
    return set(
        session.exec(
            select(ExternalRef.local_id).where(
                ExternalRef.source == SOURCE, ExternalRef.kind == kind
            )
        )
    )


def _orphan(session: Session, table: type[Task] | type[Doc], ids: set[int | None]) -> None:
    """Cut the ties within a tree, so that its rows can go in any order."""
    for row in session.exec(
        select(table).where(col(table.id).in_(ids), col(table.parent_id).is_not(None))
    ):
        row.parent_id = None
    session.flush()


def _let_go(session: Session, user_ids: set[int]) -> None:
    """Sample people go, but for those who did something that stays; they become inactive."""
    for user_id in user_ids:
        session.exec(delete(SpaceMember).where(col(SpaceMember.user_id) == user_id))  # type: ignore[call-overload]
        session.exec(delete(ListMember).where(col(ListMember.user_id) == user_id))  # type: ignore[call-overload]
        session.exec(delete(TaskAssignee).where(col(TaskAssignee.user_id) == user_id))  # type: ignore[call-overload]
        session.exec(delete(SignIn).where(col(SignIn.user_id) == user_id))  # type: ignore[call-overload]
        held = (
            session.exec(select(Task.id).where(Task.created_by == user_id)).first()
            or session.exec(
                select(Comment.id).where(
                    or_(Comment.author_id == user_id, Comment.assigned_to == user_id)
                )
            ).first()
            or session.exec(
                select(Goal.id).where(or_(Goal.owner_id == user_id, Goal.created_by == user_id))
            ).first()
            or session.exec(
                select(Doc.id).where(or_(Doc.created_by == user_id, Doc.updated_by == user_id))
            ).first()
            or session.exec(select(Space.id).where(Space.created_by == user_id)).first()
        )
        user = session.get(User, user_id)
        if user is not None and held:
            user.is_active = False
        elif user is not None:
            session.delete(user)
