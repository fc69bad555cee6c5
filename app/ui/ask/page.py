"""`/ask`."""

from typing import Any

import reflex as rx

from app.ui import web
from app.ui.ask.shapes import PastConversation, Turn
from app.ui.ask.state import Ask
from app.ui.confirming import ask_first
from app.ui.shapes import Choice
from app.ui.shell.layout import layout
from app.ui.shell.state import Shell


def place_of(turn: Any, sentence: Any) -> list[Any]:
    """Which sentence of which answer, counted from nought."""
    return [turn, sentence]


class AskPage(web.Browser):
    """The conversation; `on_expand` asks for the items behind a count (turn, sentence)."""

    library = web.source("ask/ask-page.tsx")
    tag = "AskPage"
    turns: rx.Var[list[Turn]]
    busy: rx.Var[str]
    examples: rx.Var[list[str]]
    options: rx.Var[dict[str, list[Choice]]]
    model: rx.Var[str]
    conversation: rx.Var[int]
    past: rx.Var[list[PastConversation]]
    on_expand: rx.EventHandler[place_of]
    on_recheck: rx.EventHandler[rx.event.no_args_event_spec]
    on_rate: rx.EventHandler[place_of]
    on_forget: rx.EventHandler[rx.event.passthrough_event_spec(int)]
    on_teach: rx.EventHandler[place_of]
    on_act: rx.EventHandler[place_of]
    on_take_back: rx.EventHandler[place_of]


@rx.page(route="/ask", title="Ask · Goalward", on_load=[Shell.load, Ask.load])
def ask() -> rx.Component:
    return layout(
        ask_first(Ask),
        AskPage.create(
            turns=Ask.turns,
            busy=Ask.busy,
            examples=Ask.examples,
            options=Ask.options,
            model=Ask.model,
            conversation=Ask.conversation,
            past=Ask.past,
            on_expand=Ask.expand,
            on_recheck=Ask.recheck,
            on_rate=Ask.rate,
            on_forget=Ask.forget,
            on_teach=Ask.teach,
            on_act=Ask.confirm,
            on_take_back=Ask.take_back,
        ),
        crumbs=[{"to": "/ask", "label": "Ask"}],
        state=Ask,
        title=rx.cond(Ask.turns.length() > 0, Ask.turns[-1]["question"], "Ask"),
        kind="reading",
    )
