"""Where the pages' state is kept: in this process, or in Redis where its address is given."""

import os
import subprocess
import sys

import pytest

ASKED = "from rxconfig import config; print(str(config.state_manager_mode), config.redis_url or '')"


@pytest.mark.parametrize(
    ("address", "kept"),
    [("", "memory"), ("redis://127.0.0.1:8352/0", "redis redis://127.0.0.1:8352/0")],
)
def test_reflex_is_told_where(tmp_path, address, kept):
    env = os.environ | {"REDIS_URL": address, "GOALWARD_DATA_DIR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", ASKED], env=env, capture_output=True, text=True, check=True
    )

    assert run.stdout.strip().splitlines()[-1].strip() == kept
