"""Stand-ins for the doors: an embedder without a model, a chat model that says what it is told."""

import json
import re
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.model import Tool


class WordEmbedder:
    """Texts that share words are near each other; nothing else is known of meaning."""

    name = "words"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), 384), np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, zlib.crc32(word.encode()) % 384] += 1.0
            vectors[row, 0] += 1e-3
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class ScriptedModel:
    """Says the same whatever it is asked; an exception in the script is raised at its place.

    Before that it makes its `calls`, each a tool and what it is asked, and keeps what came back.
    """

    def __init__(
        self, *script: str | Exception, calls: Sequence[tuple[str, str] | Exception] = ()
    ) -> None:
        self.script, self.calls = script, calls
        self.asked = ""
        self.returned: list[str] = []

    def stream(
        self, system: str, user: str, shape: Mapping[str, Any] | None = None
    ) -> Iterator[str]:
        self.asked = user
        for piece in self.script:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    def collect(self, system: str, user: str, tools: Sequence[Tool]) -> Iterator[None]:
        by_name = {tool.name: tool for tool in tools}
        for call in self.calls:
            if isinstance(call, Exception):
                raise call
            name, said = call
            self.returned.append(by_name[name].run(said))
            yield


Reply = Mapping[str, Any]


class ChatServer:
    """A server that speaks as OpenAI does; `reply` makes the answer to each request's body.

    An answer is `{"content": …}`, `{"tools": [(name, {argument: text}), …]}`, `{"status": 400}`,
    or `{"stall": seconds}`. What was asked is kept in `requests`.
    """

    def __init__(self, reply: Callable[[dict[str, Any]], Reply]) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[tuple[str, str]] = []  # of all requests
        self.stalls = threading.Event()  # set to end every stall
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append(body)
                outer.headers.extend(self.headers.items())
                said = reply(body)
                if stall := said.get("stall"):
                    outer.stalls.wait(stall)
                status = said.get("status", 200)
                streams = body.get("stream") and status == 200
                sent = _streamed(said) if streams else json.dumps(_whole(said)).encode()
                try:
                    self.send_response(status)
                    kind = "text/event-stream" if streams else "application/json"
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(sent)))
                    for name, value in said.get("headers", {}).items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(sent)
                except OSError:
                    pass  # who asked has gone

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> "ChatServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stalls.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _whole(said: Reply) -> dict[str, Any]:
    if said.get("status", 200) != 200:
        message = said.get("error", "not known here")
        return {"error": {"message": message, "type": "invalid_request_error"}}
    calls = [
        {
            "id": f"call_{n}",
            "type": "function",
            "function": {
                "name": name,
                "arguments": given if isinstance(given, str) else json.dumps(given),
            },
        }
        for n, (name, given) in enumerate(said.get("tools", []))
    ]
    message = {"role": "assistant", "content": said.get("content", "")}
    if calls:
        message |= {"content": None, "tool_calls": calls}
    used = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": said.get("tokens", 110)}
    choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if calls else "stop"}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [choice],
        "usage": used,
    }


def _streamed(said: Reply) -> bytes:
    """Its content in small pieces, as tokens come."""
    text = said.get("content", "")
    pieces = [text[at : at + 7] for at in range(0, len(text), 7)]
    chunks = [
        {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "m",
            "choices": [
                {
                    "index": 0,
                    "delta": {"role": "assistant", "content": piece},
                    "finish_reason": None,
                }
            ],
        }
        for piece in pieces
    ]
    chunks.append(
        {
            **chunks[-1],
            "choices": [{"index": 0, "delta": {}, "finish_reason": said.get("finish", "stop")}],
        }
        if chunks
        else {}
    )
    return (
        b"".join(f"data: {json.dumps(one)}\n\n".encode() for one in chunks if one)
        + b"data: [DONE]\n\n"
    )
