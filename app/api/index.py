"""Finds the route of an address by its method and shape, instead of trying every route in turn."""

from collections import defaultdict
from collections.abc import Iterable

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

Shape = tuple[str, int]  # the method, and how many parts the address has
NOWHERE: Scope = {
    "type": "http",
    "method": "GET",
    "path": "/nowhere",
    "root_path": "",
    "headers": [],
}


class Index(BaseRoute):
    """Stands before the routers it knows; what it does not find is looked for as ever.

    Routes of one shape are tried in the order they were declared, so that `/tasks/bulk` may stand before
    `/tasks/{key}`.
    """

    def __init__(self, routers: Iterable[APIRouter]) -> None:
        self._routes: defaultdict[Shape, list[APIRoute]] = defaultdict(list)
        for router in routers:
            for route in router.routes:
                if isinstance(route, APIRoute) and ":path}" not in route.path:
                    for method in route.methods or ():
                        self._routes[method, route.path.count("/")].append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] != "http":
            return Match.NONE, {}
        path: str = scope["path"]
        for route in self._routes.get((scope["method"], path.count("/")), ()):
            if route.path_regex.match(path):
                match, more = route.matches(scope)
                return match, {**more, "route": route}
        return Match.NONE, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["route"].handle(scope, receive, send)


def prepare(routes: Iterable[BaseRoute]) -> None:
    """Let every route make what it needs to be tried: FastAPI does so when the first request comes, for half a second."""
    for route in routes:
        route.matches(dict(NOWHERE))
