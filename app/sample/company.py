"""Tells the sample company: twelve weeks of work as they happened, with pauses in which others may write."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from app import db
from app.domain.access import Actor
from app.domain.progress import expected_percent
from app.models import Doc, GoalSnapshot
from app.reads import goals as goal_reads
from app.sample import beginnings, docs, history, remarks
from app.sample.hours import Hours
from app.sample.story import WEEKS, Story
from app.work import comments, goals, relations
from app.work import docs as writing

# API work that serves the launch by itself.
FOR_THE_LAUNCH = (
    "Return VAT numbers on the company resource",
    "Support SEPA mandates in the payments endpoint",
)


def create(session: Session, *, by: Actor, now: datetime) -> None:
    """Make the company around today within the caller's transaction, which takes some seconds."""
    for _ in tell(Story(session, by, now)):
        pass


def tell(story: Story) -> Iterator[None]:
    """Make the company a few records at a time; at each pause the story may get another session."""
    yield from beginnings.begin(story)
    yield from history.play(story)
    _tie(story)
    yield
    yield from _docs(story)
    yield from _talk_on_goals(story)
    yield from _snapshots(story)


def _tie(story: Story) -> None:
    launch = ("goal", story.goals["EU launch"].id or 0)
    for title in FOR_THE_LAUNCH:
        task = story.tasks.get(title)
        if task is not None:
            at = story.now - timedelta(weeks=6)
            relations.link(story.session, ("task", task.id or 0), launch, by=story.machine(), at=at)


def _docs(story: Story) -> Iterator[None]:
    made: dict[str, Doc] = {}
    for page in docs.PAGES:
        at = Hours(page.title, story.now).on(page.ago)
        made[page.title] = writing.create(
            story.session,
            title=page.title,
            text=story.worded(page.text, at),
            by=story.actor(page.by),
            at=at,
            space_id=story.spaces[page.space].id,
            parent_id=made[page.parent].id if page.parent else None,
        )
        yield
    frankfurt = story.tasks["Provision the Frankfurt region"].id or 0
    launch, runbook = made["EU launch plan"], made["How we run the Frankfurt region"]
    for one, other in (
        (("doc", launch.id or 0), ("goal", story.goals["EU launch"].id or 0)),
        (("task", frankfurt), ("doc", runbook.id or 0)),
    ):
        relations.link(story.session, one, other, by=story.machine(), at=story.now)
    yield


def _talk_on_goals(story: Story) -> Iterator[None]:
    for said in remarks.ON_GOALS:
        at = Hours(f"{said.goal} {said.ago}", story.now).on(said.ago)
        comments.add(
            story.session,
            ("goal", story.goals[said.goal].id or 0),
            text=story.worded(said.text, at),
            by=story.actor(said.who),
            at=at,
        )
        yield
    goal, health, who, ago, why = remarks.OVERRIDE
    goals.override_health(
        story.session,
        story.goals[goal].id or 0,
        health=health,
        reason=why,
        by=story.actor(who),
        at=Hours(goal, story.now).on(ago),
    )
    yield


def _snapshots(story: Story) -> Iterator[None]:
    """The daily numbers as they would have been kept: today's, approached from the period's start."""
    story.session.flush()
    today = story.now.date()
    found = goal_reads.everything(story.session, now=story.now, today=today)
    yield
    for goal in story.goals.values():
        line = found[goal.id or 0]
        if line.actual is None or line.period_start is None:
            continue
        first = max(line.period_start, today - timedelta(weeks=WEEKS))
        length = max(1, (today - first).days)
        rows: list[dict[str, Any]] = []
        for step in range(length + 1):
            day = first + timedelta(days=step)
            share = (step / length) ** 1.15
            rows.append(
                {
                    "goal_id": goal.id,
                    "day": day,
                    "actual": round(line.actual * share, 2),
                    "expected": expected_percent(line.period_start, line.period_end, day),
                }
            )
        db.execute_many(story.session, insert(GoalSnapshot), rows)
        yield
