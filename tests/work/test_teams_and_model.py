"""Teams are named in questions and given work; a model's key is kept sealed."""

import pytest
from sqlmodel import select

from app.assist import model as language_model
from app.assist import names
from app.domain.errors import Conflict, Invalid, NotFound
from app.models import Event, Workspace
from app.reads import people
from app.work import encryption, language, teams

SECRET = "the workspace's own key"


def test_what_is_sealed_opens_with_its_key_alone():
    sealed = encryption.encrypt("sk-abc", SECRET)

    assert "sk-abc" not in sealed
    assert encryption.encrypt("sk-abc", SECRET) != sealed
    assert encryption.decrypt(sealed, SECRET) == "sk-abc"
    assert encryption.decrypt(sealed, "another") is None
    assert encryption.decrypt(sealed[:-2], SECRET) is None


def test_a_key_is_in_no_row_in_the_clear_and_in_no_event(session, alice, monkeypatch, tmp_path):
    monkeypatch.setenv("GOALWARD_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("GOALWARD_SECRET_KEY", SECRET)
    monkeypatch.delenv("GOALWARD_MODEL", raising=False)

    language.choose_model(
        session,
        model="openai:small",
        url="http://localhost:9/v1/",
        key="sk-secret-1",
        secret=SECRET,
        by=alice,
    )

    home = session.get_one(Workspace, 1)
    assert "sk-secret-1" not in home.model_key
    assert "sk-secret-1" not in str([event.changes for event in session.exec(select(Event))])
    found = language_model.chosen(session)
    assert found is not None
    assert (found.name, found.url, found.key) == (
        "openai:small",
        "http://localhost:9/v1",
        "sk-secret-1",
    )
    assert "sk-secret-1" not in repr(found)

    here = "http://localhost:9/v1"
    language.choose_model(session, model="openai:large", url=here, secret=SECRET, by=alice)
    kept = language_model.chosen(session)
    assert kept is not None
    assert (kept.name, kept.key) == ("openai:large", "sk-secret-1")

    monkeypatch.setenv("GOALWARD_MODEL", "ollama:tiny")
    by_environment = language_model.chosen(session)
    assert by_environment is not None
    assert by_environment.name == "ollama:tiny"

    monkeypatch.delenv("GOALWARD_MODEL")
    language.choose_model(session, model="", secret=SECRET, by=alice)
    assert language_model.chosen(session) is None
    assert session.get_one(Workspace, 1).model_key == ""


@pytest.mark.parametrize(
    "values",
    [
        {"model": "gpt-4o"},
        {"model": "evil:model"},
        {"model": "openai:"},
        {"model": "openai:x", "url": "file:///etc/passwd"},
        {"model": "openai:x", "url": "localhost"},
        {"model": "openai:x", "key": "two words"},
        {"model": "openai:x", "key": "k" * 501},
    ],
)
def test_what_does_not_fit_is_refused(session, alice, values):
    with pytest.raises(Invalid):
        language.choose_model(session, secret=SECRET, by=alice, **values)


def test_a_team_is_a_name_for_its_people(session, alice, bob, carol):
    made = teams.create(session, name="Support", members=[2], by=alice)

    [named] = [n for n in names.visible(session, bob) if n.kind == "team"]
    assert (named.name, named.members) == ("Support", (2,))
    assert people.teams(session, actor=carol) == []  # a guest knows of none
    with pytest.raises(Conflict):
        teams.create(session, name="support", members=[], by=alice)
    with pytest.raises(NotFound):
        teams.change(session, made.id or 0, members=[99], by=alice)

    teams.change(session, made.id or 0, name="Helpers", members=[1, 2], by=alice)
    assert people.teams(session, actor=bob) == [people.TeamLine(made.id or 0, "Helpers", [1, 2])]
    teams.delete(session, made.id or 0, by=alice)
    assert people.teams(session, actor=bob) == []


@pytest.mark.parametrize(
    ("model", "url"),
    [
        ("openai:small", "http://localhost:10/v1"),
        ("openai:small", "https://localhost:9/v1"),
        ("openai:small", ""),
        ("anthropic:small", "http://localhost:9/v1"),
    ],
)
def test_a_key_goes_to_no_server_it_was_not_given_for(session, alice, model, url):
    here = "http://localhost:9/v1"
    language.choose_model(
        session, model="openai:small", url=here, key="sk-1", secret=SECRET, by=alice
    )

    language.choose_model(session, model=model, url=url, secret=SECRET, by=alice)

    assert session.get_one(Workspace, 1).model_key == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/v1",
        "http://me:secret@localhost:9",
        "http://metadata.google.internal",
    ],
)
def test_no_model_is_chosen_at_such_an_address(session, alice, url):
    with pytest.raises(Invalid):
        language.choose_model(session, model="openai:x", url=url, secret=SECRET, by=alice)
