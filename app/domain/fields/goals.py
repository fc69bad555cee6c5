"""The fields of goals and of their targets."""

from app.domain.fields.chosen import Choice, Item, Items, options
from app.domain.fields.counted import Number
from app.domain.fields.field import Editors, Field, Logged, Verb
from app.domain.fields.values import Day, Flag, Instant, Line, Prose
from app.domain.fields.words import Words
from app.domain.goals import GoalKind, Health, State, TargetKind

NOBODY = Editors.NOBODY
SILENT = Words("", is_silent=True)
WEIGHT = Number(low=0, high=1000, refusal="A weight goes from 0 (shown, not counted) to 1000.")

# In the order they stand beside a goal.
GOAL = (
    Field("title", Line(noun="title"), "Title", Words("the title")),
    Field(
        "description",
        Prose(),
        "Description",
        Words(
            "the description",
            given="wrote a description",
            changed="changed the description",
            cleared="changed the description",
        ),
        default="",
        is_shown=False,
    ),
    Field(
        "state",
        Choice(options(*State)),
        "State",
        Words("the state", given="set this to {new}", changed="set this to {new}"),
        default=State.PLANNED,
    ),
    Field(
        "owner_id",
        Item("user", "somebody"),
        "Owner",
        Words(
            "the owner",
            given="made {new} the owner",
            changed="made {new} the owner",
            cleared="took the owner away",
        ),
        is_nullable=True,
        aliases=("owner",),
    ),
    Field("period_start", Day(), "Starts", Words("the period's start"), is_nullable=True),
    Field("period_end", Day(), "Ends", Words("the period's end"), is_nullable=True),
    Field(
        "parent_id",
        Item("goal", "another item"),
        "Part of",
        Words(
            "the parent",
            given="put this under {new}",
            changed="put this under {new}",
            cleared="took this out of its parent",
        ),
        is_nullable=True,
        aliases=("parent",),
    ),
    Field("kind", Choice(options(*GoalKind)), "Kind", Words("the kind"), default=GoalKind.GOAL),
    Field("weight", WEIGHT, "Weight", Words("the weight"), default=1.0),
    Field(
        "space_id",
        Item("space", "another space"),
        "Space",
        SILENT,
        is_nullable=True,
        aliases=("space",),
    ),
    Field(
        "override_health",
        Choice(options(*Health)),
        "Health",
        Words(
            "the health",
            given="judged it {new}",
            changed="judged it {new}",
            cleared="took their judgement back",
        ),
        is_nullable=True,
        verb=Verb.OTHER,
    ),
    Field("override_reason", Prose(), "Reason", SILENT, default="", verb=Verb.OTHER),
    Field("final_progress", Number(), "Final progress", SILENT, editors=NOBODY, is_nullable=True),
    Field("closed_at", Instant(), "Closed", SILENT, editors=NOBODY, is_nullable=True),
    Field("closed_reason", Prose(), "Why it closed", SILENT, default="", verb=Verb.OTHER),
    Field("rank", Line(noun="rank"), "Order", SILENT, editors=NOBODY, logged=Logged.CHANGES),
    Field(
        "created_by",
        Item("user", "somebody"),
        "Made by",
        SILENT,
        editors=NOBODY,
        is_nullable=True,
        logged=Logged.NEVER,
    ),
    Field("created_at", Instant(), "Made", SILENT, editors=NOBODY, logged=Logged.NEVER),
    Field("updated_at", Instant(), "Changed", SILENT, editors=NOBODY, logged=Logged.NEVER),
)

TARGET = (
    Field("name", Line(noun="name"), "Name", Words("the name")),
    Field(
        "kind",
        Choice(options(*TargetKind)),
        "Kind",
        Words("the kind"),
        editors=NOBODY,
        default=TargetKind.NUMBER,
    ),
    Field(
        "unit",
        Line(noun="unit", longest=20, may_be_blank=True),
        "Unit",
        Words("the unit"),
        default="",
    ),
    Field(
        "start_value",
        Number(),
        "From",
        Words("the starting value"),
        default=0.0,
        aliases=("start",),
        public="start",
    ),
    Field(
        "current_value",
        Number(),
        "Now",
        Words("the value"),
        default=0.0,
        aliases=("current",),
        public="current",
    ),
    Field(
        "target_value",
        Number(),
        "To",
        Words("the aim"),
        default=1.0,
        aliases=("target",),
        public="target",
    ),
    Field("weight", WEIGHT, "Weight", Words("the weight"), default=1.0),
    Field("by_estimate", Flag(), "Counts hours", SILENT, default=False),
    Field(
        "tasks",
        Items("task", "another task"),
        "Tasks",
        Words(
            "the tasks",
            given="changed which tasks are counted",
            changed="changed which tasks are counted",
            cleared="changed which tasks are counted",
        ),
    ),
    Field(
        "lists",
        Items("list", "another list"),
        "Lists",
        Words(
            "the lists",
            given="changed which lists are counted",
            changed="changed which lists are counted",
            cleared="changed which lists are counted",
        ),
    ),
    Field("goal_id", Item("goal", "a goal"), "Goal", Words("the goal"), editors=NOBODY),
    Field("rank", Line(noun="rank"), "Order", SILENT, editors=NOBODY, logged=Logged.CHANGES),
)
