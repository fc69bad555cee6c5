"""Loaded by Schemathesis when it follows links: what makes something is told where there is a place for it."""

import schemathesis

from tests.api.schemathesis_checks import shapes_are_as_described

__all__ = ["shapes_are_as_described"]
THERE = {"space_id": 1, "goal_id": 1, "kind": "tasks", "item": "ENG-1"}
PLACE = {"list_id": 1, "user_id": 2}
MAYBE = ("status_id", "owner_id", "parent_id", "space_id", "goal_id", "folder_id", "assigned_to")


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Only of what makes: what takes away must not begin with the place itself."""
    if context.operation.method == "post" and path_parameters:
        return {name: THERE.get(name, value) for name, value in path_parameters.items()}
    return path_parameters


@schemathesis.hook
def map_body(context, body):
    """Ids that may be left out are, and the others are of what is there; what is no id stays, to be refused."""
    if context.operation.method == "post" and isinstance(body, dict):
        kept = {n: value for n, value in body.items() if n not in MAYBE or not _may_be(value)}
        return kept | {name: known for name, known in PLACE.items() if name in kept}
    return body


def _may_be(value):
    """An id, or none."""
    return value is None or (type(value) is int and value > 0)
