"""The fields of people and of the workspace, as far as somebody edits them by a verb.

Zone, working days and country are texts here: their verb asks a calendar whether they mean anything.
"""

from app.domain.access import Role
from app.domain.fields.chosen import Choice, options
from app.domain.fields.counted import Number
from app.domain.fields.field import Editors, Field, Verb
from app.domain.fields.values import Flag, Line
from app.domain.fields.words import Words

TRASH_DAYS = Number(
    low=1, high=3650, is_whole=True, refusal="The trash keeps things for 1 to 3650 days."
)
USER = (
    Field("name", Line(noun="name"), "Name", Words("the name")),
    Field(
        "hours_per_week",
        Number(low=0, high=100, refusal="Hours per week go from 0 to 100."),
        "Hours per week",
        Words("the hours per week"),
        default=40.0,
    ),
    Field(
        "row_height",
        Choice(
            options("compact", "normal", "comfortable"),
            refusal="Rows are compact, normal or comfortable.",
        ),
        "Row height",
        Words("the row height"),
        default="normal",
    ),
    Field(
        "role",
        Choice(options(*Role)),
        "Role",
        Words("the role"),
        default=Role.MEMBER,
        editors=Editors.MAKERS,
        verb=Verb.OTHER,
    ),
    Field(
        "is_active",
        Flag(),
        "Active",
        Words("access", given="let this person in again", cleared="locked this person out"),
        default=True,
        editors=Editors.MAKERS,
        verb=Verb.OTHER,
    ),
)
WORKSPACE = tuple(
    Field(name, values, label, Words(phrase), default=default, editors=Editors.MAKERS)
    for name, values, label, phrase, default in (
        ("name", Line(noun="workspace name"), "Name", "the name", None),
        ("zone", Line(noun="time zone", may_be_blank=True), "Time zone", "the time zone", "UTC"),
        (
            "working_days",
            Line(noun="week", longest=7),
            "Working days",
            "the working days",
            "1111100",
        ),
        ("country", Line(noun="country", may_be_blank=True), "Country", "the country", ""),
        ("trash_days", TRASH_DAYS, "Days in the trash", "how long the trash keeps things", 30),
    )
)
