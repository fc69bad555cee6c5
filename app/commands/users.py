"""user add | list | disable | enable | reset-password, and token create."""

import getpass
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from sqlmodel import col, select

from app import access, db
from app.commands.home import new_workspace, workspace
from app.commands.output import Refused, clearly, say, say_json
from app.domain.access import Role
from app.models import User, Workspace
from app.work import passwords, people, sessions

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from stdin.")]


def register(cli: typer.Typer) -> None:
    users = typer.Typer(
        help="People: add, list, disable, enable, reset-password.", no_args_is_help=True
    )
    users.command("add")(add)
    users.command("list")(list_)
    users.command("disable")(disable)
    users.command("enable")(enable)
    users.command("reset-password")(reset_password)
    cli.add_typer(users, name="user")
    tokens = typer.Typer(help="Personal tokens for programs.", no_args_is_help=True)
    tokens.callback()(_nothing)
    tokens.command("create")(create_token)
    cli.add_typer(tokens, name="token")


def _nothing() -> None:
    """Personal tokens for programs."""


@clearly
def add(
    email: str,
    name: Annotated[str, typer.Option(help="Full name.")],
    role: Annotated[str, typer.Option(help="owner, admin, member or guest.")] = "member",
    password_stdin: FromStdin = False,
    json: Json = False,
) -> None:
    """Add a person. The first owner also makes the workspace."""
    password = passwords.hashed(_password(password_stdin))
    opened = new_workspace if role == Role.OWNER else workspace
    with opened(), db.writing() as session:
        if role == Role.OWNER and session.get(Workspace, 1) is None and people.is_new(session):
            user = people.found(
                session, email=email, name=name, password=password, workspace="Goalward"
            )
        else:
            user = people.add(
                session, email=email, name=name, role=role, password=password, by=None
            )
        found = {"id": user.id, "email": user.email, "name": user.name, "role": user.role}
    say_json(found) if json else say(
        f"Added {found['name']} <{found['email']}> as {found['role']}."
    )


@clearly
def list_(json: Json = False) -> None:
    """List everybody."""
    with workspace(), db.reading() as session:
        rows = [
            {"id": u.id, "email": u.email, "name": u.name, "role": u.role, "active": u.is_active}
            for u in session.exec(
                select(User).where(col(User.import_run_id).is_(None)).order_by(User.name)
            )
        ]
    if json:
        say_json(rows)
        return
    for row in rows:
        say(
            f"{row['email']:40} {row['role']:7} {'active' if row['active'] else 'inactive':9} {row['name']}"
        )


@clearly
def disable(email: str, json: Json = False) -> None:
    """Lock a person out; what they did stays."""
    with workspace(), db.writing() as session:
        user = _user(session, email)
        people.disable(session, user.id or 0, by=access.machine(session))
    say_json({"email": email, "active": False}) if json else say(f"{email} can no longer sign in.")


@clearly
def enable(email: str, json: Json = False) -> None:
    """Let a person in again who was locked out."""
    with workspace(), db.writing() as session:
        user = _user(session, email)
        people.enable(session, user.id or 0, by=access.machine(session))
    say_json({"email": email, "active": True}) if json else say(f"{email} can sign in again.")


@clearly
def reset_password(email: str, password_stdin: FromStdin = False, json: Json = False) -> None:
    """Set a new password and end all of the person's sessions and tokens; nobody is let in again by it."""
    made = passwords.hashed(_password(password_stdin))
    with workspace(), db.writing() as session:
        user = _user(session, email)
        machine = access.machine(session)
        sessions.change_password(session, user.id or 0, password_hash=made, by=machine)
        now = datetime.now(UTC)
        ended = sessions.revoke_all_tokens(session, user.id or 0, by=machine, now=now)
        is_active = user.is_active
    if json:
        say_json({"email": email, "tokens_ended": ended, "active": is_active})
        return
    say(
        f"{email} has a new password; all sessions ended, and {ended} token{'' if ended == 1 else 's'}."
    )
    if not is_active:
        say(f"The account is still locked: `goalward user enable {email}` opens it.")


@clearly
def create_token(
    email: str,
    name: Annotated[str, typer.Option(help="What it is for.")],
    scope: Annotated[str, typer.Option(help="read or write.")] = "read",
    json: Json = False,
) -> None:
    """Make a personal token; it is printed this once."""
    with workspace(), db.writing() as session:
        user = _user(session, email)
        token, secret = sessions.make_token(
            session,
            user.id or 0,
            name=name,
            scope=scope,
            now=datetime.now(UTC),
            by=access.machine(session),
        )
        found = {"id": token.id, "name": token.name, "scope": token.scope, "token": secret}
    say_json(found) if json else say(secret)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise Refused("No password was given: pipe it in with --password-stdin.")
    return getpass.getpass("Password: ")


def _user(session: object, email: str) -> User:
    found = session.exec(select(User).where(User.email == email.strip().lower())).first()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - a Session
    if found is None:
        raise Refused(f"Nobody here has the address {email}: see `goalward user list`.")
    return found
