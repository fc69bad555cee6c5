"""The committed workspace with a library beside it, as the consumers' tests know it."""

from tests.consumers.conftest import library, world

__all__ = ["library", "world"]
