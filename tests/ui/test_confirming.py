"""What can't be taken back asks once, in one way, and does nothing before somebody says yes."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from app import access, db, sample
from app.models import ApiToken, Conversation, Invitation, SignIn, Team, User, Workspace
from app.ui.ask.state import Ask
from app.ui.settings.language import Language
from app.ui.settings.state import Settings
from app.ui.settings.teams import Teams
from app.work import invitations, language, lists, people, questions, sessions, teams
from tests.ui.tab import of

NOW = datetime.now(UTC)


def _invited(session, alice):
    invitations.make(session, email="dan@example.com", by=alice, now=NOW)


def _a_token(session, alice):
    sessions.make_token(session, 1, name="CI", scope="read", now=NOW, by=alice)


def _a_team(session, alice):
    teams.create(session, name="Support", members=[2], by=alice)


def _elsewhere(session, _):
    sessions.start(session, 1, now=datetime.now(UTC), browser="Firefox/140.0 Linux")


def _a_model(session, alice):
    language.choose_model(session, model="ollama:tiny", key="k3y", secret="s", by=alice)


def _asked(session, alice):
    answer = {"question": "What is late?", "cards": []}
    questions.keep(session, conversation_id=None, answer=answer, fixed=[], by=alice)


def _put_away(session, alice):
    made = lists.create(session, 1, name="Old", by=alice)
    long_ago = NOW - timedelta(days=9)
    lists.delete(session, made.id or 0, by=access.actor(session, 1), at=long_ago)


@pytest.mark.parametrize(
    ("made", "part", "state", "asks", "question", "kept"),
    [
        (
            _invited,
            "people",
            Settings,
            lambda: Settings.ask_take_back(1),
            "Take back the invitation (dan@example.com, as member)? Its link works no more, and "
            "only a new invitation brings one.",
            lambda s: s.get_one(Invitation, 1).revoked_at,
        ),
        (
            _a_token,
            "access",
            Settings,
            lambda: Settings.ask_revoke(1),
            "Revoke the token “CI”? What uses it is refused at once, and it can't be brought back.",
            lambda s: s.get_one(ApiToken, 1).revoked_at,
        ),
        (
            _elsewhere,
            "access",
            Settings,
            lambda: Settings.ask_sign_out(1),
            "Sign out Firefox on Linux? It was last seen just now, and asks for the password again.",
            lambda s: len(s.exec(select(SignIn)).all()),
        ),
        (
            _a_team,
            "people",
            Teams,
            lambda: Teams.ask_take_apart(1),
            "Take the team “Support” apart? Its people stay; the team can't be brought back.",
            lambda s: len(s.exec(select(Team)).all()),
        ),
        (
            _a_model,
            "model",
            Language,
            lambda: Language.save({"provider": "ollama", "name": " ", "url": "", "key": ""}),
            "Forget tiny and its key? Answers stand as they are computed then.",
            lambda s: bool(s.get_one(Workspace, 1).model_key),
        ),
        (
            _put_away,
            "workspace",
            Settings,
            lambda: Settings.save_workspace({"name": "Acme", "country": "", "trash_days": "1"}),
            "Keep what was deleted for 1 day instead of 30? What is older goes for good, and "
            "nobody can bring it back: 1 thing of what you see.",
            lambda s: s.get_one(Workspace, 1).trash_days,
        ),
        (
            _asked,
            "you",
            Ask,
            lambda: Ask.forget(1),
            "Delete the conversation “What is late?” for good? No undo brings it back.",
            lambda s: len(s.exec(select(Conversation)).all()),
        ),
    ],
)
async def test_it_is_asked_about_and_done_after_a_yes(
    place, tab_of, monkeypatch, made, part, state, asks, question, kept
):
    monkeypatch.setenv("GOALWARD_SECRET_KEY", "s")
    with db.writing() as session:
        made(session, access.actor(session, 1))
    tab = tab_of("alice")
    before = _now(kept)
    await tab.fire(Settings.load(), path=f"/settings?part={part}")
    if state not in (Settings, Ask):
        await tab.fire(state.load(), path=f"/settings?part={part}")

    changed, _ = await tab.fire(asks())
    assert of(changed, state)["question"] == question
    await tab.fire(state.keep_asked())
    _, sent = await tab.fire(state.do_asked())
    assert sent == []  # a yes to nothing
    assert _now(kept) == before

    await tab.fire(asks())
    changed, sent = await tab.fire(state.do_asked())
    assert of(changed, state)["question"] == ""
    assert _now(kept) != before
    assert "_call_script" in str(sent)


async def test_a_longer_stay_in_the_trash_is_not_asked_about(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(Settings.load(), path="/settings?part=workspace")
    form = {"name": "Acme", "country": "", "trash_days": "60"}
    changed, _ = await tab.fire(Settings.save_workspace(form))

    assert "question" not in of(changed, Settings)
    assert _now(lambda s: s.get_one(Workspace, 1).trash_days) == 60


async def test_what_can_be_undone_is_done_at_once_and_offers_undo(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(Settings.load(), path="/settings?part=people")
    for event in (Settings.set_active(2, False), Settings.set_role(3, "member")):
        _, sent = await tab.fire(event)
        assert "Undo" in str(sent)

    assert _now(lambda s: (s.get_one(User, 2).is_active, s.get_one(User, 3).role)) == (
        False,
        "member",
    )


async def test_nobody_is_asked_about_what_is_not_theirs(place, tab_of):
    with db.writing() as session:
        alice = access.actor(session, 1)
        for make in (_invited, _a_token, _a_team, _asked):
            make(session, alice)
        people.change_role(session, 2, to="guest", by=alice)
    tab_of("alice")  # whose browser is the first
    tab = tab_of("bob")
    for event, state in (
        (Settings.ask_take_back(1), Settings),
        (Settings.ask_revoke(1), Settings),
        (Settings.ask_sign_out(1), Settings),
        (Teams.ask_take_apart(1), Teams),
        (Ask.forget(1), Ask),
    ):
        changed, _ = await tab.fire(event)
        assert of(changed, state).get("question", "") == ""


async def test_the_sample_is_asked_about(place, tab_of, monkeypatch):
    gone = []
    monkeypatch.setattr(sample, "is_here", lambda _session: not gone)
    monkeypatch.setattr(sample, "remove", lambda **_: gone.append(True))
    tab = tab_of("alice")
    await tab.fire(Settings.load(), path="/settings?part=workspace")
    changed, _ = await tab.fire(Settings.ask_removal())
    assert "your own work stays" in of(changed, Settings)["question"]
    assert gone == []
    await tab.fire(Settings.do_asked())
    assert gone == [True]


def _now(read):
    with db.reading() as session:
        return read(session)
