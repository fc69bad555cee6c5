"""An address is one a mail could go to, on the internet or on a network of one's own."""

import pytest

from app.domain.errors import Invalid
from app.work.checks import email


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" Ana@Example.com ", "ana@example.com"),
        ("ana.b+goals@mail.example.co", "ana.b+goals@mail.example.co"),
        ("ana@localhost", "ana@localhost"),
        ("ana@office.local", "ana@office.local"),
        ("p7@imported.invalid", "p7@imported.invalid"),
        ("jürgen@bücher.example", "jürgen@bücher.example"),
    ],
)
def test_an_address_is_kept_in_small_letters(written, kept):
    assert email(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ana",
        "ana@",
        "@example.com",
        "ana@example",
        "a na@example.com",
        "ana@exa mple.com",
        "ana@@example.com",
        "ana..b@example.com",
        "ana@example..com",
        "ana@-example.com",
        "Ana <ana@example.com>",
        "ana@example.com, bob@example.com",
        "a" * 250 + "@example.com",
        "ana\x00@example.com",
    ],
)
def test_what_no_mail_could_go_to_is_refused(written):
    with pytest.raises(Invalid, match="not an e-mail address"):
        email(written)
