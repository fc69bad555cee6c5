"""What the tests of verbs share: a corner of Alice's own."""

import pytest
from sqlmodel import Session

from app.domain.access import Actor
from app.models import TaskList
from app.work import lists, spaces
from tests.work.hidden import Closed
from tests.work.undoing import now


@pytest.fixture
def closed(session: Session, alice: Actor, home: TaskList) -> Closed:
    space = spaces.create(session, key="SEC", name="Secret", is_private=True, by=alice)
    vault = lists.create(session, space.id or 0, name="Vault", by=now(session, alice))
    drawer = lists.create(
        session, home.space_id, name="Drawer", is_private=True, by=now(session, alice)
    )
    return Closed(space, vault, drawer)
