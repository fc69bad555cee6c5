"""The browser's half: TypeScript in src/, and how Reflex builds it into the pages."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import reflex as rx
from reflex_base.plugins import Plugin
from reflex_base.plugins.base import PreCompileContext
from reflex_base.utils.imports import ImportDict
from typing_extensions import Unpack

from app.ui.web import client

HERE = Path(__file__).parent
SRC = HERE / "src"
# Where the sources stand in Reflex's own folder; what it compiles imports them as `$/goalward/…`.
PLACE = Path("goalward")


def source(name: str) -> str:
    """The address a component imports for a file of src/, e.g. `parts/glyphs.tsx`."""
    return f"$/{PLACE}/{name}"


def packages() -> list[str]:
    """Every npm package that src/ imports, with the version package.json pins."""
    pinned = json.loads((HERE / "package.json").read_text())["dependencies"]
    return [f"{name}@{version}" for name, version in pinned.items()]


class Browser(rx.Component):
    """A component of src/; which file is its `library`."""

    lib_dependencies: list[str] = packages()


class Styles(rx.Fragment):
    """A file of rules that comes with the pages which hold this; it draws nothing."""

    file: str

    def add_imports(self) -> ImportDict:
        return {"": [self.file]}

    def _exclude_props(self) -> list[str]:
        return ["file"]


def styles(name: str) -> rx.Component:
    """The rules of a page without code of its own in src/, e.g. `tasks/task.css`."""
    return Styles.create(file=source(name))


class BrowserCode(Plugin):
    """Puts src/ where Reflex bundles, so that Vite compiles the TypeScript along with the pages."""

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        context["add_modify_task"](client.FILE, client.changed)

    def get_static_assets(self, **_: Any) -> Sequence[tuple[Path, str | bytes]]:
        files = sorted(
            path
            for pattern in ("*.ts*", "*.css")
            for path in SRC.rglob(pattern)
            if not path.name.endswith(".d.ts")
        )
        return [(PLACE / path.relative_to(SRC), path.read_text()) for path in files]
