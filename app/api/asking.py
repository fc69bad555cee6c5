"""ask, summaries, findings."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import Path, Query
from fastapi.responses import StreamingResponse
from sqlmodel import Session

from agents import claims
from agents.answer import Answer, Sentence, plain_sentence
from app import db, wiring
from app.api import routing, streaming, wording
from app.api.caller import Who, zone_of
from app.api.etags import Versioned
from app.api.paging import After, ById, Id, Limit, Slice, paged
from app.api.schemas import asking as shape
from app.api.schemas import summaries as weeks
from app.api.schemas.undoing import UndoResult
from app.api.undoing import result
from app.assist import acting, assistant, findings, summaries, summed
from app.assist.model import chosen
from app.assist.week import telling
from app.domain import weekly
from app.domain.access import Actor
from app.domain.errors import Invalid
from app.models import Alias
from app.reads import people as everybody
from app.reads import questions, tasks
from app.work import questions as asked
from app.work import undo as undoing
from knowledge.library import Library

router = routing.router("ask and search")

Beside = Literal["task", "list", "space", "goal", "doc"]
Item = Annotated[str, Path(min_length=1, max_length=40, description="A task's key, else an id.")]
Batch = Annotated[str, Path(min_length=1, max_length=64)]
Week = Annotated[str, Query(max_length=8, pattern=r"^(\d{4}-W\d{2})?$", examples=["2026-W47"])]


@router.post("/ask", response_model=shape.Answer)
@routing.refusing(404)
def ask(body: shape.Question, who: Who) -> shape.Answer:
    """Answer a question from what the caller may see; every sentence has its sources."""
    library = wiring.current().library
    with db.reading() as session:
        actor = who.actor(session)
        return streaming.shown(_asked(session, actor, body, library))


def _asked(session: Session, actor: Actor, body: shape.Question, library: Library) -> Answer:
    return assistant.ask(
        session,
        actor,
        body.question,
        now=datetime.now(UTC),
        library=library,
        earlier=[
            one if isinstance(one, str) else (one.question, one.fixed) for one in body.earlier
        ],
        fixed=body.fixed,
    )


@router.get("/about/{kind}/{item}", response_model=shape.About)
def get_about(kind: Beside, item: Item, who: Who, version: Versioned) -> shape.About:
    """The summary of a task (by key), list, space, goal or doc; what is in its way; what is like it."""
    library = wiring.current().library
    with db.reading() as session:
        actor = who.actor(session)
        found = assistant.about(session, actor, kind, item, now=datetime.now(UTC), library=library)
        shown = shape.About(
            summary=[_sentence(one) for one in found.summary],
            in_the_way=[_sentence(one) for one in found.in_the_way],
            alike=[shape.Source.model_validate(one) for one in found.alike],
            as_of=datetime.now(UTC).astimezone(zone_of(session)).strftime("%H:%M"),
        )
        return version.mark_but(shown, "as_of")


def _sentence(one: Sentence) -> shape.Sentence:
    return shape.Sentence.model_validate(plain_sentence(one))


@router.post("/acts", status_code=201, response_model=shape.DoneActs)
def confirm_acts(body: shape.Acts, who: Who) -> shape.DoneActs:
    """Do what the cards of an answer show (their `act`), all or none; `undo`, unless empty, takes it back."""
    with db.writing() as session:
        try:
            done = acting.perform(session, body.acts, by=who.actor(session))
        except acting.NoAct as refusal:
            # The way to it, without the kind of act that was tried. An act's inside is no part of the contract.
            unfit = wording.fields(
                [
                    {**one, "loc": ("body", "acts", *one["loc"][:1], *one["loc"][2:])}
                    for one in refusal.faults
                ]
            )
            raise Invalid(wording.sentence(unfit), field=unfit[0].field) from refusal
        shown = [shape.DoneAct.model_validate(one) for one in done]
        return shape.DoneActs(done=shown, undo=undoing.offered(session, session.info["batch"]))


@router.delete("/acts/{batch}")
def undo_acts(batch: Batch, who: Who) -> UndoResult:
    """Undo one's own confirmed changes; what was left alone is told, and why."""
    with db.writing() as session:
        return result(undoing.undo(session, batch, by=who.actor(session)))


@router.post("/ask/check", response_model=shape.Verdicts)
@routing.refusing(404)
def check_claims(body: shape.Claims, who: Who) -> shape.Verdicts:
    """Run claims again: each holds, changed, or is gone (as far as the caller sees)."""
    library = wiring.current().library
    with db.reading() as session:
        actor = who.actor(session)
        gateway = assistant.gateway_of(session, actor, now=datetime.now(UTC), library=library)
        return shape.Verdicts(verdicts=claims.verdicts(body.claims, gateway))


@router.get("/ask/words", response_model=shape.WordsPage)
def list_words(who: Who, after: After = 0, limit: Limit = 100) -> Slice[Alias]:
    """The words that were taught and what they mean here, as far as the caller sees what they name."""
    with db.reading() as session:
        return paged(questions.taught(session, actor=who.actor(session)), after, limit)


@router.post("/ask/words", status_code=201, response_model=shape.Words)
def teach_words(body: shape.NewWords, who: Who) -> Alias:
    """From now on these words mean this person, goal, space or list."""
    with db.writing() as session:
        actor = who.actor(session)
        made = asked.learn(session, words=body.words, kind=body.kind, item_id=body.id, by=actor)
        session.flush()
        return made


@router.delete("/ask/words/{word_id}", status_code=204)
def forget_words(word_id: Id, who: Who) -> None:
    """These words mean nothing in particular again."""
    with db.writing() as session:
        asked.unlearn(session, word_id, by=who.actor(session))


@router.get("/conversations", response_model=shape.ConversationPage)
def list_conversations(
    who: Who, q: Annotated[str, Query(max_length=200)] = "", after: After = 0, limit: Limit = 100
) -> Slice[questions.Line]:
    """One's own conversations; with `q` those that say all its words."""
    with db.reading() as session:
        found = questions.conversations(session, actor=who.actor(session), words=q, limit=500)
        return paged(found, after, limit)


@router.get("/conversations/{conversation_id}", response_model=shape.ConversationDetail)
def get_conversation(conversation_id: Id, who: Who) -> shape.ConversationDetail:
    """One's own conversation with its answers as they were."""
    with db.reading() as session:
        turns = questions.turns(session, conversation_id, actor=who.actor(session))
        shown = [shape.Turn.model_validate(one) for one in turns]
        return shape.ConversationDetail(id=conversation_id, turns=shown)


@router.delete("/conversations/{conversation_id}", status_code=204)
def delete_conversation(conversation_id: Id, who: Who) -> None:
    """Forget one's own conversation for good."""
    with db.writing() as session:
        asked.forget(session, conversation_id, by=who.actor(session))


@router.put("/answers/{answer_id}/thumb", status_code=204)
def rate_answer(answer_id: Id, body: shape.Rating, who: Who) -> None:
    """Say whether an answer helped (1), did not (-1), or take that back (0)."""
    with db.writing() as session:
        asked.rate(session, answer_id, thumb=body.thumb, remark=body.remark, by=who.actor(session))


@router.post(
    "/ask/stream",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}}},
)
@routing.refusing(404)
def ask_streamed(body: shape.Question, who: Who) -> StreamingResponse:
    """The plain answer at once (event `plain`), then what a model looks up (`look`) and says (`word`, `worded`).

    Only what is proved is said; `worded` has the sentences with their sources, and how many were dropped.
    """
    library = wiring.current().library
    with db.reading() as session:
        actor = who.actor(session)
        answer = _asked(session, actor, body, library)
        model = chosen(session) if streaming.can_be_worded(answer) else None
        people = [one.name for one in everybody.everyone(session, actor=actor)] if model else []
        today = datetime.now(zone_of(session)).date()
    events = streaming.answer_events(
        answer, model, streaming.readers_of(who, library), people, today
    )
    return StreamingResponse(events, media_type="text/event-stream")


@router.get("/summaries", response_model=weeks.Summary)
@routing.refusing(404)
def get_summary(who: Who, week: Week = "", goal: ById = None, space: ById = None) -> weeks.Summary:
    """One week of a goal, a space, or the workspace when neither is named (`week` like 2026-W47; this week when left out)."""
    if goal is not None and space is not None:
        raise Invalid("Name one goal or one space, or neither.", field="goal")
    now = datetime.now(UTC)
    with db.reading() as session:
        actor = who.actor(session)
        wanted = week or weekly.week_of(now.astimezone(zone_of(session)).date())
        subject = summed.subject(goal, space)
        found = summaries.of_week(session, actor, week=wanted, subject=subject, now=now)
        return weeks.Summary.model_validate(telling.plain(found))


@router.get("/findings", response_model=weeks.Findings)
def list_findings(who: Who) -> weeks.Findings:
    """What the detectors see now."""
    now = datetime.now(UTC)
    with db.reading() as session:
        actor = who.actor(session)
        made = findings.current(session, actor, now=now)
        keys = {
            r.id: r.key
            for r in tasks.by_ids(session, {i for f in made for i in f.items}, actor=actor)
        }
        return weeks.Findings(
            findings=[
                weeks.Finding(
                    kind=f.kind,
                    title=f.title,
                    measure=f.measure,
                    comparison=f.comparison,
                    next_act=f.next_act,
                    items=[keys[i] for i in f.items if i in keys],
                )
                for f in made
            ]
        )
