"""Nothing is told to anybody: no command asks for a foreign name, or writes in the home folder."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import reporting

ROOT = Path(__file__).resolve().parents[1]
GOALWARD = str(Path(sys.executable).parent / "goalward")


Run = Callable[..., str]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a program in a home of its own; returns what it printed, and holds it to the promise."""
    folder = tmp_path_factory.mktemp("guarded")
    home, notes = folder / "home", folder / "foreign"
    home.mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in reporting.OFF | reporting.SAID and not name.startswith(("XDG_", "HF_"))
    }
    env = kept | {
        "HOME": str(home),
        "GOALWARD_DATA_DIR": str(folder / "data"),
        "GOALWARD_FOREIGN": str(notes),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests" / "guarded")]),
        # Somebody's shell that asks for reports.
        "ORT_DISABLE_TELEMETRY": "0",
        "LANGSMITH_TRACING": "true",
    }

    def run(*words: str, stdin: str = "") -> str:
        notes.unlink(missing_ok=True)
        done = subprocess.run(
            words, env=env, input=stdin, text=True, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert (notes.read_text() if notes.exists() else "") == ""
        assert list(home.rglob("*")) == []
        return done.stdout

    return run


def test_an_import_an_index_and_a_question_tell_nobody(guarded, tmp_path):
    pages, trace = tmp_path / "our-handbook", tmp_path / "trace"
    pages.mkdir()
    (pages / "keys.md").write_text("# Keys\n\nSigning keys are rotated in the Frankfurt region.\n")
    account = ("user", "add", "ana@example.com", "--name", "Ana", "--role", "owner")
    guarded(GOALWARD, "migrate")
    guarded(GOALWARD, *account, "--password-stdin", stdin="correct horse\n")
    guarded(GOALWARD, "import", "markdown", str(pages))
    # Libraries below Python look names up without it; strace sees that where it is installed.
    below = ("strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(trace))
    guarded(*(below if shutil.which("strace") else ()), GOALWARD, "catch-up")
    answer = guarded(GOALWARD, "ask", "where are signing keys rotated?", "--as", "ana@example.com")

    assert "Frankfurt" in answer
    sent = trace.read_text().splitlines() if trace.exists() else []
    assert [line for line in sent if "AF_INET" in line and '"127.0.0.1"' not in line] == []


@pytest.mark.parametrize(
    "entry",
    [
        "import app.cli",
        "import app.serving.server",
        "import app.mcp",
        "import app.settings",  # all that rxconfig.py needs
        "import agents.model",
        "import knowledge.embedding",
        "import tests.conftest",
        "import tests.bench",
        "import tests.eval",
    ],
)
def test_every_entry_turns_it_off_before_the_libraries(guarded, entry):
    told = guarded(sys.executable, "-c", f"{entry}\nimport os; print(dict(os.environ))")

    assert (reporting.SAID | reporting.OFF).items() <= eval(told).items()


def test_a_registry_that_somebody_chose_is_kept(monkeypatch):
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "https://npm.work.example")
    reporting.turn_off()

    assert os.environ["NPM_CONFIG_REGISTRY"] == "https://npm.work.example"


def test_the_guard_notices(guarded):
    with pytest.raises(AssertionError, match=r"vendor\.invalid"):
        guarded(
            sys.executable,
            "-c",
            "import socket, contextlib\n"
            "with contextlib.suppress(OSError): socket.getaddrinfo('vendor.invalid', 443)",
        )
