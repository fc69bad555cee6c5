"""Loaded by Schemathesis: what the description allows is never refused for its shape."""

import schemathesis
from schemathesis import GenerationMode

POSITIVE = GenerationMode.POSITIVE


@schemathesis.check
def shapes_are_as_described(_ctx, response, case):
    """A 422 that names fields comes from the models; with data the description allows it is a lie of the description."""
    if response.status_code != 422 or case.meta.generation.mode != POSITIVE:
        return
    if case.method != "GET" and not isinstance(case.body, dict):
        return  # a good address is also tried with any body
    told = response.json()
    assert not told["type"].endswith("#invalid") or "errors" not in told, told["detail"]
