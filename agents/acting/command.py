"""Something to be done, still in words."""

import re
from dataclasses import dataclass
from typing import Literal

Verb = Literal["create", "set", "shift", "status", "comment", "relate", "delete"]
How = Literal["replace", "add", "remove"]

POLITE = re.compile(
    r"^(?:(?:please|pls|hey|ok|okay|now|then|and|also|so),? |(?:can|could|would|will) you (?:please )?|let'?s |i (?:want|would like|need) (?:you )?to |i'd like to )+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Command:
    """What is to be done; `target`, `value` and `field` are words still."""

    verb: Verb
    target: str = ""
    field: str = ""
    value: str = ""
    how: How = "replace"
    whom: str = ""  # who is to read a comment
