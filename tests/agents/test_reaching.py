"""Where a model may be reached, and who gets which key."""

import socket

import httpx
import pytest

from agents import reaching
from agents.model import LangChainModel, ModelFailed
from tests.fakes import ChatServer


@pytest.mark.parametrize(
    "host",
    [
        "169.254.169.254",
        "169.254.1.1",
        "0xA9FEA9FE",
        "2852039166",
        "[::ffff:169.254.169.254]",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "fe80::1",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "100.100.100.200",
        "metadata.google.internal",
        "METADATA.google.internal.",
        "0.0.0.0",
    ],
)
def test_no_model_stands_there(host):
    assert reaching.is_forbidden(host)


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "::1", "192.168.1.5", "10.0.0.7", "fd12::5", "api.openai.com"],
)
def test_models_of_one_s_own_stand_on_this_machine_and_in_the_local_network(host):
    assert not reaching.is_forbidden(host)


def test_a_name_that_leads_to_a_forbidden_address_is_not_reached(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    with (
        httpx.Client(**reaching.client_options(httpx, 5)) as client,
        pytest.raises(reaching.Forbidden),
    ):
        client.get("http://innocent.example/v1")
    with pytest.raises(ModelFailed):
        "".join(LangChainModel("openai:x", "http://innocent.example/v1", 5).stream("a", "b"))


@pytest.mark.parametrize("provider", ["openai", "anthropic", "ollama"])
def test_a_redirect_is_not_followed(provider):
    with ChatServer(lambda _: {"content": "stolen"}) as target:
        location = {"status": 307, "headers": {"Location": target.url}}
        with ChatServer(lambda _: location) as server, pytest.raises(ModelFailed):
            "".join(LangChainModel(f"{provider}:x", server.url, 10).stream("a", "b"))
        assert target.requests == []


@pytest.mark.parametrize("provider", ["openai", "anthropic", "ollama"])
def test_a_key_of_the_environment_goes_to_no_other_server(provider, monkeypatch):
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OLLAMA_API_KEY"):
        monkeypatch.setenv(name, "sk-of-the-provider")
    with ChatServer(lambda _: {"status": 500}) as server:
        with pytest.raises(ModelFailed):
            "".join(LangChainModel(f"{provider}:x", server.url, 10).stream("a", "b"))
        assert server.headers
        assert "sk-of-the-provider" not in str(server.headers)


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_no_error_tells_a_key_that_a_server_repeats(provider):
    key = "sk-given-for-this"
    with (
        ChatServer(lambda _: {"status": 401, "error": f"bad key {key}"}) as server,
        pytest.raises(ModelFailed) as failed,
    ):
        "".join(LangChainModel(f"{provider}:x", server.url, 10, key).stream("a", "b"))

    assert key in str(server.headers)
    assert key not in str(failed.value)
    assert key not in repr(LangChainModel("openai:x", key=key))
    assert failed.value.__cause__ is None
