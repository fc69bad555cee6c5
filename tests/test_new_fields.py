"""A field that is declared works everywhere: tried with fields the house does not have."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_new_fields_of_tasks_and_goals_need_the_registry_and_the_model_alone():
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.new_fields.plugin"]
    tried = subprocess.run(
        [*command, "tests/new_fields"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert tried.returncode == 0, tried.stdout[-6000:]
    assert "passed" in tried.stdout
