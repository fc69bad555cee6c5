"""A conversation's turns as plain values for the browser, and what is done with them."""

from dataclasses import asdict
from datetime import datetime

from sqlmodel import col

from agents.reading import times
from agents.reading.priorities import CHIP
from agents.reading.reading import LABELS
from agents.reading.traits import TRAITS
from app import wiring
from app.assist import acting, assistant, names
from app.assist.model import chosen
from app.domain.errors import Invalid
from app.models import Task
from app.reads import examples, goals, people, questions, spaces, tasks
from app.ui import rows, words
from app.ui.arguments import id_in
from app.ui.ask.shapes import Asked, CountedGoal, Kept, PastConversation, Sentence, Turn
from app.ui.base import RequestContext
from app.ui.rows import TaskLine
from app.ui.shapes import Choice, Source, person_view
from app.work import questions as keeping
from app.work import undo as undoing

MOST_TURNS = 8  # kept on the page
PERIODS = ("today", "yesterday", "this week", "last week", "next week", "this month", "last month")


def model_name(context: RequestContext) -> str:
    """The language model that words answers, or nothing."""
    model = chosen(context.session)
    return model.name if model else ""


def answered(
    context: RequestContext, question: str, earlier: list[Asked], fixed: list[str]
) -> tuple[Turn, Kept]:
    """The answer as the page shows it, and as it is kept."""
    answer = assistant.ask(
        context.session,
        context.actor,
        question,
        now=context.now,
        library=wiring.current().library,
        earlier=[(one["question"], one["fixed"]) for one in earlier],
        fixed=fixed,
        locale=context.locale,
    ).plain()
    return shown(context, answer, fixed, earlier), answer


def keep(
    context: RequestContext, conversation: int, answer: Kept, fixed: list[str]
) -> tuple[int, int]:
    """Keep a turn; returns its conversation's id and its own."""
    made = keeping.keep(
        context.session,
        conversation_id=conversation or None,
        answer=dict(answer),
        fixed=fixed,
        by=context.actor,
    )
    return made.conversation_id, made.id or 0


def confirmed(context: RequestContext, turn_id: int, which: list[int]) -> None:
    """Do the cards of one's own kept answer; what is not pending any more is refused."""
    turn = keeping.turn_of(context.session, turn_id, by=context.actor)
    cards = list(turn.answer.get("cards", []))
    if not which or any(not 0 <= i < len(cards) or cards[i].get("done") for i in which):
        raise Invalid("These changes are not waiting any more: ask again.")
    done = acting.perform(context.session, [cards[i]["act"] for i in which], by=context.actor)
    marks = {
        i: {**asdict(one), "undo": context.session.info["batch"]}
        for i, one in zip(which, done, strict=True)
    }
    keeping.mark(context.session, turn_id, marks, by=context.actor)


def taken_back(context: RequestContext, turn_id: int, card: int) -> str:
    """Undo a done card's batch; returns what to tell of it."""
    cards = list(
        keeping.turn_of(context.session, turn_id, by=context.actor).answer.get("cards", [])
    )
    done = cards[card].get("done") if 0 <= card < len(cards) else None
    if not done:
        raise Invalid("This was not done.")
    undone = undoing.undo(context.session, done["undo"], by=context.actor)
    same = {
        i: None
        for i, one in enumerate(cards)
        if (one.get("done") or {}).get("undo") == done["undo"]
    }
    keeping.mark(context.session, turn_id, same, by=context.actor)
    return undone.sentence


def kept(context: RequestContext, conversation: int) -> list[Turn]:
    """The turns of a kept conversation, as they were answered."""
    turns = questions.turns(context.session, conversation, actor=context.actor, limit=MOST_TURNS)
    asked = [Asked(question=turn.question, fixed=turn.fixed) for turn in turns]
    return [
        {
            **shown(context, turn.answer, turn.fixed, asked[:index]),
            "id": turn.id or 0,
            "thumb": turn.thumb,
            "saved": True,
        }
        for index, turn in enumerate(turns)
    ]


def shown(context: RequestContext, answer: Kept, fixed: list[str], earlier: list[Asked]) -> Turn:
    """An answer as the page shows it, not yet kept or judged."""
    as_of = datetime.fromisoformat(answer["as_of"])
    today = as_of.astimezone(context.zone).date() == context.today
    return {
        "id": 0,
        "thumb": 0,
        "earlier": earlier,
        "question": answer["question"],
        "fixed": fixed,
        "follows": answer["reading"].get("follows", False),
        "chips": answer["reading"]["chips"],
        "unknown": answer["reading"].get("unknown", []),
        "sentences": [_sentence(one, context) for one in answer["sentences"]],
        "mode": answer["mode"],
        "looked_at": answer["looked_at"],
        "note": answer.get("note", ""),
        "cards": answer.get("cards", []),
        "nearest": [_source(one, context) for one in answer["nearest"]],
        "candidates": answer["candidates"],
        "took_ms": answer["took_ms"],
        "as_of_clock": f"{as_of.astimezone(context.zone):%H:%M}"
        if today
        else words.plain_day(as_of.astimezone(context.zone).date(), context.today),
        "as_of_text": words.exact_moment(as_of, context.zone),
    }


def past(context: RequestContext) -> list[PastConversation]:
    """The asker's conversations, the last used first."""
    return [
        {
            "id": one.id,
            "title": one.title,
            "at": words.moment(one.updated_at, context.now, context.zone),
        }
        for one in questions.conversations(context.session, actor=context.actor, limit=30)
    ]


def title_of(context: RequestContext, conversation: int) -> str:
    """What one's own conversation is called; raises NotFound for anybody else's."""
    return keeping.mine(context.session, conversation, by=context.actor).title


def _sentence(one: Kept, context: RequestContext) -> Sentence:
    items = list(one.get("items") or [])
    return {
        "text": one["text"],
        "sources": [_source(source, context) for source in one["sources"]],
        "items": items,
        "all": one.get("all") or len(items),
        "lines": None,
        "claim": one.get("claim"),
        "opens": one.get("opens", ""),
    }


def _source(source: Kept, context: RequestContext) -> Source:
    """A source with its moment in the workspace's own time."""
    try:
        at = words.exact_moment(datetime.fromisoformat(str(source.get("at") or "")), context.zone)
    except ValueError:
        at = ""
    return Source(
        kind=source["kind"],
        id=source["id"],
        key=source["key"],
        title=source["title"],
        url=source["url"],
        quote=source.get("quote", ""),
        author=source.get("author", ""),
        at=at,
    )


def counted(context: RequestContext, items: list[str]) -> list[TaskLine | CountedGoal]:
    """What a count stands for, as lines in its order: tasks by key, goals as `goal:3`."""
    named = [id_in(one[5:]) for one in items if one.startswith("goal:")]
    goal_ids = [one for one in named if one]
    keys = [one for one in items if not one.startswith("goal:")]
    return [*_counted_goals(context, goal_ids), *_counted_tasks(context, keys)]


def _filters(context: RequestContext) -> list[Choice]:
    """What the tasks asked for can be like, by the words the answer says it in."""
    named = [
        one
        for one in names.visible(context.session, context.actor)
        if one.kind in ("status", "tag")
    ]
    return [
        *(Choice(value=f"trait:{name}", label=name) for name in TRAITS),
        *(
            Choice(value=f"priority:{value}", label=words, hint="priority")
            for value, words in CHIP.items()
        ),
        *(
            Choice(
                value=f"{one.kind}:{one.id}",
                label=f"#{one.name}" if one.kind == "tag" else one.name,
                hint=one.kind,
            )
            for one in named
        ),
    ]


def _counted_goals(context: RequestContext, ids: list[int]) -> list[CountedGoal]:
    if not ids:
        return []
    lines = goals.lines(context.session, actor=context.actor, now=context.now, today=context.today)
    return [
        CountedGoal(
            key=f"goal:{one.id}",
            url=f"/goals/{one.id}",
            title=one.title,
            due=one.label,
            due_tip=one.health.replace("_", " "),
            tone="",
            is_goal=True,
        )
        for one in (lines[i] for i in ids if i in lines)
    ]


def _counted_tasks(context: RequestContext, keys: list[str]) -> list[rows.TaskLine]:
    found = tasks.rows(context.session, [col(Task.key).in_(keys)], actor=context.actor)
    place = {key: index for index, key in enumerate(keys)}
    found.sort(key=lambda row: place.get(row.key, len(place)))
    return rows.lines(context.session, found, actor=context.actor, today=context.today)


def around(context: RequestContext) -> tuple[list[str], dict[str, list[Choice]]]:
    """Example questions, and what the chips can be changed to."""
    session, actor = context.session, context.actor.current
    tree = spaces.tree(session, actor=actor)
    lists = [
        one
        for space in tree
        for one in [*space.lists, *(x for folder in space.folders for x in folder.lists)]
    ]
    people_ = people.everyone(session, actor=actor, active_only=True)
    lines = goals.lines(session, actor=actor, now=context.now, today=context.today).values()
    return (
        examples.questions(session, actor=actor, today=context.today),
        {
            "intent": [
                Choice(value=name, label=label)
                for name, label in LABELS.items()
                if name not in ("act", "field", "nothing")
            ],
            "person": [
                Choice(value=f"person:{one.id}", label=one.name, person=person_view(one))
                for one in people_
            ],
            "place": [
                *(
                    Choice(value=f"space:{one.id}", label=one.name, hint="space")
                    for one in tree
                    if one.whole
                ),
                *(Choice(value=f"list:{one.id}", label=one.name, hint="list") for one in lists),
            ],
            "filter": _filters(context),
            "goal": [Choice(value=f"goal:{one.id}", label=one.title) for one in lines],
            "period": [
                Choice(value=f"{period.start}/{period.end}", label=name, hint=period.words)
                for name in PERIODS
                if (period := times.read(name, context.today)[0])
            ],
        },
    )
