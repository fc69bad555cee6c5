"""How much may be sent: refused at the door, before it is read, parsed, or waited for."""

import json
import tracemalloc

import httpx
import pytest

from app.api import sizes
from app.app import api, mcp
from tests.api.conftest import ORIGIN
from tests.api.served import live
from tests.api.test_every_route import ROUTES, sent

SPEC = api.openapi()
WITH_BODY = [
    (method, path)
    for method, path in ROUTES
    if "requestBody" in SPEC["paths"][path][method.lower()]
]
JSON = {"Content-Type": "application/json"}


def _most(method: str, path: str) -> int:
    return SPEC["paths"][path][method.lower()]["x-most-bytes"]


def test_each_body_has_a_size_by_its_kind():
    assert {_most(method, path) for method, path in WITH_BODY} == {
        sizes.SIGN_IN,
        sizes.SMALL,
        sizes.TEXT,
    }
    assert _most("POST", "/api/auth/login") == sizes.SIGN_IN
    assert _most("POST", "/api/v1/tokens") == sizes.SMALL
    assert _most("POST", "/api/v1/docs") == sizes.TEXT


@pytest.mark.parametrize("is_in_summary", [True, False], ids=["told", "chunked"])
def test_what_is_larger_is_refused_everywhere(as_, client, hidden, is_in_summary):
    secret = as_("alice").secret
    for method, path in WITH_BODY:
        most = _most(method, path)
        address, _ = sent(method, path, hidden)
        content = b'"' + b"x" * most + b'"'
        chunks = (content[at : at + 60_000] for at in range(0, len(content), 60_000))
        answer = client.request(
            method,
            address,
            content=content if is_in_summary else chunks,
            headers={"Authorization": f"Bearer {secret}", **JSON, **ORIGIN},
        )

        assert answer.status_code == 413, (method, path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        assert sizes.in_words(most) in answer.json()["detail"]


async def test_mcp_has_a_size_too(as_, hidden):
    headers = {"Authorization": f"Bearer {as_('alice').secret}", **JSON}
    headers["Accept"] = "application/json, text/event-stream"
    content = b'"' + b"x" * sizes.TEXT + b'"'

    async def chunks():
        yield content

    transport = httpx.ASGITransport(app=api)
    base = "http://localhost:8080"
    async with mcp.opened(), httpx.AsyncClient(transport=transport, base_url=base) as tool:
        for body in (content, chunks()):
            answer = await tool.post("/mcp", content=body, headers=headers)

            assert answer.status_code == 413, answer.text
            assert answer.headers["content-type"] == "application/problem+json"


async def test_pages_of_the_screens_have_a_size_too():
    reads = []

    async def reader(scope, receive, send):
        while (await receive()).get("more_body"):
            reads.append(1)

    transport = httpx.ASGITransport(app=sizes.Sized(reader))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as browser:
        told = await browser.post("/_upload", content=b"x" * (sizes.SOCKET + 1))
        assert reads == []

        async def chunks():
            for _ in range(100):
                yield b"x" * 100_000

        chunked = await browser.post("/_event/", content=chunks())

    assert (told.status_code, chunked.status_code) == (413, 413)
    assert len(reads) < 12


def test_a_huge_sign_in_is_not_kept_in_memory(hidden, settled):
    tracemalloc.start()
    with live() as url, httpx.Client(base_url=url, timeout=30) as anybody:
        before = tracemalloc.get_traced_memory()[0]
        chunks = (b"x" * 65_536 for _ in range(500))
        answer = anybody.post("/api/auth/login", content=chunks, headers=JSON | ORIGIN)
        peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()

    assert answer.status_code == 413
    assert peak < 8_000_000


# Of these a body may be left out.
MAY_BE_LEFT_OUT = (
    "/api/v1/undo",
    "/api/v1/goals/{goal_id}/reopen",
    "/api/v1/trash/{kind}/{item_id}/restore",
    "/api/v1/trash/empty",
)


@pytest.mark.parametrize(
    "raw",
    [
        "[" * 5000 + "]" * 5000,
        '{"title":' * 40 + "1" + "}" * 40,
        '{"title": NaN}',
        '{"title": -Infinity}',
        '{"title": "\\ud800"}',
        '{"title": "a\\u0000"}',
        '{"title": ' + "9" * 5000 + "}",
        '{"\\u0000": 1}',
        "{",
        "",
    ],
    ids=range(10),
)
def test_json_that_only_breaks_is_refused(as_, client, hidden, raw):
    headers = {"Authorization": f"Bearer {as_('alice').secret}", **JSON, **ORIGIN}
    for method, path in WITH_BODY:
        if path in MAY_BE_LEFT_OUT and not raw:
            continue
        address, _ = sent(method, path, hidden)
        answer = client.request(method, address, content=raw.encode(), headers=headers)

        assert answer.status_code == 422, (method, path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_text_that_shows_nothing_is_no_title(as_, hidden):
    alice = as_("alice")
    home = hidden.open_list
    for title in ("\u200b", "\u3164", "\u202e"):
        answer = alice("POST", "/api/v1/tasks", json={"list_id": home, "title": title})

        assert answer.status_code == 422, answer.text
        assert "can't be empty" in answer.json()["detail"]
    made = alice("POST", "/api/v1/tasks", json={"list_id": home, "title": "in\u202evoice"})
    assert made.json()["title"] == "invoice"


def test_descriptions_of_many_alphabets_fit(as_, hidden):
    body = {"list_id": hidden.open_list, "title": "Long", "description": "م" * 500_000}
    content = json.dumps(body, ensure_ascii=True).encode()

    assert len(content) < sizes.TEXT
    assert as_("alice")("POST", "/api/v1/tasks", json=body).status_code == 201
