"""Behind a proxy that ends TLS nobody is sent back to plain http, and a page is served as it was asked for."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.api import proxies
from app.app import api

HOST = "http://work.example"


@pytest.fixture
def folder(tmp_path):
    for page in ("ask", "goals", "settings", "spaces/new"):
        (tmp_path / page).mkdir(parents=True)
        (tmp_path / page / "index.html").write_text(f"the page {page}")
    (tmp_path / "index.html").write_text("home")
    return tmp_path


@pytest.fixture
def browser(folder) -> TestClient:
    async def scheme(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.url.scheme)

    async def away(request: Request) -> RedirectResponse:
        return RedirectResponse(request.query_params["to"])

    routes = [
        Route("/scheme", scheme),
        Route("/away", away),
        Mount("/kept", StaticFiles(directory=folder, html=True)),
        Mount("/", StaticFiles(directory=folder, html=True)),
    ]
    inner = proxies.with_pages(Starlette(routes=routes), proxies.pages_in(folder))
    outer = proxies.behind_proxies(proxies.with_own_redirects(inner))
    return TestClient(outer, base_url=HOST, follow_redirects=False)


@pytest.mark.parametrize("page", ["ask", "goals", "settings", "spaces/new"])
@pytest.mark.parametrize("end", ["", "/", "?q=what%20is%20overdue%3F", "/?q=x"])
def test_a_page_is_served_as_it_is(browser, page, end):
    answer = browser.get(f"/{page}{end}")

    assert (answer.status_code, answer.text) == (200, f"the page {page}")


def test_home_and_what_is_not_there_are_as_before(browser):
    assert browser.get("/").text == "home"
    assert browser.get("/nowhere").status_code == 404


def test_a_redirect_names_neither_scheme_nor_host_and_keeps_the_query(browser):
    answer = browser.get("/kept/ask?q=a%20b&to=c")

    assert answer.status_code == 307
    assert answer.headers["location"] == "/kept/ask/?q=a%20b&to=c"


@pytest.mark.parametrize(
    ("to", "location"),
    [
        ("http://work.example/ask?q=1", "/ask?q=1"),
        ("https://work.example/ask", "/ask"),
        ("http://work.example//evil.example/x", "/evil.example/x"),
        ("http://work.example", "/"),
        ("https://elsewhere.example/ask", "https://elsewhere.example/ask"),
        ("/ask", "/ask"),
    ],
)
def test_only_our_own_addresses_become_paths(browser, to, location):
    assert browser.get("/away", params={"to": to}).headers["location"] == location


@pytest.mark.parametrize(
    ("trusted", "said", "scheme"),
    [
        ("0", "https", "http"),  # nobody is trusted: anybody could say so
        ("1", "https", "https"),
        ("1", "HTTPS", "https"),
        ("1", "http", "http"),
        ("1", "https, http", "http"),  # a browser's own word, before the proxy's
        ("2", "https, http", "https"),  # TLS ends at the first of two
        ("2", "https", "https"),  # the second hands it on
        ("1", "", "http"),
        ("1", "gopher", "http"),
    ],
)
def test_the_scheme_is_believed_of_trusted_proxies_only(
    browser, monkeypatch, trusted, said, scheme
):
    monkeypatch.setenv("GOALWARD_TRUSTED_PROXIES", trusted)

    assert browser.get("/scheme", headers={"X-Forwarded-Proto": said}).text == scheme


@pytest.mark.parametrize("path", ["/api/v1/tasks/", "/api/health/", "/mcp/", "/api/v1/me/?a=1"])
def test_no_address_of_the_api_redirects_elsewhere(path):
    client = TestClient(proxies.with_own_redirects(api), base_url=HOST, follow_redirects=False)
    answer = client.get(path)

    assert answer.headers.get("location", "/").startswith("/")


HOSTS = {
    "localhost": True,
    "localhost:9000": True,
    "acme.localhost:8080": True,
    "127.0.0.1:8080": True,
    "192.168.1.7": True,
    "[::1]:8080": True,
    "WORK.example": True,
    "work.example:8443": True,
    "evil.example": False,
    "work.example.evil.example": False,
    "127.0.0.1.evil.example": False,
    "evil.example:8080": False,
    "[bad": False,
    "": False,
}


@pytest.mark.parametrize(("host", "is_ours"), HOSTS.items())
def test_only_our_own_names_are_answered(monkeypatch, host, is_ours):
    monkeypatch.setenv("GOALWARD_BASE_URL", "https://work.example")

    async def page(request: Request) -> PlainTextResponse:
        return PlainTextResponse("in")

    inner = Starlette(routes=[Route("/", page), Route("/api/health", page)])
    client = TestClient(proxies.with_known_hosts(inner))
    answer = client.get("/", headers={"Host": host})

    assert (answer.status_code, answer.text == "in") == ((200, True) if is_ours else (421, False))
    assert client.get("/api/health", headers={"Host": host}).text == "in"


def test_a_socket_under_another_name_is_closed():
    async def socket(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.close()

    client = TestClient(proxies.with_known_hosts(Starlette(routes=[WebSocketRoute("/s", socket)])))
    with client.websocket_connect("/s", headers={"Host": "localhost"}):
        pass
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/s", headers={"Host": "evil.example"}),
    ):
        pass
