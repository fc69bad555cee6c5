"""A request whose body is read strictly: no more of it than its route takes, and JSON as RFC 8259 has it."""

import re
from typing import Any

from pydantic_core import from_json
from starlette.requests import Request
from starlette.types import Receive, Scope

from app.api import sizes
from app.api.wording import sayable
from app.domain import jsonvalues
from app.domain.errors import Invalid

CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\";\s]*)", re.IGNORECASE)


class StrictRequest(Request):
    """Reads a body of at most `most` bytes; refuses NaN, half characters and what is nested too deeply."""

    def __init__(self, scope: Scope, receive: Receive, most: int) -> None:
        super().__init__(scope, receive)
        sizes.check(self.headers, most)
        self._receive = sizes.Counted(receive, most)

    @property
    def is_encoded(self) -> bool:
        """Its body is written otherwise than JSON is: in other letters than UTF-8, or packed."""
        named = CHARSET.search(self.headers.get("content-type", ""))
        packed = self.headers.get("content-encoding", "").strip().lower()
        return packed not in ("", "identity") or (
            named is not None and named[1].lower() not in ("utf-8", "utf8", "us-ascii")
        )

    async def read(self) -> None:
        """Raises Invalid for a body that is no JSON, or JSON that nobody can keep; what is read stays at hand."""
        content = await self.body()
        if not content:
            return
        try:
            read = from_json(content, allow_inf_nan=False)
        except ValueError as error:
            raise Invalid(f"The body is no JSON that can be read: {error}.") from error
        if found := jsonvalues.fault(read):
            place, words = found
            where = sayable(place) or "the body"
            raise Invalid(f"Check {where}: {words}.", field=sayable(place))
        self._json: Any = read  # what `json()` gives
