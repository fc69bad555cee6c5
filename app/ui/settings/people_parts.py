"""People: roles, who may come in, invitations."""

import reflex as rx

from app.ui.components import forms, kit
from app.ui.settings import teams
from app.ui.settings.people_view import InvitationLine, MemberLine
from app.ui.settings.state import Settings
from app.ui.settings.you_parts import head, shown_once
from app.ui.shell.layout import section


def everybody() -> rx.Component:
    return rx.fragment(
        head(
            "People",
            "Who works here and what they may do. What a person did stays, also when they are locked out.",
        ),
        section("Invite", _invite()),
        rx.cond(
            Settings.invitations.length() > 0,
            section(
                "Open invitations",
                rx.el.ul(rx.foreach(Settings.invitations, _invitation), class_name="setting-lines"),
                count=Settings.invitations.length(),
            ),
        ),
        teams.part(),
        section(
            "Everybody",
            rx.cond(
                Settings.reset_link != "",
                shown_once(Settings.reset_link, Settings.reset_words, Settings.forget_reset_link),
            ),
            rx.el.ul(rx.foreach(Settings.members, _member), class_name="setting-lines"),
            count=Settings.members.length(),
        ),
    )


def _invite() -> rx.Component:
    return rx.fragment(
        rx.cond(
            Settings.link != "",
            shown_once(
                Settings.link,
                Settings.link_words,
                Settings.forget_link,
            ),
        ),
        forms.ask_form(
            rx.el.input(
                name="email",
                type="email",
                placeholder="E-mail (optional)",
                class_name="input wide",
                auto_complete="off",
                custom_attrs={"aria-label": "E-mail"},
            ),
            rx.el.select(
                rx.el.option("Member", value="member"),
                rx.el.option("Guest", value="guest"),
                rx.el.option("Admin", value="admin"),
                name="role",
                class_name="input",
                custom_attrs={"aria-label": "Role"},
            ),
            rx.el.select(
                rx.el.option("No space shared yet", value=""),
                rx.foreach(
                    Settings.spaces,
                    lambda one: rx.el.option(
                        f"Shares {one['label']}", value=one["value"].to_string()
                    ),
                ),
                name="space",
                class_name="input",
                custom_attrs={"aria-label": "Space to share"},
            ),
            rx.el.button("Make a link", type="submit", class_name="button primary"),
            on_send=Settings.invite,
            class_name="add-row",
        ),
        rx.el.p(
            rx.cond(
                Settings.by_mail,
                "With an e-mail, only they can use the link, and it is mailed to them.",
                "With an e-mail, only they can use the link.",
            ),
            class_name="hint",
        ),
    )


def _invitation(one: rx.Var[InvitationLine]) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.strong(one["what"]), rx.el.p(one["facts"], class_name="hint")),
        rx.el.button(
            "Take back",
            type="button",
            class_name="button",
            on_click=Settings.ask_take_back(one["id"]),
        ),
    )


def _member(one: rx.Var[MemberLine]) -> rx.Component:
    return rx.el.li(
        kit.avatar(person=one["person"], big=True),
        rx.el.div(
            rx.el.strong(one["name"], dir="auto"),
            rx.cond(~one["is_active"], rx.el.span(" locked out", class_name="chip still")),
            rx.el.p(
                one["email"],
                rx.cond(one["note"] != "", f" · {one['note']}", ""),
                class_name="hint cut",
                title=one["email"],
            ),
        ),
        kit.picker(
            one["role"],
            options=Settings.roles,
            value=one["role"],
            label=f"Role of {one['name']}",
            class_name="button quiet",
            on_pick=lambda role: Settings.set_role(one["id"], role),
        ),
        rx.cond(
            one["resettable"],
            rx.el.button(
                "Make a reset link",
                type="button",
                class_name="button quiet",
                on_click=Settings.make_reset_link(one["id"]),
            ),
        ),
        rx.cond(
            one["is_active"],
            rx.el.button(
                "Lock out",
                type="button",
                class_name="button quiet danger",
                on_click=Settings.set_active(one["id"], False),
            ),
            rx.el.button(
                "Let in",
                type="button",
                class_name="button quiet",
                on_click=Settings.set_active(one["id"], True),
            ),
        ),
    )
