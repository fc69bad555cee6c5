"""What Python names of the browser's half is there, and both halves mean the same packages."""

import importlib
import json
import re
from pathlib import Path

import pytest

from app.ui import pages, web

ROOT = web.HERE.parents[2]


@pytest.fixture(scope="module")
def components() -> list[web.Browser]:
    """One of each kind of component that src/ draws."""
    for name in pages.PAGES:
        importlib.import_module(name)
    return [one for kind in _below(web.Browser) if (one := kind.create()).tag]


def _below(kind: type[web.Browser]) -> list[type[web.Browser]]:
    return [found for child in kind.__subclasses__() for found in (child, *_below(child))]


def _file(component: web.Browser) -> Path:
    return web.SRC / (component.library or "").removeprefix("$/goalward/")


def _folder(component: web.Browser) -> str:
    """Its file and those beside it, to which it hands on what it does not use itself."""
    return "".join(path.read_text() for path in sorted(_file(component).parent.glob("*.tsx")))


def test_every_component_is_exported_by_the_file_it_names(components: list[web.Browser]):
    assert len(components) > 20
    exported = re.compile(r"export function (\w+)")

    assert [
        one.tag for one in components if one.tag not in exported.findall(_file(one).read_text())
    ] == []


def test_every_property_is_one_the_browser_knows(components: list[web.Browser]):
    """Reflex hands on `can_edit` as `canEdit`; a name only one half knows would do nothing."""
    shared = set(web.Browser.get_fields())
    unknown = [
        f"{one.tag}.{name}"
        for one in components
        for name in map(_camel, set(one.get_fields()) - shared)
        if not re.search(rf"\b{name}\b", _folder(one))
    ]

    assert sorted(unknown) == []


def _camel(name: str) -> str:
    return re.sub(r"_(\w)", lambda found: found.group(1).upper(), name)


def test_the_sources_are_put_where_the_pages_import_them():
    placed = {str(path) for path, _ in web.BrowserCode().get_static_assets()}

    assert "goalward/shell/shell.tsx" in placed
    assert not [name for name in placed if "test" in name]


def test_what_is_tested_is_what_is_built():
    """The lock of the tests and that of the build pin the same versions."""
    built = json.loads((ROOT / "reflex.lock" / "package.json").read_text())["dependencies"]
    package = json.loads((web.HERE / "package.json").read_text())
    tested = package["dependencies"] | package["devDependencies"]

    assert {name: tested[name] for name in tested if name in built} == {
        name: built[name] for name in tested if name in built
    }
    assert set(package["dependencies"]) <= set(built)
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in tested.values())
