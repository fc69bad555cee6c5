"""Where no workspace is, only `serve` and `migrate` make one; and where it is depends on no working folder."""

import sqlite3

import pytest

from app.settings import ROOT, Settings
from tests.commands.test_commands import goalward, owned

__all__ = ["goalward", "owned"]

COMMANDS = {
    "user list": ["user", "list"],
    "user add": ["user", "add", "a@example.com", "--name", "A", "--password-stdin"],
    "user disable": ["user", "disable", "a@example.com"],
    "user enable": ["user", "enable", "a@example.com"],
    "user reset-password": ["user", "reset-password", "a@example.com", "--password-stdin"],
    "token create": ["token", "create", "a@example.com", "--name", "x"],
    "import": ["import", "markdown", "."],
    "import --list": ["import", "--list"],
    "import --remove": ["import", "--remove", "1"],
    "ask": ["ask", "what is overdue?", "--as", "a@example.com"],
    "search": ["search", "keys", "--as", "a@example.com"],
    "summary": ["summary", "--space", "ENG"],
    "eval": ["eval"],
    "sample": ["sample"],
    "catch-up": ["catch-up"],
    "reindex": ["reindex"],
    "doctor": ["doctor"],
    "worker": ["worker"],
    "backup": ["backup", "{folder}/kept.tar.gz"],
    "mcp": ["mcp", "--as", "a@example.com"],
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_refuses_where_no_workspace_is_and_makes_nothing(goalward, tmp_path, words):
    (tmp_path / "data").rmdir()
    code, out, wrong = goalward(
        *[word.format(folder=tmp_path) for word in words], stdin="correct horse\n"
    )

    assert (code, out) == (1, "")
    assert "GOALWARD_DATA_DIR" in wrong
    assert len(wrong.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_every_command_was_tried():
    from app.cli import TOPICS, program

    cli = program(TOPICS)
    makers = {"serve", "build", "migrate", "restore"}
    names = {c.name or c.callback.__name__.strip("_") for c in cli.registered_commands}
    names |= {
        f"{group.name} {command.name}"
        for group in cli.registered_groups
        for command in group.typer_instance.registered_commands
    }

    assert names - makers <= set(COMMANDS)


def test_an_empty_file_is_no_workspace(goalward, tmp_path):
    (tmp_path / "data" / "goalward.db").touch()

    assert "no workspace" in goalward("backup", str(tmp_path / "kept.tar.gz"))[2]


def test_a_backup_becomes_a_new_workspace_only_when_told_so(owned, tmp_path, monkeypatch):
    file = tmp_path / "kept.tar.gz"
    assert owned("backup", str(file))[0] == 0
    assert "leave --new out" in owned("restore", str(file), "--new")[2]
    monkeypatch.setenv("GOALWARD_DATA_DIR", str(tmp_path / "second"))

    assert "--new" in owned("restore", str(file))[2]
    assert not (tmp_path / "second").exists()
    assert owned("restore", str(file), "--new")[0] == 0
    assert "ana@example.com" in owned("user", "list")[1]


def test_a_database_elsewhere_is_backed_up_and_restored_there(goalward, tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere" / "work.db"
    monkeypatch.setenv("GOALWARD_DATABASE_URL", f"sqlite:///{elsewhere}")
    assert goalward("migrate")[0] == 0
    account = ("user", "add", "ana@example.com", "--name", "Ana", "--role", "owner")
    goalward(*account, "--password-stdin", stdin="correct horse\n")
    assert goalward("backup", str(tmp_path / "kept.tar.gz"))[0] == 0
    with sqlite3.connect(elsewhere) as file:
        file.execute("DELETE FROM event")
        file.execute("DELETE FROM user")

    assert goalward("restore", str(tmp_path / "kept.tar.gz"))[0] == 0
    assert "ana@example.com" in goalward("user", "list")[1]


@pytest.mark.parametrize("folder", ["/", "/tmp"])
def test_a_relative_folder_is_the_programs_wherever_it_is_run_from(folder, monkeypatch):
    monkeypatch.chdir(folder)
    for name in ("GOALWARD_DATA_DIR", "GOALWARD_DATABASE_URL", "GOALWARD_MODELS_DIR"):
        monkeypatch.delenv(name, raising=False)

    assert Settings().data == ROOT / ".data"
    assert Settings(data_dir="kept/here").data == ROOT / "kept" / "here"
    assert Settings(data_dir="/srv/goalward").data.as_posix() == "/srv/goalward"
    assert Settings().models == (ROOT / ".cache" / "models").resolve()
    assert Settings(models_dir="models").models == ROOT / "models"
    assert Settings(database_url="sqlite:///work.db").database == f"sqlite:///{ROOT / 'work.db'}"
    assert Settings(database_url="postgresql://h/d").database == "postgresql://h/d"


def test_a_workspace_beside_whoever_runs_the_command_is_named(goalward, tmp_path, monkeypatch):
    former = tmp_path / "cron" / ".data"
    former.mkdir(parents=True)
    (former / "goalward.db").write_text("a workspace made by an earlier version")
    monkeypatch.chdir(former.parent)

    assert f"name {former} in GOALWARD_DATA_DIR" in goalward("user", "list")[2]


def test_the_first_owner_makes_the_workspace(goalward, tmp_path):
    (tmp_path / "data").rmdir()
    owner = ("user", "add", "a@example.com", "--name", "A", "--role", "owner", "--password-stdin")

    assert goalward(*owner, stdin="correct horse\n")[0] == 0
    assert goalward("user", "list")[0] == 0
