"""`/settings`, one part at a time (`?part=people`)."""

from typing import Any

import reflex as rx

from app.ui import web
from app.ui.components import kit
from app.ui.confirming import ask_first
from app.ui.settings import audit_parts, import_parts, mail_parts, model_parts
from app.ui.settings.people_parts import everybody
from app.ui.settings.state import Settings
from app.ui.settings.workspace_parts import health, workspace
from app.ui.settings.you_parts import access, you
from app.ui.shell.layout import layout
from app.ui.shell.state import Shell

PARTS = (
    ("you", "You"),
    ("access", "Sessions and tokens"),
    ("people", "People"),
    ("audit", "Security log"),
    ("workspace", "Workspace"),
    ("mail", "Mail"),
    ("model", "Language model"),
    ("imports", "Imports"),
    ("health", "Health"),
)


@rx.page(route="/settings", title="Settings · Goalward", on_load=[Shell.load, Settings.load])
def settings() -> rx.Component:
    return layout(
        web.styles("settings/settings.css"),
        ask_first(Settings),
        rx.el.div(
            rx.el.nav(
                *[_tab(part, name, managers=place > 1) for place, (part, name) in enumerate(PARTS)],
                kit.go("Archive", to="/archive", class_name="side-link"),
                kit.go("Trash", to="/trash", class_name="side-link"),
                class_name="settings-nav",
                custom_attrs={"aria-label": "Settings"},
            ),
            rx.el.div(
                rx.match(
                    Settings.part,
                    ("access", access()),
                    ("people", everybody()),
                    ("audit", audit_parts.part()),
                    ("workspace", workspace()),
                    ("mail", mail_parts.part()),
                    ("model", model_parts.part()),
                    ("imports", import_parts.part()),
                    ("health", health()),
                    you(),
                )
            ),
            class_name="settings",
        ),
        crumbs=[{"to": "/settings", "label": "Settings"}],
        state=Settings,
        title="Settings",
        shows=("people", "workspace:1", "hours", "day_off"),
    )


def _tab(part: str, name: str, *, managers: bool) -> Any:
    tab = kit.go(
        name,
        to=f"/settings?part={part}",
        class_name="side-link",
        custom_attrs={"aria-current": rx.cond(Settings.part == part, "page", "false")},
    )
    return rx.cond(Settings.profile["manages"], tab) if managers else tab
