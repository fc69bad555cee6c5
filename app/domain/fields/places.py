"""The fields of spaces, folders, lists and statuses: where work lives."""

from app.domain.events import Category
from app.domain.fields.chosen import Choice, Item, options
from app.domain.fields.counted import Number
from app.domain.fields.field import Editors, Field, Logged, Verb
from app.domain.fields.values import Flag, Line, Prose
from app.domain.fields.words import Words

NOBODY, MAKERS = Editors.NOBODY, Editors.MAKERS
SILENT = Words("", is_silent=True)
NAME = Field("name", Line(noun="name"), "Name", Words("the name"))
RANK = Field(
    "rank", Line(noun="rank"), "Order", SILENT, logged=Logged.CHANGES, default="a0", is_shown=False
)
DESCRIPTION = Field(
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
)
GOAL_ID = Field(
    "goal_id",
    Item("goal", "a goal"),
    "Goal",
    Words(
        "the goal",
        given="tied this to {new}",
        changed="tied this to {new}",
        cleared="untied this from its goal",
    ),
    is_nullable=True,
    aliases=("goal",),
)
IS_PRIVATE = Field(
    "is_private",
    Flag(),
    "Private",
    Words("privacy", given="made this private", cleared="opened this to its space"),
    default=False,
    editors=MAKERS,
    verb=Verb.OTHER,
)
SPACE_ID = Field(
    "space_id",
    Item("space", "another space"),
    "Space",
    SILENT,
    editors=NOBODY,
    logged=Logged.CHANGES,
)

SPACE = (
    Field("key", Line(noun="key"), "Key", Words("the key"), editors=NOBODY),
    Field("name", Line(noun="name"), "Name", Words("the name"), editors=MAKERS),
    Field(
        "description",
        Prose(),
        "Description",
        DESCRIPTION.words,
        default="",
        editors=MAKERS,
        is_shown=False,
    ),
    IS_PRIVATE,
    RANK,
)
FOLDER = (NAME, GOAL_ID, RANK, SPACE_ID)
LIST = (
    NAME,
    DESCRIPTION,
    Field(
        "folder_id",
        Item("folder", "another folder"),
        "Folder",
        Words(
            "the folder",
            given="put this into a folder",
            changed="put this into another folder",
            cleared="took this out of its folder",
        ),
        is_nullable=True,
        aliases=("folder",),
    ),
    GOAL_ID,
    IS_PRIVATE,
    Field(
        "is_upkeep",
        Flag(),
        "Upkeep",
        Words("upkeep", given="marked this as upkeep", cleared="no longer calls this upkeep"),
        default=False,
    ),
    Field(
        "has_own_statuses",
        Flag(),
        "Own statuses",
        Words(
            "the statuses",
            given="gave this its own statuses",
            cleared="took the space's statuses again",
        ),
        default=False,
        verb=Verb.OTHER,
    ),
    RANK,
    SPACE_ID,
)
STATUS = (
    Field("name", Line(noun="status name", longest=40), "Name", Words("the name")),
    Field("category", Choice(options(*Category)), "State", Words("the state")),
    Field("position", Number(is_whole=True), "Position", Words("the position"), default=0),
    Field(
        "wip_limit",
        Number(low=1, is_whole=True, refusal="A limit is at least 1."),
        "Limit",
        Words("the limit"),
        is_nullable=True,
    ),
)
