"""What a process and its children hold and take, as Linux tells it."""

import os
import resource
from pathlib import Path


def megabytes(pid: int, *, of_files: bool = False) -> float:
    """What the process and its children hold; or of that the pages of files, which the system takes back when it likes."""
    page, column = resource.getpagesize(), 2 if of_files else 1
    held = (
        Path(f"/proc/{one}/statm").read_text().split()[column] for one in (pid, *_children(pid))
    )
    return sum(int(pages) for pages in held) * page / 1e6


def worked(pid: int) -> float:
    """Seconds of the processor that the process and its children took."""
    fields = (
        Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        for one in (pid, *_children(pid))
    )
    ticks = sum(int(one[11]) + int(one[12]) for one in fields)
    return ticks / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
