"""ask, search, summary."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from app import db
from app.access import machine, space
from app.api.caller import by_email, zone_of
from app.assist import acting, assistant, results, summaries, summed
from app.assist.week import telling
from app.commands.home import library, server, workspace
from app.commands.output import Refused, clearly, say, say_json
from app.domain import weekly

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str, typer.Option("--as", help="E-mail of the person who asks.")]


def register(cli: typer.Typer) -> None:
    cli.command()(ask)
    cli.command()(search)
    cli.command()(summary)


@clearly
def ask(
    question: str,
    as_: As,
    after: Annotated[
        list[str] | None, typer.Option(help="A question asked before, oldest first; repeatable.")
    ] = None,
    confirm: Annotated[
        bool, typer.Option("--confirm", help="Do what the answer's cards propose.")
    ] = False,
    json: Json = False,
) -> None:
    """Ask a question, or say what is to be done; every sentence names its sources."""
    earlier = after or []
    with library() as running:
        if running is None:
            found = server(
                "POST", "/api/v1/ask", as_email=as_, json={"question": question, "earlier": earlier}
            )
        else:
            with db.reading() as session:
                actor = by_email(session, as_)
                found = assistant.ask(
                    session,
                    actor,
                    question,
                    now=datetime.now(UTC),
                    library=running.library,
                    earlier=earlier,
                ).plain()
    acts = [card["act"] for card in found["cards"]] if confirm else []
    if acts:
        found["done"] = _done(acts, as_)
    say_json(found) if json else _tell(found)


def _done(acts: list[dict[str, Any]], email: str) -> list[dict[str, Any]]:
    """Do what cards propose, all or none of it."""
    with workspace(), db.writing() as session:
        done = acting.perform(session, acts, by=by_email(session, email))
        return [asdict(one) for one in done]


@clearly
def search(query: str, as_: As, limit: int = 20, json: Json = False) -> None:
    """Search tasks, comments, docs and goals."""
    with library() as running:
        if running is None:
            found = server(
                "GET", "/api/v1/search", as_email=as_, params={"q": query, "limit": limit}
            )["results"]
        else:
            with db.reading() as session:
                actor = by_email(session, as_)
                hits = results.search(
                    session,
                    actor,
                    query,
                    library=running.library,
                    now=datetime.now(UTC),
                    limit=limit,
                )
                found = [hit.plain() for hit in hits.hits]
    if json:
        say_json({"results": found})
        return
    for hit in found:
        say(f"{hit['kind']:8} {hit['title']}  {hit['url']}\n         {hit['snippet']}")
    if not found:
        say("Nothing was found.")


@clearly
def summary(
    week: Annotated[str, typer.Option(help="Like 2026-W47; last week when left out.")] = "",
    goal: Annotated[int, typer.Option(help="Id of a goal.")] = 0,
    space_key: Annotated[str, typer.Option("--space", help="Key of a space.")] = "",
    as_: Annotated[
        str, typer.Option("--as", help="E-mail of the reader; everything when left out.")
    ] = "",
    json: Json = False,
) -> None:
    """What a week of a goal, a space, or the workspace amounted to; the numbers add up."""
    now = datetime.now(UTC)
    if goal and space_key:
        raise Refused("Name one goal (--goal ID) or one space (--space KEY), or neither.")
    with workspace(), db.reading() as session:
        actor = by_email(session, as_) if as_ else machine(session)
        today = now.astimezone(zone_of(session)).date()
        wanted = week or weekly.week_of(today.fromordinal(today.toordinal() - 7))
        named = space(session, space_key, actor).id if space_key else None
        subject = summed.subject(goal or None, named)
        found = summaries.of_week(session, actor, week=wanted, subject=subject, now=now)
    if json:
        plain = telling.plain(found)
        for section in plain["sections"]:
            section["items"] = [item["key"] or item["title"] for item in section["items"]]
        say_json(plain)
    else:
        say(telling.text(found))


def _tell(found: dict[str, Any]) -> None:
    chips = " · ".join(chip["label"] for chip in found["reading"]["chips"])
    say(f"Read as: {chips} · as of {found['as_of'][11:16]} UTC\n")
    for sentence in found["sentences"]:
        marks = " ".join(f"[{s['key'] or s['title'][:30]}]" for s in sentence["sources"][:3])
        say(f"{sentence['text']} {marks}")
    _tell_of_cards(found)
    if found["note"]:
        say(found["note"])
        for choice in found["candidates"]:
            say(f"  {choice['question']}")
    elif not found["sentences"]:
        for choice in found["candidates"]:
            say(f"  Did you mean: {choice['question']}")
        say("Nothing here answers this. Looked at: " + "; ".join(found["looked_at"]) + ".")
        for source in found["nearest"]:
            say(f"  nearest: {source['title']}  {source['url']}")


def _tell_of_cards(found: dict[str, Any]) -> None:
    for card in found["cards"]:
        say(f"\n  {card['title']}")
        for line in card["lines"]:
            say(f"    {line['label']}: {line['old'] + ' → ' if line['old'] else ''}{line['new']}")
        if card["warning"]:
            say(f"    {card['warning']}")
    for one in found.get("done", []):
        say(f"Done: {one['key']} {one['title']}")
    if found["cards"] and "done" not in found:
        say("\nNothing was changed. The same with --confirm does it.")
