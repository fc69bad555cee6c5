"""How commands speak: lines or JSON on stdout, one clear sentence on stderr, exit codes 0, 1, 2."""

import errno
import functools
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import typer
from sqlalchemy.exc import DatabaseError

from app.domain.errors import WorkError
from app.locking import is_damaged
from app.serving.build import BuildFailed
from app.serving.ready import NotReady, damaged, what_failed

P = ParamSpec("P")
R = TypeVar("R")


class Refused(Exception):
    """A command can't do what was asked; the message is the sentence."""


def say(words: str) -> None:
    print(words)


def say_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def fail(words: str) -> NoReturn:
    print(f"goalward: {' '.join(words.split())}", file=sys.stderr)
    raise typer.Exit(1)


def clearly(command: Callable[P, R]) -> Callable[P, R]:
    """Turn expected failures into one line and exit code 1."""

    @functools.wraps(command)
    def outer(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (WorkError, NotReady, Refused) as error:
            fail(str(error))
        except BuildFailed as error:
            print(str(error), file=sys.stderr)
            fail("The pages could not be built: the reason stands above.")
        except DatabaseError as error:
            if not is_damaged(error.orig):
                raise
            fail(damaged(error.orig))
        except OSError as error:
            if error.errno is None:
                raise
            if error.errno == errno.EPIPE:
                # Whoever read our output has seen enough; so have we.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                raise typer.Exit(0) from error
            fail(what_failed(error, Path(error.filename or ".")))

    return outer
