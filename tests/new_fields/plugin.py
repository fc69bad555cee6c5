"""Declares a field of each common type for tasks, and a choice for goals, before anything reads the registry."""

import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, MappingProxyType, ModuleType

from app.domain import fields
from app.domain.fields import Field
from app.domain.fields.chosen import Choice, options
from app.domain.fields.counted import Number
from app.domain.fields.values import Day, Line
from app.domain.fields.words import Words

ROOT = Path(__file__).resolve().parents[2]
TASK = (
    Field(
        "energy",
        Choice(options("low", "medium", "high")),
        "Energy",
        Words("the energy"),
        is_nullable=True,
    ),
    Field("supplier", Line(noun="supplier"), "Supplier", Words("the supplier"), is_nullable=True),
    Field("cost", Number(low=0), "Cost", Words("the cost"), is_nullable=True),
    Field("review", Day(), "Review", Words("the review day"), is_nullable=True),
)
GOAL = (
    Field(
        "ambition",
        Choice(options("modest", "bold", "moonshot")),
        "Ambition",
        Words("the ambition"),
        is_nullable=True,
    ),
)
# What stands in a model before the new columns, and the columns.
COLUMNS = {
    "app.models.tasks": (
        "    is_upkeep: bool = False\n",
        "    energy: str | None = None\n"
        "    supplier: str | None = None\n"
        "    cost: float | None = None\n"
        "    review: date | None = None\n",
    ),
    "app.models.goals": (
        "    weight: float = 1.0  # in its parent\n",
        "    ambition: str | None = None\n",
    ),
}


class _Longer(SourceFileLoader):
    """Loads a model with more columns than its source has."""

    def get_code(self, fullname: str) -> CodeType:
        line, columns = COLUMNS[fullname]
        source = Path(self.path).read_text()
        assert source.count(line) == 1, f"{self.path} has no line {line!r} any more"
        return compile(source.replace(line, line + columns), self.path, "exec")


class _Models(MetaPathFinder):
    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if fullname not in COLUMNS:
            return None
        source = ROOT / f"{fullname.replace('.', '/')}.py"
        loader = _Longer(fullname, str(source))
        return importlib.util.spec_from_file_location(fullname, source, loader=loader)


def _with(noun: str, more: Sequence[Field]) -> fields.Fields:
    return MappingProxyType({**fields.NOUNS[noun], **{field.name: field for field in more}})


assert "app.models" not in sys.modules
sys.meta_path.insert(0, _Models())
fields.TASK, fields.GOAL = _with("task", TASK), _with("goal", GOAL)
fields.NOUNS = MappingProxyType({**fields.NOUNS, "task": fields.TASK, "goal": fields.GOAL})
