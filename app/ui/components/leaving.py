"""What leaves a page: copied to the clipboard, with whole addresses, or printed."""

from typing import Any

import reflex as rx

from app.ui import web


class CopyButton(web.Browser):
    """Copies a text; `source` is a path put below it, as where it is from."""

    library = web.source("parts/copy-button.tsx")
    tag = "CopyButton"
    text: rx.Var[str]
    source: rx.Var[str]
    tip: rx.Var[str]


class PrintButton(web.Browser):
    """Opens the browser's dialog for printing."""

    library = web.source("parts/copy-button.tsx")
    tag = "PrintButton"


def copy_button(words: str, *, text: Any, class_name: str = "button", **more: Any) -> rx.Component:
    return CopyButton.create(words, text=text, class_name=class_name, **more)


def print_button() -> rx.Component:
    return PrintButton.create(class_name="button quiet")
