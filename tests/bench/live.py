"""What a change in a list of 1,500 costs each open tab: bytes, statements and milliseconds.

`python -m tests.bench.live`; bytes and statements are exact, milliseconds depend on the machine.
"""

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from starlette.testclient import TestClient

from app import access, db, wiring
from app.app import api
from app.consumers.loop import catch_up
from app.models import metadata
from app.reads import live
from app.settings import load
from app.work import lists, people, sessions, spaces, tasks
from knowledge.library import Library
from tests.bench.measure import measure
from tests.fakes import WordEmbedder
from tests.statements import counted

ROWS = 1_500


def main() -> None:
    """Fill a list, change one task, and see what a tab that shows it asks for and gets."""
    with tempfile.TemporaryDirectory() as folder:
        metadata.create_all(db.connect(f"sqlite:///{folder}/goalward.db"))
        list_id, task_id, token = _filled()
        library = Library(Path(folder) / "library", embedder=WordEmbedder())
        wiring._running[:] = [wiring.Running(load(), library, wiring.consumers(library))]
        catch_up(wiring.current().consumers)
        client = TestClient(api, base_url="http://localhost:8080")
        client.headers["Authorization"] = f"Bearer {token}"
        with db.reading() as session:
            before = live.newest(session)
        with db.writing() as session:
            tasks.edit(session, task_id, title="Changed", by=access.actor(session, 1))
        catch_up(wiring.current().consumers)
        path = f"/api/v1/lists/{list_id}/view"
        for name, address in (("whole", path), ("since", f"{path}?since={before}")):
            with counted() as statements:
                answer = client.get(address)
            print(f"list {name:6} {len(answer.content):8,} bytes  {len(statements)} statements")
            measure(f"list {name}, in process", "20", lambda address=address: client.get(address))
        with db.reading() as session:
            actor = access.actor(session, 1)
            with counted() as statements:
                changes = live.since(session, before)
            heard = live.heard(changes, version=before + 1, actor=actor)
        told = len(json.dumps({"touched": heard.topics, "version": heard.version}))
        print(f"told to a tab: {told} bytes; read once for all tabs: {len(statements)} statements")
        library.close()
        db.close()


def _filled() -> tuple[int, int, str]:
    now = datetime.now(UTC)
    with db.writing() as session:
        people.found(
            session,
            email="alice@example.com",
            name="Alice",
            password="correct horse",
            workspace="Bench",
        )
        space = spaces.create(session, key="ENG", name="Engineering", by=access.actor(session, 1))
        task_list = lists.create(session, space.id or 0, name="Large", by=access.actor(session, 1))
        by = access.actor(session, 1)
        made = [
            tasks.create(
                session,
                task_list.id or 0,
                title=f"Task number {number} of a large list",
                assignees=[1],
                tags=["bench"],
                by=by,
            )
            for number in range(ROWS)
        ]
        _, token = sessions.make_token(
            session, 1, name="bench", scope="read", now=now, by=access.actor(session, 1)
        )
        return task_list.id or 0, made[ROWS // 2].id or 0, token


if __name__ == "__main__":
    main()
