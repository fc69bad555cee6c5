"""The index finds what trying every route in turn finds."""

import re

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Match

from app.api.index import Index
from app.api.routes import routers

ROUTES = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]


def _addresses():
    for route in ROUTES:
        for method in sorted(route.methods or ()):
            yield method, re.sub(r"{\w+}", "12", route.path)
            yield method, re.sub(r"{\w+}", "bulk", route.path)


@pytest.mark.parametrize(
    ("method", "path"), [*_addresses(), ("GET", "/api/v1/nothing"), ("PUT", "/")]
)
def test_the_index_finds_the_first_route_that_fits(method, path):
    scope = {"type": "http", "method": method, "path": path, "root_path": "", "headers": []}
    in_turn = next((r for r in ROUTES if r.matches(dict(scope))[0] == Match.FULL), None)

    match, found = Index(routers).matches(dict(scope))

    assert (match == Match.FULL) == (in_turn is not None)
    assert found.get("route") is in_turn
    assert in_turn is None or found["path_params"] == in_turn.matches(dict(scope))[1]["path_params"]
