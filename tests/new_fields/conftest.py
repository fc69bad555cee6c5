"""Nothing here is collected where the new fields are not declared."""

from app.domain import fields
from tests.api.conftest import as_, client, hidden, settled
from tests.assist.conftest import ask, library, texts
from tests.consumers.conftest import world
from tests.ui.conftest import place, tab_of

__all__ = [
    "as_",
    "ask",
    "client",
    "hidden",
    "library",
    "place",
    "settled",
    "tab_of",
    "texts",
    "world",
]
collect_ignore_glob = [] if "energy" in fields.TASK else ["test_*.py"]
