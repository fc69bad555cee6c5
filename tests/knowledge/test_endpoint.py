"""A real server that speaks OpenAI's embeddings, backed by the built-in model."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.embedding import EmbeddingFailed, OnnxEmbedder, chosen, export, known_as
from knowledge.library import Library
from tests.knowledge.test_library import OPEN, a_document

MODELS = Path(__file__).resolve().parents[2] / ".cache" / "models"
TEXTS = [f"Remark {n}: the server crashed {'again ' * (n % 5)}" for n in range(150)]


class Serving(ThreadingHTTPServer):
    """Answers `/v1/embeddings`; `mood` says how."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Answering)
        export(MODELS)
        self.model = OnnxEmbedder(MODELS)
        self.sizes: list[int] = []
        self.mood = "well"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Answering(BaseHTTPRequestHandler):
    server: Serving

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] != "Bearer sesame":
            return self._say(401, {"error": {"message": "Incorrect API key provided."}})
        if self.path != "/v1/embeddings" or asked["model"] != "mini":
            return self._say(404, {"error": {"message": "The model does not exist."}})
        texts = asked["input"]
        self.server.sizes.append(len(texts))
        moods: dict[str, Any] = {
            "well": lambda: self._rows(texts),
            "short": lambda: self._rows(texts)[1:],
            "nonsense": lambda: "nonsense",
            "nothing": lambda: [{"index": i, "embedding": [0.0] * 384} for i in range(len(texts))],
        }
        if self.server.mood == "broken":
            return self._say(500, {"error": "out of\n memory"})
        return self._say(200, {"object": "list", "data": moods[self.server.mood]()})

    def _rows(self, texts: list[str]) -> list[dict[str, Any]]:
        # Not of length 1, and not in order: both are the reader's to see to.
        rows = [
            {"index": i, "embedding": v.tolist()}
            for i, v in enumerate(self.server.model.embed(texts) * 3)
        ]
        return rows[::-1]

    def _say(self, status: int, body: dict[str, Any]) -> None:
        said = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed."""


@contextmanager
def serving(port: int = 0) -> Iterator[Serving]:
    """Serves until the end of the block."""
    opened = Serving(port)
    thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield opened
    finally:
        opened.shutdown()
        opened.server_close()
        thread.join()


@pytest.fixture
def server() -> Iterator[Serving]:
    with serving() as opened:
        yield opened


def test_its_vectors_are_the_models_in_batches(server):
    embedder = chosen(f"openai:mini@{server.url}/", models=MODELS, key="sesame")
    vectors = embedder.embed(TEXTS)

    assert vectors.dtype == np.float32
    assert np.allclose(vectors, server.model.embed(TEXTS), atol=1e-5)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert server.sizes == [64, 64, 22]
    assert embedder.embed(["", "  "]).shape == (2, 384)
    assert embedder.name == f"openai:mini@{server.url}"
    assert known_as(embedder.name, models=MODELS, key="sesame").embed(["ok"]).shape == (1, 384)


@pytest.mark.parametrize(
    ("mood", "said"),
    [
        ("broken", "could not be had: 500 out of memory."),
        ("short", "could not be had: 1 usable vectors were wanted for 2 texts"),
        ("nonsense", "its answer is not a list of embeddings"),
        ("nothing", "2 usable vectors were wanted for 2 texts"),
    ],
)
def test_a_wrong_answer_is_one_clear_sentence(server, mood, said):
    server.mood = mood
    with pytest.raises(EmbeddingFailed) as failed:
        chosen(f"openai:mini@{server.url}", models=MODELS, key="sesame").embed(["one", "two"])

    sentence = str(failed.value)
    assert sentence.startswith(f"The embeddings of {server.url} could not be had: ")
    assert said in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_wrong_key_or_model_is_said_in_the_servers_words(server):
    with pytest.raises(EmbeddingFailed, match="401 Incorrect API key provided"):
        chosen(f"openai:mini@{server.url}", models=MODELS, key="wrong").embed(["ok"])
    with pytest.raises(EmbeddingFailed, match="404 The model does not exist"):
        chosen(f"openai:other@{server.url}", models=MODELS, key="sesame").embed(["ok"])


def test_without_a_server_search_goes_on_by_words_and_meaning_comes_back_with_it(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("knowledge.meaning.REST", 0.0)
    with serving() as first:
        url, port = first.url, first.server_port
        embedder = chosen(f"openai:mini@{url}", models=MODELS, key="sesame")
        library = Library(tmp_path / "library", embedder=embedder)
        library.warm_up()
        library.put([a_document(1), a_document(2, title="Our backend is down", text="An outage.")])
        while library.embed_pending():
            pass
        assert library.search("the server crashed", scope=OPEN)[0].record == "task:2"

    # Other words: the vector of those asked before is remembered.
    assert library.search("everything crashed", scope=OPEN) == []
    assert library.search("signing keys", scope=OPEN)[0].record == "task:1"
    library.put([a_document(3, title="An accident in the machine room", text="")])
    with pytest.raises(EmbeddingFailed, match="could not be had"):
        library.embed_pending()

    with serving(port):
        while library.embed_pending():
            pass
        assert library.search("the server crashed", scope=OPEN)[0].record == "task:2"
        assert library.state == "ready"
    library.close()
