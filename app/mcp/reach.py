"""How tools reach the workspace: through its API, as whoever's token they carry. No right is decided here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from app.serving.address import NoServer, Proved

PATIENCE = 60.0  # seconds for one answer


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
    def inside(cls, api: Any, headers: Mapping[str, str], pages: str) -> "Reach":
        """Within the server itself: the same API without a socket (`api` is its ASGI application)."""
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=api), base_url="http://goalward", timeout=PATIENCE
        )
        return cls(client, dict(headers), pages)

    async def get(self, path: str, **query: Any) -> Any:
        """Raises Declined with the workspace's sentence."""
        given = {name: value for name, value in query.items() if value not in ("", None)}
        return await self._send("GET", path, params=given)

    async def post(self, path: str, body: Any) -> Any:
        return await self._send("POST", path, json=body)

    async def _send(self, method: str, path: str, **more: Any) -> Any:
        try:
            answer = await self.client.request(method, path, headers=dict(self.headers), **more)
        except NoServer as error:
            raise Declined(str(error)) from error
        except httpx.TransportError as error:
            raise Declined(
                f"Goalward does not answer at {self.client.base_url}: is it running there?"
            ) from error
        if answer.is_error:
            told = "problem+json" in answer.headers.get("content-type", "")
            raise Declined(
                answer.json()["detail"]
                if told
                else f"Goalward could not answer ({answer.status_code})."
            )
        return answer.json()
