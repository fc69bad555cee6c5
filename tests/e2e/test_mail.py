"""A forgotten password: asked for, mailed, chosen anew, and signed in."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import smtp
from tests.e2e.conftest import Server, _goalward

ALICE = {"email": "alice@example.com", "password": "correct horse"}


@pytest.fixture
def post() -> Iterator[smtp.Mailbox]:
    with smtp.served() as box:
        yield box


@pytest.fixture
def house(tmp_path) -> Iterator[Server]:
    """A workspace of its own, with its owner."""
    given = (
        "user",
        "add",
        ALICE["email"],
        "--name",
        "Alice",
        "--role",
        "owner",
        "--password-stdin",
    )
    (tmp_path / "data").mkdir()
    _goalward(tmp_path, "migrate")
    _goalward(tmp_path, *given, stdin=ALICE["password"])
    server = Server(tmp_path)
    server.start()
    yield server
    server.stop()


def _sign_in(page: Page, password: str) -> None:
    page.get_by_label("E-mail").fill(ALICE["email"])
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_forgotten_asked_for_mailed_chosen_anew_and_signed_in(
    browser: Browser, house: Server, post: smtp.Mailbox
):
    page = browser.new_context(base_url=house.address).new_page()
    page.goto("/signin")
    expect(page.get_by_text("An owner of the workspace makes a link")).to_be_visible()
    expect(page.get_by_role("link", name="Forgot your password?")).to_have_count(0)

    _sign_in(page, ALICE["password"])
    expect(page.get_by_role("navigation").first).to_be_visible()
    page.goto("/settings?part=mail")
    page.get_by_role("textbox", name="Server").fill("localhost")
    page.get_by_label("Encryption").select_option("none")
    page.get_by_role("textbox", name="Port").fill(str(post.port))
    page.get_by_role("textbox", name="Sender").fill("goalward@example.com")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(f"In use: localhost, port {post.port}")).to_be_visible()
    page.get_by_role("button", name="Send me a test mail").click()
    expect(page.get_by_text("It was handed over for alice@example.com")).to_be_visible()
    assert post.wait()["To"] == ALICE["email"]
    post.came.clear()
    post.arrived.clear()

    forgetful = browser.new_context(base_url=house.address).new_page()
    forgetful.goto("/signin")
    forgetful.get_by_role("link", name="Forgot your password?").click()
    forgetful.wait_for_url("**/forgot")
    forgetful.wait_for_load_state("networkidle")
    forgetful.get_by_label("E-mail").fill(ALICE["email"])
    forgetful.get_by_role("button", name="Mail me a link").click()
    expect(forgetful.get_by_text("a mail with a link is on its way")).to_be_visible()

    text = post.wait().get_body(("plain",)).get_content()
    link = re.search(r"http\S+/reset#\S+", text)
    assert link is not None
    assert link[0].startswith(house.address)
    forgetful.goto(link[0])
    forgetful.get_by_label("Password", exact=True).fill("another horse")
    forgetful.get_by_role("button", name="Set password").click()
    expect(forgetful).to_have_url(f"{house.address}/")

    # The session that set mail up is over, and the old password is no longer good.
    expect(page).to_have_url(re.compile("/signin"))
    _sign_in(page, ALICE["password"])
    expect(page.get_by_text("E-mail or password is wrong.")).to_be_visible()
    _sign_in(page, "another horse")
    expect(page).not_to_have_url(re.compile("/signin"))
