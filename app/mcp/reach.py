"""How tools reach the workspace: through its API, as whoever's token they carry. No right is decided here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import httpx
from pydantic import BaseModel
from starlette.types import ASGIApp

from app.serving.address import NoServer, Proved

PATIENCE = 60.0  # seconds for one answer
Shown = TypeVar("Shown", bound=BaseModel)
Query = str | int | None


class Declined(Exception):
    """The workspace's own sentence for what it would not do."""


@dataclass(frozen=True)
class Reach:
    """An API and the headers that say who asks; `pages` is where people open what is linked."""

    client: httpx.AsyncClient
    headers: Mapping[str, str]
    pages: str

    @classmethod
    def over(cls, url: str, headers: Mapping[str, str]) -> "Reach":
        """Over the network."""
        return cls(httpx.AsyncClient(base_url=url, timeout=PATIENCE), dict(headers), url)

    @classmethod
    def own(cls, url: str, proved: Proved, pages: str) -> "Reach":
        """The server of this machine, which proves itself before each request."""
        client = httpx.AsyncClient(base_url=url, auth=proved, timeout=PATIENCE, trust_env=False)
        return cls(client, {}, pages)

    @classmethod
    def inside(cls, api: ASGIApp, headers: Mapping[str, str], pages: str) -> "Reach":
        """Within the server itself: the same API without a socket (`api` is its ASGI application)."""
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=api), base_url="http://goalward", timeout=PATIENCE
        )
        return cls(client, dict(headers), pages)

    async def get(self, shape: type[Shown], path: str, **query: Query) -> Shown:
        """Raises Declined with the workspace's sentence."""
        given = {name: value for name, value in query.items() if value not in ("", None)}
        return await self._send(shape, self.client.build_request("GET", path, params=given))

    async def post(self, shape: type[Shown], path: str, body: BaseModel) -> Shown:
        """Raises Declined, too."""
        sent = body.model_dump(mode="json")
        return await self._send(shape, self.client.build_request("POST", path, json=sent))

    async def _send(self, shape: type[Shown], request: httpx.Request) -> Shown:
        request.headers.update(self.headers)
        try:
            answer = await self.client.send(request)
        except NoServer as error:
            raise Declined(str(error)) from error
        except httpx.TransportError as error:
            raise Declined(
                f"Goalward does not answer at {self.client.base_url}: is it running there?"
            ) from error
        if answer.is_error:
            is_problem = "problem+json" in answer.headers.get("content-type", "")
            raise Declined(
                answer.json()["detail"]
                if is_problem
                else f"Goalward could not answer ({answer.status_code})."
            )
        return shape.model_validate_json(answer.content)
