"""The door to language models, through LangChain; any provider or OpenAI-style server.

A key is given, or comes from the provider's own environment variable, which goes to that provider alone. Nothing is imported until a model is asked.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from agents import limits, reaching

# What a server answers that does not know a schema, or tools.
NOT_KNOWN = frozenset([400, 404, 405, 415, 422, 501])
Shape = Mapping[str, Any]  # a JSON schema
# Keys of the environment; each goes to its own provider alone.
KEYS = ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OLLAMA_API_KEY", "GOALWARD_MODEL_KEY")


class ModelFailed(Exception):
    """The model gave no answer: not reachable, too slow, refused, or unknown."""


@dataclass(frozen=True)
class Tool:
    """Something a model may look into: one text in, one text out."""

    name: str
    says: str  # what it is for
    argument: str
    run: Callable[[str], str]


class Model(Protocol):
    """Says something in pieces, and looks into things before."""

    def stream(self, system: str, user: str, shape: Shape | None = None) -> Iterator[str]:
        """Pieces of text as they come, of that shape where the provider can; raises ModelFailed."""
        ...

    def collect(self, system: str, user: str, tools: Sequence[Tool]) -> Iterator[None]:
        """Use tools until it has enough or is at a limit, one step at a time; raises ModelFailed."""
        ...


@dataclass(frozen=True)
class LangChainModel:
    """A model named `provider:name`, as in `openai:gpt-4o-mini` or `ollama:llama3`."""

    name: str
    url: str = ""
    timeout: float = 20.0
    key: str = field(default="", repr=False)

    def stream(self, system: str, user: str, shape: Shape | None = None) -> Iterator[str]:
        try:
            has_spoken = False
            try:
                for piece in self._pieces(system, user, shape):
                    has_spoken = True
                    yield piece
            except Exception as error:
                if has_spoken or shape is None or not _is_unknown(error):
                    raise
                yield from self._pieces(system, user, None)
        except Exception as error:  # noqa: BLE001 - each provider has errors of its own
            raise self._failed(error) from None

    def _pieces(self, system: str, user: str, shape: Shape | None) -> Iterator[str]:
        from langchain_core.messages import HumanMessage, SystemMessage

        chat = self._chat(limits.MOST_TOKENS_WORDED)
        shaped = chat.bind(**self._shaped(shape)) if shape else chat
        for piece in shaped.stream([SystemMessage(system), HumanMessage(user)]):
            yield str(piece.text)

    def collect(self, system: str, user: str, tools: Sequence[Tool]) -> Iterator[None]:
        from langchain.agents import create_agent
        from langchain.agents.middleware import ModelCallLimitMiddleware, ToolCallLimitMiddleware
        from langchain_core.messages import HumanMessage

        try:
            # Any: each keeps a state of its own type.
            at_most: list[Any] = [
                ModelCallLimitMiddleware(run_limit=limits.MOST_MODEL_CALLS),
                ToolCallLimitMiddleware(run_limit=limits.MOST_TOOL_CALLS),
            ]
            agent = create_agent(
                self._chat(limits.MOST_TOKENS_A_LOOK),
                [_as_langchain(tool) for tool in tools],
                system_prompt=system,
                middleware=at_most,
            )
            spent = 0
            for step in agent.stream({"messages": [HumanMessage(user)]}, stream_mode="updates"):
                yield
                spent += _tokens(step)
                if spent > limits.MOST_TOKENS:
                    return
        except Exception as error:  # noqa: BLE001 - each provider has errors of its own
            raise self._failed(error) from None

    def _failed(self, error: Exception) -> ModelFailed:
        """What went wrong, with no key in it: a server may repeat what it was sent."""
        said = f"{type(error).__name__}: {error}"
        for key in filter(None, (self.key, *map(os.environ.get, KEYS))):
            said = said.replace(key, "(key)")
        return ModelFailed(said)

    def _chat(self, most_tokens: int) -> Any:  # LangChain's class is not imported yet
        from langchain.chat_models import init_chat_model

        provider = self.name.partition(":")[0]
        if self.url and reaching.is_forbidden(urlsplit(self.url).hostname or ""):
            raise reaching.Forbidden(urlsplit(self.url).hostname or "")
        more: dict[str, Any] = {"temperature": 0, "max_retries": 0}
        if self.url:
            more["base_url"] = self.url
        # A key of the environment is its provider's: a server of one's own gets the one given for it, or none.
        key = self.key or ("none" if self.url else "")
        if key:
            more["api_key"] = key
        if provider == "ollama":
            return init_chat_model(self.name, **self._of_ollama(more, most_tokens))
        more |= {"max_tokens": most_tokens, "timeout": self.timeout}
        if provider == "openai":
            more["http_client"] = self._client()
        chat = init_chat_model(self.name, **more)  # its overloads name no provider's settings
        if provider == "anthropic":
            import anthropic

            # LangChain has no setting for it.
            vars(chat)["_client"] = anthropic.Client(
                **chat._client_params,  # noqa: SLF001 - it has no public name
                http_client=self._client(),
            )
        return chat

    def _client(self) -> Any:
        import httpx2

        return httpx2.Client(**reaching.client_options(httpx2, self.timeout))

    def _of_ollama(self, more: Mapping[str, Any], most_tokens: int) -> dict[str, Any]:
        import httpx

        # Said in any case: its client would take a key of the environment to whatever server this is.
        sent = {"authorization": f"Bearer {self.key}" if self.key else "none"}
        options = reaching.client_options(httpx, self.timeout) | {"headers": sent}
        kept = {name: more[name] for name in ("temperature", "base_url") if name in more}
        return kept | {"num_predict": most_tokens, "client_kwargs": options}

    def _shaped(self, shape: Shape) -> dict[str, Any]:
        """How this provider is told the shape of an answer."""
        provider = self.name.partition(":")[0]
        form = {
            "type": "json_schema",
            "json_schema": {"name": "answer", "schema": shape, "strict": True},
        }
        if provider == "openai":
            # In the body: LangChain's own way fails an answer that was cut off, with all it said.
            return {"extra_body": {"response_format": form}}
        return {"ollama": {"format": shape}, "anthropic": {"response_format": form}}.get(
            provider, {}
        )


def _as_langchain(tool: Tool) -> Any:
    from langchain_core.tools import StructuredTool

    def run(**given: Any) -> str:
        return tool.run(str(given.get(tool.argument, "")))

    schema = {
        "type": "object",
        "properties": {tool.argument: {"type": "string"}},
        "required": [tool.argument],
    }
    return StructuredTool.from_function(
        run, name=tool.name, description=tool.says, args_schema=schema
    )


def _is_unknown(error: Exception) -> bool:
    return getattr(error, "status_code", None) in NOT_KNOWN


def _tokens(step: Mapping[str, Any]) -> int:
    """Tokens of a model's step, in and out: as counted by the provider, else four characters each."""
    messages = (step.get("model") or {}).get("messages", [])
    return sum(
        (message.usage_metadata or {}).get("total_tokens") or len(str(message.content)) // 4
        for message in messages
    )
