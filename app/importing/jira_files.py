"""The files of a Jira export: found, read, and refused with the reason when they are something else."""

import json
import re
from pathlib import Path
from typing import Any

from app.importing.plan import ImportRefused


def files(path: Path) -> list[Path]:
    if not path.exists():
        raise ImportRefused(f"{path} does not exist: check the path.")
    found = [path] if path.is_file() else sorted(path.rglob("*.json"))
    return [file for file in found if file.name != "project.json"]


def about(path: Path) -> dict[str, Any]:
    """The project's own description, when it lies beside the issues."""
    folder = path if path.is_dir() else path.parent
    for file in [*sorted(folder.rglob("project.json"))[:1], folder.parent / "project.json"]:
        if file.is_file():
            found = _json(file)
            return found if isinstance(found, dict) else {}
    return {}


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ImportRefused(f"{file} is not text: a Jira export is JSON in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise ImportRefused(
            f"{file} is broken at line {error.lineno} ({error.msg}): export it again; nothing was imported."
        ) from error


def issues_in(file: Path) -> list[dict[str, Any]]:
    content = _json(file)
    found = content.get("issues", [content]) if isinstance(content, dict) else content
    if not isinstance(found, list) or not all(_is_issue(one) for one in found):
        raise ImportRefused(
            f"{file} is no Jira issue (it has no key and fields): take it out, or check the path."
        )
    return found


def _is_issue(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and isinstance(one.get("key"), str)
        and re.fullmatch(r"[A-Z][A-Z0-9_]*-\d+", one["key"]) is not None
        and isinstance(one.get("fields"), dict)
        and isinstance(one["fields"].get("summary"), str)
        and "created" in one["fields"]
        and isinstance(one["fields"].get("status"), dict)
    )
