"""Imports over the API: seen and taken away by owners and admins only."""

from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import select

from app import db
from app.consumers import finishing
from app.models import Doc, ImportRun, Job
from tests.api.conftest import an_import


def _docs() -> set[str]:
    with db.reading() as session:
        return set(session.exec(select(Doc.title).where(Doc.deleted_at == None)))  # noqa: E711 - SQL


def test_an_import_is_told_with_its_counts_and_problems(as_, tmp_path):
    run_id = an_import(tmp_path)
    [run] = as_("alice")("GET", "/api/v1/imports").json()["items"]

    assert (run["id"], run["state"], run["source"]) == (run_id, "done", "wiki:TEST>WIKI")
    assert run["created"]["docs"] == 2
    assert run["problems"] == [{"field": "votes", "count": 3, "why": "There are no votes here."}]


def test_only_owners_and_admins_know_of_imports(as_, tmp_path):
    path = f"/api/v1/imports/{an_import(tmp_path)}"

    assert as_("bob")("GET", "/api/v1/imports").status_code == 403
    assert as_("bob")("GET", path).status_code == 403
    assert as_("bob")("DELETE", path).status_code == 403


def test_an_import_is_taken_away_by_the_clock(as_, tmp_path: Path):
    path = f"/api/v1/imports/{an_import(tmp_path)}"
    alice, before = as_("alice"), _docs()
    first, again = alice("DELETE", path), alice("DELETE", path)
    with db.reading() as session:
        [job] = session.exec(select(Job).where(Job.key.contains(":asked:"))).all()  # type: ignore[attr-defined]
    finishing.finish({}, datetime.now(UTC), folder=tmp_path)

    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json()["state"] == "removing"
    assert job.kind == finishing.KIND
    assert alice("GET", path).json()["state"] == "removed"
    assert before - _docs() == {"One page", "Another page"}
    assert alice("DELETE", path).status_code == 409


def test_an_import_somebody_may_be_at_stays(as_, tmp_path):
    run_id = an_import(tmp_path)
    with db.writing() as session:
        session.get_one(ImportRun, run_id).state = "staging"
    refused = as_("alice")("DELETE", f"/api/v1/imports/{run_id}")

    assert refused.status_code == 409
    assert "staging" in refused.json()["detail"]
