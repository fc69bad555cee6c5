"""What answers carry for the browser: documents the limits of a page, bundles as little as can be."""

from collections.abc import Iterable

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from app.api.web import ALWAYS, DOCUMENTS, VALIDATORS, with_headers


@pytest.fixture
def browser() -> TestClient:
    def answer(_request: object) -> PlainTextResponse:
        return PlainTextResponse("here", headers={"ETag": '"1"', "Accept-Ranges": "bytes"})

    there = [Route("/root.js", answer), Route("/inter.woff2", answer)]
    inner = Starlette(
        routes=[
            Mount("/assets", routes=there),
            Mount("/fonts", routes=there),
            Mount("/api", routes=there),
            Route("/", answer),
        ]
    )
    return TestClient(with_headers(inner))


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


def _names(headers: Iterable[bytes]) -> list[str]:
    return [name.decode() for name in headers]
