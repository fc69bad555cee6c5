"""The door to language models, through LangChain; any provider or OpenAI-style server.

A key is given, or comes from the provider's own environment variable. Nothing is imported until a model is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

MOST_TOKENS = 600


class ModelFailed(Exception):
    """The model gave no answer: not reachable, too slow, refused, or unknown."""


class Model(Protocol):
    """Says something, in pieces."""

    def stream(self, system: str, user: str) -> Iterator[str]:
        """Pieces of text as they come; raises ModelFailed."""
        ...


@dataclass(frozen=True)
class LangChainModel:
    """A model named `provider:name`, as in `openai:gpt-4o-mini` or `ollama:llama3`."""

    name: str
    url: str = ""
    timeout: float = 20.0
    key: str = field(default="", repr=False)

    def stream(self, system: str, user: str) -> Iterator[str]:
        from langchain.chat_models import init_chat_model
        from langchain_core.messages import HumanMessage, SystemMessage

        more: dict[str, Any] = {"temperature": 0, "timeout": self.timeout, "max_retries": 0}
        provider = self.name.partition(":")[0]
        if self.url:
            more["base_url"] = self.url
            if provider == "openai":
                import os

                # A server of one's own asks for no key, but the client insists on one.
                more["api_key"] = os.environ.get("OPENAI_API_KEY") or "none"
        if self.key:
            more["api_key"] = self.key
        if provider == "ollama":
            more = {"temperature": 0, "num_predict": MOST_TOKENS} | (
                {"base_url": self.url} if self.url else {}
            )
        else:
            more["max_tokens"] = MOST_TOKENS
        try:
            chat = init_chat_model(self.name, **more)  # pyright: ignore[reportCallIssue, reportArgumentType] - its overloads name no provider's settings
            for piece in chat.stream([SystemMessage(system), HumanMessage(user)]):
                yield str(piece.content) if not isinstance(piece.content, list) else ""
        except Exception as error:
            raise ModelFailed(f"{type(error).__name__}: {error}") from error
