"""What a control beside a task or goal sends is what its handler takes, and nothing more."""

import pytest

from app.domain import fields
from app.ui.components.facts import Facts, control_of
from app.ui.goals import goal_facts
from app.ui.tasks import facts as task_facts

OF = [
    (goal_facts.FACTS_OF, field)
    for field in goal_facts.FACTS
    if field.name not in goal_facts.FACTS_OF.own
] + [
    (task_facts.FACTS_OF, field)
    for field in task_facts.FACTS
    if field.name not in task_facts.FACTS_OF.own
]
# What each way of telling gives: a field its words and the number they are sent under, all else one value.
GIVES = {
    "on_save": ["name", "value", "ask"],
    "on_pick": ["name", "value"],
    "on_change": ["name", "value"],
}


@pytest.mark.parametrize(("facts", "field"), OF, ids=lambda one: getattr(one, "name", ""))
def test_a_control_sends_the_name_and_the_value(facts: Facts, field: fields.Field):
    control = control_of(field)(facts, field)
    (told,) = [name for name in control.event_triggers if name in GIVES]
    (event,) = control.event_triggers[told].events  # type: ignore[union-attr]

    assert [str(name) for name, _ in event.args] == GIVES[told]
