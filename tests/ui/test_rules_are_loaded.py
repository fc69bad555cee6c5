"""A look comes with the page: rules that one feature loads are not counted on by another."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WEB = ROOT / "app" / "ui" / "web" / "src"
# Which pages load the rules of a feature (in Python they are written beside its parts).
PAGES = {
    "auth": {"signin", "welcome", "components"},
    "ask": {"ask"},
    "inbox": {"inbox"},
    "lists": {"lists"},
    "settings": {"settings"},
    "spaces": {"spaces"},
    "summaries": {"summaries"},
    "tasks": {"tasks"},
    "trash": {"trash", "archive"},
}


def _defined() -> dict[str, set[str]]:
    """Each class that only features define: the features."""
    found: dict[str, set[str]] = {}
    for path in WEB.rglob("*.css"):
        for name in _classes(path):
            found.setdefault(name, set()).add(path.relative_to(WEB).parts[0])
    everywhere = {name for path in (ROOT / "assets").glob("*.css") for name in _classes(path)}
    shared = {name for name, features in found.items() if not features <= PAGES.keys()}
    return {name: features for name, features in found.items() if name not in everywhere | shared}


def _classes(path: Path) -> set[str]:
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", path.read_text(), flags=re.S)
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", rules))


def _used(path: Path) -> set[str]:
    written = re.findall(r"class(?:Name|_name)=\{?[\"'`]([^\"'`]+)", path.read_text())
    return {name for words in written for name in words.split()}


def test_no_feature_counts_on_the_rules_of_another():
    defined = _defined()
    wrong: dict[str, set[str]] = {}
    for path in (*WEB.rglob("*.tsx"), *(ROOT / "app" / "ui").rglob("*.py")):
        inside = path.relative_to(WEB if path.is_relative_to(WEB) else ROOT / "app" / "ui").parts[0]
        for name in _used(path) & defined.keys():
            pages = set().union(*(PAGES[one] | {one} for one in defined[name]))
            if inside not in pages:
                wrong.setdefault(name, set()).add(str(path.relative_to(ROOT)))

    assert wrong == {}
    assert len(defined) > 100  # it looks somewhere
