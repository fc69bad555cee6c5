"""Takes back what happened to people, teams, taught words and the workspace's own settings."""

from collections.abc import Sequence

from app import access, lookups
from app.domain.errors import NotFound
from app.domain.events import Kind
from app.models import Team
from app.work import people, questions, teams, workspaces
from app.work.undo.logged import plain_fields
from app.work.undo.registry import undoes
from app.work.undo.step import Pair, Step, told


@undoes(Kind.USER_CHANGED)
def person_back(step: Step) -> None:
    user = access.user(step.session, step.event.subject_id, step.by)
    session, user_id, by = step.session, user.id or 0, step.by
    profile = step.values(lambda n: getattr(user, n), plain_fields("user"))
    step.edit(profile, lambda some: people.change_profile(session, user_id, by=by, **some))
    rights = step.values(lambda n: getattr(user, n), ("role", "is_active"))
    if "role" in rights:
        role = rights["role"]
        step.attempt(lambda: people.change_role(session, user_id, to=role, by=by), "role")
    if "is_active" in rights:
        verb = people.enable if rights["is_active"] else people.disable
        step.attempt(lambda: verb(session, user_id, by=by), "is_active")


@undoes(Kind.WORKSPACE_CHANGED)
def settings_back(step: Step) -> None:
    home = lookups.workspace(step.session)
    if home is None:
        raise NotFound("workspace")
    values = step.values(lambda name: getattr(home, name), plain_fields("workspace"))
    step.edit(values, lambda some: workspaces.edit(step.session, by=step.by, **some))
    if "team" in step.event.changes:
        _team(step)
    if "word" in step.event.changes:
        _word(step)


def _team(step: Step) -> None:
    """A team as [id, name, members]: made, changed or taken apart."""
    old, new = step.event.changes["team"]
    team_id = (new or old)[0]
    team = step.session.get(Team, team_id)
    if old is None or team is None:
        _whole_team(step, team, old)
        return
    if new is None:
        step.is_back()
        return
    values: dict[str, object] = {}
    if old[1] != new[1]:
        if team.name == new[1]:
            values["name"] = old[1]
        else:
            step.leave("name", "It was renamed since.")
    now = set(teams.members_of(step.session, team_id))
    wanted = (now - (set(new[2]) - set(old[2]))) | (set(old[2]) - set(new[2]))
    if wanted != now:
        values["members"] = sorted(wanted)
    step.edit(
        values,
        lambda some: teams.change(step.session, team_id, by=step.by, **some),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - as they were
    )


def _whole_team(step: Step, team: Team | None, old: list[object] | None) -> None:
    new = step.event.changes["team"][1]
    if old is None and team is None:
        step.is_back()
    elif old is None and team is not None:
        if [team.id, team.name, teams.members_of(step.session, team.id or 0)] != new:
            step.leave("team", "It was changed since.")
        else:
            step.attempt(lambda: teams.delete(step.session, new[0], by=step.by), "team")
    elif old is not None and new is None:
        step.attempt(lambda: teams.restore(step.session, old, by=step.by), "team")
    else:
        step.leave("team", "It was taken apart since.")


def _word(step: Step) -> None:
    """A taught word: new is [words, kind, id]; old what it meant before, or the whole when unlearned."""
    old, new = step.event.changes["word"]
    words = (new or old)[0]
    before = old if old is None or len(old) == 3 else [words, *old]
    known = [
        [one.words, one.kind, one.item_id]
        for one in questions.meanings(step.session, words, step.by)
    ]
    if before in known or (before is None and new not in known):
        step.is_back()
    elif new not in known and (new is not None or known):
        step.leave("word", "It was taught anew since.")
    elif step.is_of_others("word", lambda pair: _speaks_of(pair, words, (before, new))):
        pass
    elif before is None:
        found = next(
            one
            for one in questions.meanings(step.session, words, step.by)
            if [one.words, one.kind, one.item_id] == new
        )
        step.attempt(lambda: questions.unlearn(step.session, found.id or 0, by=step.by), "word")
    else:
        _, kind, item_id = before
        step.attempt(
            lambda: questions.learn(
                step.session, words=words, kind=kind, item_id=item_id, by=step.by
            ),
            "word",
        )


def _speaks_of(pair: Pair, words: str, meanings: Sequence[list[object] | None]) -> bool:
    """A change of these words that gave or took one of these meanings; others may be hidden."""
    mine = [one[-2:] for one in meanings if one]
    return told(pair)[0] == words and any(side[-2:] in mine for side in pair if side)
