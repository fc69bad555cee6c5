"""The settings list what was imported, and take an import away when somebody says so twice."""

from app import db
from app.models import ImportRun
from app.ui.settings.imports import Imports
from tests.api.conftest import an_import
from tests.ui.tab import of


async def test_an_import_is_listed_with_what_it_made_and_left(place, tab_of, tmp_path):
    an_import(tmp_path / "kept")
    changed, _ = await tab_of("alice").fire(Imports.load(), path="/settings?part=imports")

    [run] = of(changed, Imports)["runs"]
    assert run["source"] == "wiki:TEST>WIKI"
    assert run["state"] == "done"
    assert "2 docs" in run["what"]
    assert "1 field not carried over" in run["what"]


async def test_an_import_is_removed_after_a_second_yes(place, tab_of, tmp_path):
    run_id, tab = an_import(tmp_path / "kept"), tab_of("alice")
    await tab.fire(Imports.load(), path="/settings?part=imports")
    changed, _ = await tab.fire(Imports.ask(run_id))
    assert of(changed, Imports)["question"] == (
        "Remove the import wiki:TEST>WIKI? All it made goes, with what was said on it. This can't be undone."
    )
    assert _state(run_id) == "done"

    changed, said = await tab.fire(Imports.do_asked())
    assert of(changed, Imports)["runs"][0]["state"] == "being removed"
    assert "is being removed" in str(said)
    assert _state(run_id) == "removing"


async def test_a_member_sees_and_removes_no_import(place, tab_of, tmp_path):
    run_id, tab = an_import(tmp_path / "kept"), tab_of("bob")
    changed, _ = await tab.fire(Imports.load(), path="/settings?part=imports")
    assert "wiki:TEST" not in str(changed)

    await tab.fire(Imports.ask(run_id))
    await tab.fire(Imports.do_asked())
    assert _state(run_id) == "done"


def _state(run_id: int) -> str:
    with db.reading() as session:
        return session.get_one(ImportRun, run_id).state
