"""What stands beside a task, list, space, goal or doc: its summary, what is in its way, what is like it."""

from dataclasses import dataclass

from agents import claims
from agents.answer import Draft, Sentence, Source, of_goal, of_quote, of_task
from agents.facts import Named, TaskFilter
from agents.plain import gist, goalstatus, places, status
from agents.plain.statements import last_said
from agents.plain.words import HEALTH, day, due, joined, people, plural, sources_of
from agents.reading.reading import Reading
from agents.reading.traits import OPEN
from agents.workspace import WorkspaceGateway

MOST_ALIKE = 5


@dataclass(frozen=True)
class About:
    """Sentences with their sources, as in an answer; `alike` are links, not claims."""

    summary: tuple[Sentence, ...]
    in_the_way: tuple[Sentence, ...]
    alike: tuple[Source, ...]


def of_a_task(key: str, gateway: WorkspaceGateway) -> About | None:
    """None when the viewer can't see it."""
    task = gateway.task(key)
    if task is None:
        return None
    itself, way = Draft(), Draft()
    status.task_itself(task, gateway, itself)
    served = gateway.serves(task.id)
    if served:
        titles = [claims.of_goal(goal, "title", "health") for goal, _ in served]
        ways = [
            f"{goal.title} ({HEALTH[goal.health]}) {through}".strip() for goal, through in served
        ]
        sources = [of_goal(goal) for goal, _ in served]
        claim = claims.every(claims.of_serves(task, served), *titles)
        itself.say(f"It helps {joined(ways)}.", *sources, claim=claim)
    for quote in gist.of(gateway.passages("", record=f"task:{task.id}")[:1], most=1):
        itself.quote(f"“{quote.sentence}”", quote.quote, quote.sentence)
    for quote in list(gateway.last_comments([task.id]).values())[:1]:
        last_said(quote, gateway, itself)
    status.task_in_the_way(task, gateway, way)
    if task.category in OPEN:
        if task.due is not None and task.due < gateway.today:
            way.say_of_task(f"It is {due(task, gateway.today)}.", task, "due", "category")
        if not task.people:
            way.say_of_task("Nobody is on it.", task, "people")
    return About(tuple(itself.sentences), tuple(way.sentences), _alike("task", task.id, gateway))


def of_a_place(place: Named, gateway: WorkspaceGateway) -> About:
    """A list or a space."""
    wanted = TaskFilter(
        categories=OPEN,
        lists=(place.id,) if place.kind == "list" else (),
        spaces=(place.id,) if place.kind == "space" else (),
    )
    itself, way = Draft(), Draft()
    places.place_itself(place, wanted, gateway, itself)
    places.place_lately(wanted, gateway, itself)
    places.place_in_the_way(wanted, gateway, way)
    for blocker in gateway.blockers(wanted)[:2]:
        way.say(
            f"{blocker.task.title} ({people(blocker.task)}) has held up {plural(len(blocker.waiting), 'task')} for {plural(blocker.days, 'day')}.",
            of_task(blocker.task),
            *sources_of(blocker.waiting[:3]),
            claim=claims.every(
                claims.of_blocker(wanted, blocker), claims.of_task(blocker.task, "title", "people")
            ),
        )
    return About(tuple(itself.sentences), tuple(way.sentences), ())


def of_a_goal(goal_id: int, gateway: WorkspaceGateway) -> About | None:
    goal = gateway.goal(goal_id)
    if goal is None:
        return None
    itself, way = Draft(), Draft()
    goalstatus.goal_itself(goal, gateway, itself)
    for quote in gateway.comments_on("goal", goal.id)[:1]:
        last_said(quote, gateway, itself)
    if not goal.final:
        goalstatus.goal_in_the_way(goal, Reading("status"), gateway, way)
    return About(tuple(itself.sentences), tuple(way.sentences), _alike("goal", goal.id, gateway))


def of_a_doc(doc_id: int, gateway: WorkspaceGateway) -> About | None:
    """Its telling sentences, the linked work that is late or blocked, and pages like it."""
    own = [q for q in gateway.passages("", record=f"doc:{doc_id}") if q.kind == "doc"]
    if not own:
        return None
    itself, way = Draft(), Draft()
    for pick in gist.of(own):
        itself.quote(f"“{pick.sentence}”", pick.quote, pick.sentence)
    when = day(own[0].at.astimezone(gateway.zone).date(), gateway.today)
    words = f"Last changed {when}{f' by {own[0].author}' if own[0].author else ''}."
    itself.say(words, of_quote(own[0]), claim=claims.of_written(own[0]))
    for quote in gateway.comments_on("doc", doc_id)[:1]:
        last_said(quote, gateway, itself)
    for task in gateway.linked_tasks("doc", doc_id):
        if task.category not in OPEN:
            continue
        late = task.due is not None and task.due < gateway.today
        facts = [due(task, gateway.today) if late else "", "blocked" if task.blocked_by else ""]
        if any(facts):
            way.say(
                f"{task.title} is {joined([f for f in facts if f])}, with {people(task)}.",
                of_task(task),
                claim=claims.every(
                    claims.of_link("doc", doc_id, task),
                    claims.of_task(task, "title", "due", "people", "blocked_by", "category"),
                ),
            )
    return About(tuple(itself.sentences), tuple(way.sentences), _alike("doc", doc_id, gateway))


def _alike(kind: str, item_id: int, gateway: WorkspaceGateway) -> tuple[Source, ...]:
    return tuple(of_quote(quote) for quote in gateway.alike(kind, item_id)[:MOST_ALIKE])
