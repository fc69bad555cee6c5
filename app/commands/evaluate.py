"""eval: asks again what people judged or corrected, and says how the answers fare."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from sqlmodel import Session

from agents import claims
from agents.answer import Answer
from app import access, db
from app.assist import assistant
from app.commands.home import library
from app.commands.output import Refused, clearly, say, say_json
from app.domain.access import Actor
from app.domain.plurals import many
from app.models import Conversation, Turn
from app.reads import questions
from knowledge.library import Library

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@dataclass(frozen=True)
class Again:
    """A kept turn, ready to be asked again as the person it belongs to."""

    session: Session
    turn: Turn
    actor: Actor
    earlier: tuple[tuple[str, list[str]], ...]
    shelf: Library
    now: datetime

    @classmethod
    def of(cls, session: Session, turn: Turn, shelf: Library) -> "Again":
        home = session.get_one(Conversation, turn.conversation_id)
        actor = access.actor(session, home.user_id)
        kept = questions.turns(session, home.id or 0, actor=actor)
        before = tuple((one.question, one.fixed) for one in kept if (one.id or 0) < (turn.id or 0))
        return cls(session, turn, actor, before, shelf, datetime.now(UTC))

    def ask(self, fixed: list[str]) -> Answer:
        return assistant.ask(
            self.session,
            self.actor,
            self.turn.question,
            now=self.now,
            library=self.shelf,
            earlier=self.earlier,
            fixed=fixed,
        )


def register(cli: typer.Typer) -> None:
    cli.command(name="eval")(evaluate)


@clearly
def evaluate(json: Json = False) -> None:
    """Ask again every question somebody gave a thumb or corrected, as that person.

    An answer that helped should still be answered, from the same kind of sources; one that did not is
    listed with its remark, to be looked at. A question whose chips were corrected should be read right
    by now without.
    """
    with library() as running:
        if running is None:
            raise Refused(
                "A server has the library open: stop it, or run this on a copy of the data."
            )
        with db.reading() as session:
            rated = [Again.of(session, one, running.library) for one in questions.rated(session)]
            rows = [_rated_row(one) for one in rated]
            fixed = [
                Again.of(session, one, running.library) for one in questions.corrected(session)
            ]
            corrections = [_corrected(one) for one in fixed]
    found = {**_scores(rows), "corrections": corrections, "rows": rows}
    if json:
        say_json(found)
        return
    _tell(found, rows, corrections)


def _rated_row(again: Again) -> dict[str, Any]:
    turn, answer = again.turn, again.ask(again.turn.fixed)
    gateway = assistant.gateway_of(again.session, again.actor, now=again.now, library=again.shelf)
    verdicts = claims.verdicts([one.get("claim") for one in turn.answer["sentences"]], gateway)
    return {
        "question": turn.question,
        "intent": answer.reading.intent,
        "thumb": turn.thumb,
        "remark": turn.remark,
        "answered": answer.mode != "none",
        "mode": answer.mode,
        "claims_that_hold": verdicts.count("holds"),
        "claims": len(verdicts),
    }


def _corrected(again: Again) -> dict[str, Any]:
    """Whether the question alone is read now as it had to be corrected to."""
    plain, meant = again.ask([]).reading, again.ask(again.turn.fixed).reading
    same = (plain.intent, plain.filter, plain.days, plain.as_of, plain.goals) == (
        meant.intent,
        meant.filter,
        meant.days,
        meant.as_of,
        meant.goals,
    )
    return {
        "question": again.turn.question,
        "fixed": again.turn.fixed,
        "intent": meant.intent,
        "read_right_now": same and not plain.ambiguous,
    }


def _scores(rows: list[dict[str, Any]]) -> dict[str, Any]:
    helped = [row for row in rows if row["thumb"] > 0]
    kept = [row for row in helped if row["answered"]]
    types = {
        intent: {
            "helped": sum(row["thumb"] > 0 for row in of_it),
            "still_answered": sum(row["thumb"] > 0 and row["answered"] for row in of_it),
            "did_not_help": sum(row["thumb"] < 0 for row in of_it),
        }
        for intent in sorted({row["intent"] for row in rows})
        if (of_it := [row for row in rows if row["intent"] == intent])
    }
    return {
        "questions": len(rows),
        "helped": len(helped),
        "still_answered": len(kept),
        "score": len(kept) / len(helped) if helped else None,
        "types": types,
    }


def _tell(
    found: dict[str, Any], rows: list[dict[str, Any]], corrections: list[dict[str, Any]]
) -> None:
    if not rows and not corrections:
        say("Nobody has judged or corrected an answer yet: thumbs and chips on the ask page do.")
        return
    helped, kept = found["helped"], found["still_answered"]
    say(
        f"{many(helped, 'answer')} helped, {kept} still answered; {len(rows) - helped} did not help:"
    )
    for intent, scored in found["types"].items():
        say(
            f"  {intent:12} {scored['still_answered']} of {scored['helped']} still answered, {scored['did_not_help']} did not help"
        )
    for row in rows:
        if row["thumb"] < 0 or not row["answered"]:
            say(
                f"  {'-' if row['thumb'] < 0 else '!'} {row['question']}  ({row['intent']}) {row['remark']}"
            )
    right = sum(row["read_right_now"] for row in corrections)
    say(f"Corrected by chips: {many(len(corrections), 'question')}, {right} read right by now.")
    for row in corrections:
        if not row["read_right_now"]:
            say(f"  ~ {row['question']}  ({', '.join(row['fixed'])})")
