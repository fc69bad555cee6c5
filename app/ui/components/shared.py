"""Where the .jsx file beside a module is for the browser's half of the build."""

import os

import reflex as rx


def jsx(name: str, module: str) -> str:
    """The address of a file beside `module` (its `__name__`), which calls this as it is imported.

    A server of what was built needs the address alone. Reflex finds the file through the stack of
    calls, which takes it half a second for all of them.
    """
    if os.environ.get("__REFLEX_SKIP_COMPILE") == "true":
        return f"$/public/external/{module.replace('.', '/')}/{name}"
    return rx.asset(name, shared=True, _stack_level=2).importable_path
