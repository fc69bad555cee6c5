"""Schemathesis sends what the description allows and what it does not, as several people, with all its checks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.app import api
from tests.api.served import live

# Enough to meet each field and limit; `SCHEMATHESIS_EXAMPLES=500` looks longer.
EXAMPLES = os.environ.get("SCHEMATHESIS_EXAMPLES", "2")
# How many of the description's links a run follows at least: none would be no stateful run.
LINKS_FOLLOWED = 8
SEED = "20261126"
CONFIG = Path(__file__).with_name("schemathesis.toml")
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("who", "scope", "phases"),
    [
        ("alice", "write", "examples,coverage"),  # each field and limit by itself, too
        ("alice", "write", "stateful"),  # what was made is read, changed and put away
        ("alice", "read", "fuzzing"),
        ("bob", "write", "fuzzing"),
        ("carol", "write", "fuzzing"),
    ],
)
def test_the_api_is_as_it_is_described(as_, hidden, tmp_path, monkeypatch, who, scope, phases):
    monkeypatch.setenv("GOALWARD_API_RATE", "0")
    described = tmp_path / "openapi.json"
    described.write_text(json.dumps(api.openapi()))
    secret = as_(who, scope).secret
    hooks = "schemathesis_stateful" if phases == "stateful" else "schemathesis_checks"
    examples = str(int(EXAMPLES) * (15 if phases == "stateful" else 1))
    with live() as url:
        run = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG)),
                *("run", str(described), "--url", url, "--checks", "all"),
                *("--header", f"Authorization: Bearer {secret}"),
                *("--phases", phases),
                *("--max-examples", examples, "--seed", SEED, "--continue-on-failure"),
                "--no-shrink",
            ],
            capture_output=True,
            text=True,
            check=False,
            env={
                **os.environ,
                "SCHEMATHESIS_HOOKS": f"tests.api.{hooks}",
                "PYTHONPATH": str(ROOT),
            },
            cwd=tmp_path,
        )

    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr[-2000:]
    if phases == "stateful":
        [followed] = re.findall(r"API Links:\s+(\d+) covered", run.stdout)
        assert int(followed) >= LINKS_FOLLOWED, run.stdout[-5000:]
