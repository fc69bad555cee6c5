"""Real material nobody here wrote, when it lies beside the repository; tests skip without it."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(
    os.environ.get("GOALWARD_SHARED_DATA")
    or Path(__file__).resolve().parents[2] / "shared" / "data"
)
JIRA = FOLDER / "jira-aloy"
GOALS = FOLDER / "rust-project-goals" / "src"
needs_real = pytest.mark.skipif(
    not JIRA.is_dir(), reason=f"the real exports are not here ({FOLDER}); set GOALWARD_SHARED_DATA"
)


@cache
def issues() -> list[dict[str, Any]]:
    """Every issue of the Jira export, as its file says."""
    return [json.loads(f.read_text()) for f in sorted((JIRA / "data" / "ALOY").glob("*/*.json"))]
