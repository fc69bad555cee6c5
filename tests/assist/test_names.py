"""What a question may name: no sign alone, and no word of another thing's name."""

import pytest

from agents.reading.names import Gazetteer, link
from app.assist import names
from app.work import goals, lists


@pytest.mark.parametrize("name", ["🚀", "!!!", "—", "…"])
def test_a_name_of_signs_takes_no_question_about_its_place(session, alice, space, name):
    lists.create(session, space.id, name=name, by=alice)
    goals.create(session, title=name, by=alice)
    session.flush()
    gazetteer = Gazetteer.of(names.visible(session, alice))
    found = link(f"How many tasks in {space.name} are overdue?", gazetteer)

    assert [(one.named.kind, one.named.id) for one in found.spans] == [("space", space.id)]
    assert found.ambiguous == []
