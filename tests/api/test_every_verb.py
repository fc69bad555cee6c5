"""What people can do on the screens, programs can do over the API: each verb has a route, or a reason."""

import ast
import re
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
# Verbs without a route of their own, each for its reason.
EXCEPT: dict[str, str] = {}


def _verbs() -> dict[str, str]:
    """Public functions of `work/` that somebody does (`by`), as module.name."""
    return {
        f"{path.stem}.{one.name}": one.name
        for path in sorted((APP / "work").glob("*.py"))
        for one in ast.parse(path.read_text()).body
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")
        if any(arg.arg == "by" and "Actor" in ast.unparse(arg.annotation or arg) for arg in one.args.kwonlyargs)
    }


def test_each_verb_has_a_route_or_a_reason():
    api = "\n".join(path.read_text() for path in (APP / "api").glob("*.py"))
    modules = {"questions": "asked", "tasks": "(?:working|changing)"}
    missing = {
        verb
        for verb in _verbs()
        if not re.search(
            rf"\b{modules.get(verb.split('.')[0], verb.split('.')[0])}\.{verb.split('.')[1]}\b", api
        )
    }

    assert missing == set(EXCEPT)
