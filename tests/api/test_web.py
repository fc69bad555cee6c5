"""What answers carry for the browser: documents the limits of a page, bundles as little as can be."""

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from httpx import Response as Answer
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from app.api import policy
from app.api.web import ALWAYS, BY_TLS, DOCUMENTS, VALIDATORS, with_headers

SCRIPT = "document.title = 'Goalward'"


@pytest.fixture
def browser(tmp_path: Path) -> TestClient:
    for name in ("ask", "kept"):
        written = f"<script>{SCRIPT}</script><script src='/a.js'></script>"
        (tmp_path / f"{name}.html").write_text(written)

    def page(_request: object) -> HTMLResponse:
        return HTMLResponse("<p>here</p>")

    def answer(_request: object) -> PlainTextResponse:
        return PlainTextResponse("here", headers={"ETag": '"1"', "Accept-Ranges": "bytes"})

    def unchanged(_request: object) -> Response:
        return Response(status_code=304, headers={"ETag": '"1"'})

    there = [Route("/root.js", answer), Route("/inter.woff2", answer)]
    inner = Starlette(
        routes=[
            Mount("/assets", routes=there),
            Mount("/fonts", routes=there),
            Mount("/api", routes=there),
            Route("/", answer),
            Route("/ask", page),
            Route("/kept", unchanged),
        ]
    )
    return TestClient(with_headers(inner, pages=tmp_path))


def test_a_document_says_what_a_page_may_do(browser):
    document = browser.get("/")

    assert all(name in document.headers for name in _names(ALWAYS | DOCUMENTS))
    assert document.headers["cache-control"] == "no-cache"


def test_a_bundle_carries_no_header_that_only_documents_heed(browser):
    bundle = browser.get("/assets/root.js")

    assert not any(name in bundle.headers for name in _names(DOCUMENTS))
    assert not any(name in bundle.headers for name in _names(VALIDATORS))
    assert bundle.headers["x-content-type-options"] == "nosniff"
    assert bundle.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["/assets/gone.js", "/fonts/gone.woff2", "/api/gone", "/gone"])
def test_what_is_not_there_is_not_kept(browser, path):
    missing = browser.get(path)

    assert missing.status_code == 404
    assert missing.headers["cache-control"] == "no-store"
    assert all(name in missing.headers for name in _names(ALWAYS | DOCUMENTS))


def test_a_page_runs_what_was_built_and_nothing_else(browser):
    rules = _rules(browser.get("/ask", headers={"Host": "work.example:8080"}))
    known = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()

    assert rules["script-src"] == ["'self'", f"'sha256-{known}'"]
    assert rules["connect-src"] == ["'self'", "ws://work.example:8080", "wss://work.example:8080"]
    assert rules["frame-ancestors"] == rules["object-src"] == ["'none'"]
    assert "'unsafe-eval'" not in str(rules)


def test_a_host_adds_no_rule_of_its_own(browser):
    rules = _rules(browser.get("/ask", headers={"Host": "localhost;script-src"}))

    assert rules["connect-src"] == ["'self'"]
    assert "localhost" not in str(rules)


def test_a_page_that_is_unchanged_may_do_what_it_could(browser):
    """A browser takes the headers of a 304 for those of the page it kept."""
    unchanged = browser.get("/kept", headers={"Accept": "text/html,*/*;q=0.8"})
    of_data = browser.get("/kept", headers={"Accept": "image/avif,*/*;q=0.8"})

    assert _rules(unchanged) == _rules(browser.get("/ask", headers={"Host": "testserver"}))
    assert of_data.headers["content-security-policy"] == policy.OF_DATA


def test_data_is_no_page(browser):
    assert browser.get("/").headers["content-security-policy"] == policy.OF_DATA


def test_who_came_by_tls_comes_so_again(browser):
    over_tls = browser.get("https://localhost/ask").headers

    assert all(name in over_tls for name in _names(BY_TLS))
    assert not any(name in browser.get("/ask").headers for name in _names(BY_TLS))


def _rules(answer: Answer) -> dict[str, list[str]]:
    lines = answer.headers["content-security-policy"].split("; ")
    return {name: allowed for name, *allowed in (line.split() for line in lines)}


def _names(headers: Iterable[bytes]) -> list[str]:
    return [name.decode() for name in headers]
