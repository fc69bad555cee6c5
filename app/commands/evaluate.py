"""eval: asks again what people judged, and says how the answers fare."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from agents import claims
from app import db, doors
from app.assist import assistant
from app.commands.home import library
from app.commands.output import Refused, clearly, say, say_json
from app.models import Conversation, Turn
from app.reads import questions

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(cli: typer.Typer) -> None:
    cli.command(name="eval")(evaluate)


@clearly
def evaluate(json: Json = False) -> None:
    """Ask again every question somebody gave a thumb, as that person.

    An answer that helped should still be answered, from the same kind of sources; one that did not is
    listed with its remark, to be looked at.
    """
    with library() as running:
        if running is None:
            raise Refused(
                "A server has the library open: stop it, or run this on a copy of the data."
            )
        with db.reading() as session:
            judged = questions.judged(session)
            rows = [_again(session, turn, running.library) for turn in judged]
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
    found = {
        "questions": len(rows), "helped": len(helped), "still_answered": len(kept),
        "score": len(kept) / len(helped) if helped else None, "types": types,
        "rows": rows,
    }  # fmt: skip
    if json:
        say_json(found)
        return
    if not rows:
        say("Nobody has judged an answer yet: thumbs under an answer on the ask page do.")
        return
    say(
        f"{len(helped)} answers helped, {len(kept)} of them are still answered; {len(rows) - len(helped)} did not help:"
    )
    for intent, scored in types.items():
        say(
            f"  {intent:12} {scored['still_answered']} of {scored['helped']} still answered, {scored['did_not_help']} did not help"
        )
    for row in rows:
        if row["thumb"] < 0 or not row["answered"]:
            say(
                f"  {'-' if row['thumb'] < 0 else '!'} {row['question']}  ({row['intent']}) {row['remark']}"
            )


def _again(session: Any, turn: Turn, shelf: Any) -> dict[str, Any]:
    home = session.get_one(Conversation, turn.conversation_id)
    before = [
        (one.question, one.fixed)
        for one in questions.turns(session, home.id or 0, actor=doors.actor(session, home.user_id))
        if (one.id or 0) < (turn.id or 0)
    ]
    now = datetime.now(UTC)
    actor = doors.actor(session, home.user_id)
    answer = assistant.ask(
        session, actor, turn.question, now=now, library=shelf, earlier=before, fixed=turn.fixed
    )
    desk = assistant.desk_of(session, actor, now=now, library=shelf)
    verdicts = [claims.verdict(one.get("claim"), desk) for one in turn.answer["sentences"]]
    return {
        "question": turn.question, "intent": answer.reading.intent, "thumb": turn.thumb,
        "remark": turn.remark, "answered": answer.mode != "none", "mode": answer.mode,
        "claims_that_hold": verdicts.count("holds"), "claims": len(verdicts),
    }  # fmt: skip
