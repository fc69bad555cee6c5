"""Every command on a real data folder: what it prints, and how it refuses."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from app import access, db, wiring
from app.cli import program
from app.models import ApiToken, SignIn, User
from app.settings import load
from app.work import questions, sessions
from tests.fakes import WordEmbedder
from tests.real import JIRA, needs_real

RUN = CliRunner()


@pytest.fixture
def goalward(tmp_path, monkeypatch):
    """The command line on a fresh data folder; returns (exit code, stdout, stderr)."""
    monkeypatch.setenv("GOALWARD_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr(wiring, "chosen", lambda *_, **__: WordEmbedder())
    (tmp_path / "data").mkdir()

    def run(*words: str, stdin: str = "") -> tuple[int, str, str]:
        done = RUN.invoke(program(), list(words), input=stdin)
        db.close()
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception  # a bug, not a refusal
        return done.exit_code, done.stdout, done.stderr

    return run


@pytest.fixture
def owned(goalward):
    assert goalward("migrate")[0] == 0
    code, _, wrong = goalward(
        "user",
        "add",
        "ana@example.com",
        "--name",
        "Ana Ruiz",
        "--role",
        "owner",
        "--password-stdin",
        stdin="correct horse\n",
    )
    assert (code, wrong) == (0, "")
    return goalward


def _json(run, *words: str):
    code, out, wrong = run(*words, "--json")
    assert (code, wrong) == (0, ""), wrong
    return json.loads(out)


def test_people_are_added_listed_and_disabled(owned):
    made = json.loads(
        owned(
            "user",
            "add",
            "bob@example.com",
            "--name",
            "Bob Okafor",
            "--password-stdin",
            "--json",
            stdin="battery staple\n",
        )[1]
    )
    assert made["role"] == "member"
    assert {u["email"] for u in _json(owned, "user", "list")} == {
        "ana@example.com",
        "bob@example.com",
    }

    assert owned("user", "disable", "bob@example.com")[0] == 0
    assert [
        u["active"] for u in _json(owned, "user", "list") if u["email"] == "bob@example.com"
    ] == [False]
    assert (
        owned(
            "user", "reset-password", "ana@example.com", "--password-stdin", stdin="another horse\n"
        )[0]
        == 0
    )


def test_a_reset_password_ends_sessions_and_tokens_and_lets_nobody_in_again(owned):
    account = ("user", "add", "bob@example.com", "--name", "Bob", "--password-stdin")
    assert owned(*account, stdin="battery staple\n")[0] == 0
    _json(owned, "token", "create", "bob@example.com", "--name", "ci")
    db.connect(load().database)
    with db.writing() as session:
        sessions.start(session, 2, now=datetime.now(UTC))
    db.close()
    assert owned("user", "disable", "bob@example.com")[0] == 0

    reset = ("user", "reset-password", "bob@example.com", "--password-stdin")
    code, out, _ = owned(*reset, stdin="another staple\n")

    assert code == 0
    assert "1 token." in out
    assert "still locked" in out
    db.connect(load().database)
    with db.reading() as session:
        assert session.exec(select(SignIn)).all() == []
        assert all(token.revoked_at for token in session.exec(select(ApiToken)))
        assert not session.get_one(User, 2).is_active
    db.close()
    assert owned("user", "enable", "bob@example.com")[0] == 0
    assert {"bob@example.com": True}.items() <= {
        one["email"]: one["active"] for one in _json(owned, "user", "list")
    }.items()


@pytest.mark.parametrize(
    ("words", "stdin", "says"),
    [
        (
            ["user", "add", "ana@example.com", "--name", "Twice", "--password-stdin"],
            "correct horse\n",
            "ana@example.com",
        ),
        (
            ["user", "add", "nonsense", "--name", "No", "--password-stdin"],
            "correct horse\n",
            "e-mail",
        ),
        (
            ["user", "add", "c@example.com", "--name", "Short", "--password-stdin"],
            "x\n",
            "password",
        ),
        (["user", "disable", "nobody@example.com"], "", "nobody@example.com"),
        (
            ["token", "create", "nobody@example.com", "--name", "x", "--scope", "read"],
            "",
            "nobody@example.com",
        ),
        (["ask", "what is overdue?", "--as", "nobody@example.com"], "", "nobody@example.com"),
        (["import", "jira", "/nowhere/at/all"], "", "does not exist"),
        (["import", "abacus", "."], "", "abacus"),
        (["summary", "--week", "2026-W99", "--space", "ENG"], "", "week"),
        (["summary", "--goal", "1", "--space", "ENG"], "", "--goal"),
        (["restore", "/nowhere.tar"], "", "/nowhere.tar"),
    ],
)
def test_a_refusal_is_one_line_and_exit_code_1(owned, words, stdin, says):
    if words[0] == "summary":
        owned("sample")
    code, out, wrong = owned(*words, stdin=stdin)

    assert code == 1, (out, wrong)
    assert says in wrong
    assert len(wrong.strip().splitlines()) == 1
    assert wrong.strip().startswith("goalward: ")


@pytest.mark.parametrize("words", [["nonsense"], ["ask"], ["user", "add"], ["import"]])
def test_wrong_usage_is_exit_code_2(owned, words):
    assert owned(*words)[0] == 2


def test_the_sample_is_made_found_asked_summed_up_and_removed(owned):
    assert owned("sample")[0] == 0
    assert _json(owned, "catch-up")["handled"] > 100
    found = _json(owned, "search", "Frankfurt region", "--as", "ana@example.com")["results"]
    assert any("Frankfurt" in hit["title"] for hit in found)

    answer = _json(owned, "ask", "what is overdue?", "--as", "ana@example.com")
    assert set(answer) >= {"question", "reading", "sentences", "mode", "took_ms"}
    assert set(answer["sentences"][0]["sources"][0]) >= {
        "kind",
        "id",
        "key",
        "title",
        "url",
        "quote",
    }

    week = _json(owned, "summary", "--week", "2026-W40", "--space", "ENG")
    assert (
        week["opening"] + week["added"] - week["done"] - week["cancelled"] + week["moved"]
        == week["closing"]
    )
    assert {"sections", "text"} <= set(week)

    assert owned("sample", "--remove")[0] == 0
    assert _json(owned, "ask", "what is overdue?", "--as", "ana@example.com")["mode"] in (
        "computed",
        "none",
    )


def test_the_library_is_examined_mended_and_filed_anew(owned, tmp_path):
    owned("sample")
    owned("catch-up")
    assert _json(owned, "doctor")["is_well"]
    with sqlite3.connect(tmp_path / "data" / "library" / "words.db") as words:
        words.execute("DELETE FROM document WHERE id IN (SELECT id FROM document LIMIT 5)")

    code, out, _ = owned("doctor", "--no-repair", "--json")
    assert (code, json.loads(out)["missing"]) == (1, 5)
    owned("doctor")
    assert _json(owned, "doctor", "--no-repair")["is_well"]
    assert _json(owned, "reindex")["records"] > 500


@needs_real
def test_an_import_is_tried_then_done_then_changes_nothing(owned):
    tried = _json(owned, "import", "jira", str(JIRA), "--dry-run")
    assert tried["created"]["tasks"] == 1499
    assert (
        _json(owned, "ask", "how many tasks are there?", "--as", "ana@example.com")["sentences"][0][
            "all"
        ]
        == 0
    )

    made = _json(owned, "import", "jira", str(JIRA))
    assert made["created"] == tried["created"]
    assert {"field", "count", "why"} <= set(made["not_carried"][0])
    again = _json(owned, "import", "jira", str(JIRA))
    assert (sum(again["created"].values()), sum(again["updated"].values())) == (0, 0)


def test_a_broken_import_leaves_nothing(owned, tmp_path):
    bad = tmp_path / "export"
    bad.mkdir()
    (bad / "ALOY-1.json").write_text('{"key": "ALOY-1", "fields": {"summary": ')
    code, _, wrong = owned("import", "jira", str(bad))

    assert code == 1
    assert "broken at line 1" in wrong
    assert (
        _json(owned, "ask", "how many tasks are there?", "--as", "ana@example.com")["sentences"][0][
            "all"
        ]
        == 0
    )


def test_a_token_opens_the_api_for_what_it_is_for(owned):
    made = _json(owned, "token", "create", "ana@example.com", "--name", "ci", "--scope", "read")

    assert len(made["token"]) > 20


def test_a_backup_brings_everything_back(owned, tmp_path):
    owned("sample")
    file = tmp_path / "kept.tar.gz"
    assert owned("backup", str(file))[0] == 0
    before = _json(owned, "ask", "how many tasks are there?", "--as", "ana@example.com")[
        "sentences"
    ][0]["all"]
    owned("sample", "--remove")

    assert owned("restore", str(file))[0] == 0
    assert (
        _json(owned, "ask", "how many tasks are there?", "--as", "ana@example.com")["sentences"][0][
            "all"
        ]
        == before
        > 300
    )


def test_a_file_that_would_write_elsewhere_is_no_backup_and_changes_nothing(owned, tmp_path):
    file = tmp_path / "odd.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        for name in ("goalward.db", "files/../../out.txt"):
            archive.addfile(tarfile.TarInfo(name))

    code, _, wrong = owned("restore", str(file))

    assert code == 1
    assert "out.txt" in wrong
    assert not list(tmp_path.rglob("out.txt"))
    assert owned("user", "list")[1].count("ana@example.com") == 1


def _process(tmp_path: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "GOALWARD_DATA_DIR": str(tmp_path / "data"), **env}
    program = Path(sys.executable).parent / "goalward"
    return subprocess.run(
        [program, *words], capture_output=True, text=True, env=settings, timeout=120, check=False
    )


def test_a_port_in_use_is_said_before_anything_starts(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = _process(tmp_path, "serve", PORT=str(taken.getsockname()[1]))

    assert done.returncode == 1
    assert "in use" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_newer_than_the_program_is_left_alone(tmp_path):
    assert _process(tmp_path, "migrate").returncode == 0
    with sqlite3.connect(tmp_path / "data" / "goalward.db") as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    done = _process(tmp_path, "migrate")

    assert done.returncode == 1
    assert "newer" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_data_folder_that_is_a_file_is_said(tmp_path):
    (tmp_path / "data").write_text("not a folder")
    done = _process(tmp_path, "migrate")

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_judged_answers_are_asked_again(owned):
    owned("sample")
    owned("catch-up")
    assert _json(owned, "eval")["questions"] == 0
    settings_url = f"sqlite:///{load().data / 'goalward.db'}"
    db.connect(settings_url)
    with db.writing() as session:
        by = access.actor(session, 1)
        for question, thumb in (("what is overdue?", 1), ("who owns EU launch?", -1)):
            answer = {"question": question, "sentences": []}
            turn = questions.keep(session, conversation_id=None, answer=answer, fixed=[], by=by)
            questions.rate(session, turn.id, thumb=thumb, remark="no", by=by)
    db.close()
    found = _json(owned, "eval")

    assert (found["questions"], found["helped"], found["still_answered"], found["score"]) == (
        2,
        1,
        1,
        1.0,
    )


def test_corrected_questions_are_asked_again_without_the_correction(owned):
    owned("sample")
    owned("catch-up")
    db.connect(f"sqlite:///{load().data / 'goalward.db'}")
    with db.writing() as session:
        by = access.actor(session, 1)
        for question, fixed in (
            ("what is overdue?", ["place=list:1"]),  # it still names no place
            ("what changed last week?", ["intent=changed"]),  # it is read so without
            ("what is due?", ["near=list:1"]),  # asked from a page: no correction
        ):
            answer = {"question": question, "sentences": []}
            questions.keep(session, conversation_id=None, answer=answer, fixed=fixed, by=by)
    db.close()
    found = _json(owned, "eval")["corrections"]

    assert [(one["question"], one["read_right_now"]) for one in found] == [
        ("what is overdue?", False),
        ("what changed last week?", True),
    ]
    assert "Corrected by chips: 2 questions, 1 read right by now." in owned("eval")[1]


def test_a_question_follows_another_on_the_command_line(owned):
    owned("sample")
    owned("catch-up")
    found = _json(
        owned, "ask", "only in Platform", "--after", "what is overdue?", "--as", "ana@example.com"
    )

    assert (found["reading"]["intent"], found["reading"]["follows"]) == ("query", True)
    assert "overdue" in found["sentences"][0]["text"]
    assert "Platform" in found["sentences"][0]["text"]


def test_an_assistant_must_say_for_whom_it_acts(owned, monkeypatch):
    monkeypatch.delenv("GOALWARD_TOKEN", raising=False)
    code, _, wrong = owned("mcp")
    assert code == 1
    assert "GOALWARD_TOKEN" in wrong

    code, _, wrong = owned("mcp", "--as", "ana@example.com")
    assert code == 1
    assert "--url" in wrong
