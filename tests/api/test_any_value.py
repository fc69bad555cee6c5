"""Values nobody should send, in every place where a value can stand: refused, never a failure."""

import json

import pytest

from app.app import api
from tests.api.test_every_route import CLOSED, OPEN, ROUTES, sent

SPEC = api.openapi()
# Past 64 bits, past what JSON readers keep, NUL, and half a character as UTF-8 never has it.
NUMBERS = ("9223372036854775808", "-9223372036854775809", "9007199254740992", "1e999", "NaN")
TEXTS = ("%00", "a%00b", "%ED%A0%80", "%FF")
RAW = (r'"\ud800"', r'"\u0000"', "9223372036854775808", "1e999", "NaN", "null", "[]", "{}")


def _parameters(method: str, path: str, place: str) -> list[str]:
    operation = SPEC["paths"][path][method.lower()]
    return [one["name"] for one in operation.get("parameters", []) if one.get("in") == place]


def _is_a_refusal(answer, *at: object) -> None:
    assert 400 <= answer.status_code < 500, (*at, answer.text)
    assert answer.headers["content-type"] == "application/problem+json", at
    assert answer.json()["detail"], at


@pytest.mark.parametrize("value", [*NUMBERS, *TEXTS])
def test_no_value_in_an_address_is_a_failure(as_, hidden, value):
    alice = as_("alice")
    for method, path in CLOSED:
        for name in _parameters(method, path, "path"):
            _, body = sent(method, path, hidden)
            address, _ = sent(method, path.replace(f"{{{name}}}", "\x1a"), hidden)
            answer = alice(method, address.replace("\x1a", value), json=body)

            _is_a_refusal(answer, method, path, name, value)


@pytest.mark.parametrize("value", [*NUMBERS, *TEXTS])
def test_no_value_in_a_query_is_a_failure(as_, hidden, value):
    alice = as_("alice")
    for method, path in CLOSED:
        for name in _parameters(method, path, "query"):
            address, body = sent(method, path, hidden)
            answer = alice(method, f"{address.partition('?')[0]}?{name}={value}", json=body)

            # A number is a text, too, and what is left out may be what is missed.
            assert answer.status_code < 500, (method, path, name, value, answer.text)
            if value in ("%00", "a%00b"):
                assert answer.status_code == 422, (method, path, name, answer.text)


@pytest.mark.parametrize("raw", RAW)
def test_no_value_in_a_body_is_a_failure(as_, client, hidden, raw):
    headers = {
        "Authorization": f"Bearer {as_('alice').secret}",
        "Content-Type": "application/json",
        "Origin": "http://localhost:8080",
    }
    for method, path in ROUTES:
        for name in _body(method, path):
            address, body = sent(method, path, hidden)
            given = json.dumps({**(body if isinstance(body, dict) else {}), name: "\x1a"})
            content = given.replace(json.dumps("\x1a"), raw)
            answer = client.request(method, address, content=content, headers=headers)

            assert answer.status_code < 500, (method, path, name, raw, answer.text)
            if raw.startswith('"') and (method, path) not in OPEN:
                _is_a_refusal(answer, method, path, name, raw)


def _body(method: str, path: str) -> list[str]:
    """The fields of what a route takes."""
    operation = SPEC["paths"][path][method.lower()]
    if "requestBody" not in operation:
        return []
    ref = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    return list(SPEC["components"]["schemas"][ref.rsplit("/")[-1]]["properties"])


def test_a_limit_of_tries_says_when_to_come_again(client, hidden):
    origin = {"Origin": "http://localhost:8080"}
    body = {"email": "nobody@example.com", "password": "wrong"}
    answers = [client.post("/api/auth/login", json=body, headers=origin) for _ in range(9)]

    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1].headers["retry-after"]) <= 15 * 60 + 1
