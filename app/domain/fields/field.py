"""A field: everything the house needs to know of one, in one value."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.access import Actor
from app.domain.errors import Invalid
from app.domain.fields.types import (
    AGGREGATES,
    COUNTED,
    EMPTINESS,
    GROUPABLE,
    OPERATORS,
    UNSORTABLE,
    Aggregate,
    Operator,
    Type,
)
from app.domain.fields.values import Anything, Names, Reading, Values, unnamed
from app.domain.fields.words import Words, sentence


class Editors(StrEnum):
    """Who may change a field of something they may see."""

    NOBODY = "nobody"  # it follows from other changes
    MEMBERS = "members"  # whoever may change work
    MAKERS = "makers"  # whoever made it, or an admin


class Verb(StrEnum):
    """How a change of a field is done: most are plain edits, some have consequences of their own."""

    EDIT = "edit"
    MOVE = "move"  # another status: the flow's moments follow
    TRANSFER = "transfer"  # another list: key and status may change
    OTHER = "other"  # verbs of its own (closing, judging, sharing)


class Logged(StrEnum):
    """Which events keep a field."""

    ALWAYS = "always"  # the one of the making, and of each change
    CHANGES = "changes"  # it follows from the making
    NEVER = "never"


@dataclass(frozen=True)
class Field:
    """One field of a noun.

    `name` is its name in the log, the API and filters; `attribute` the model's column where that
    is called otherwise, and none for sets, which have rows of their own.
    """

    name: str
    values: Values
    label: str
    words: Words
    attribute: str | None = ""
    is_nullable: bool = False
    default: Any = None
    editors: Editors = Editors.MEMBERS
    verb: Verb = Verb.EDIT
    is_shown: bool = True  # in rows, beside the item, among what may be changed for many at once
    logged: Logged = Logged.ALWAYS
    aliases: tuple[str, ...] = ()
    has_order: bool = True  # False where its type has one, but several may stand in it
    public: str = ""  # what programs call it, where the log has another name
    called: tuple[str, ...] = ()  # other words of a sentence for it; no program may use them

    @property
    def type(self) -> Type:
        return self.values.type

    @property
    def api_name(self) -> str:
        """What programs call it; an alias where that is not its name."""
        return self.public or self.name

    @property
    def column(self) -> str | None:
        """The model's attribute, or None for a set."""
        return None if self.is_set else self.attribute or self.name

    @property
    def is_set(self) -> bool:
        return self.type in (Type.ITEMS, Type.TAGS)

    @property
    def is_required(self) -> bool:
        """Whether a new item can't be made without it."""
        is_single = self.is_plain and not self.is_set
        return is_single and not self.is_nullable and self.default is None

    @property
    def subject(self) -> str:
        """What a sentence begins with: “Due date”."""
        phrase = self.words.phrase.removeprefix("the ") or self.label
        return phrase[:1].upper() + phrase[1:]

    @property
    def spoken_names(self) -> tuple[str, ...]:
        """What people call it, lower case: its name, label, phrase, aliases and other words."""
        phrase = self.words.phrase.removeprefix("the ")
        names = (self.name, self.label, phrase, *self.aliases, *self.called)
        return tuple(dict.fromkeys(name.casefold() for name in names if name))

    @property
    def is_editable(self) -> bool:
        return self.editors is not Editors.NOBODY

    @property
    def is_plain(self) -> bool:
        """Whether the noun's `edit` sets it; the others have verbs of their own."""
        return self.is_editable and self.verb is Verb.EDIT

    @property
    def operators(self) -> tuple[Operator, ...]:
        may_be_empty = self.is_nullable or self.is_set or self.type is Type.LONG_TEXT
        return (*OPERATORS[self.type], *(EMPTINESS if may_be_empty else ()))

    @property
    def aggregates(self) -> tuple[Aggregate, ...]:
        return AGGREGATES.get(self.type, COUNTED)

    @property
    def is_sortable(self) -> bool:
        return self.has_order and self.type not in UNSORTABLE

    @property
    def is_groupable(self) -> bool:
        return self.type in GROUPABLE

    def may_edit(self, actor: Actor) -> bool:
        """Whether the actor's role lets them; a maker's own right is asked where the row is known."""
        return self.is_editable and actor.edits

    def parse(self, raw: Any) -> Any:
        """The value meant by JSON, text or a value of our own; raises Invalid with one sentence."""
        if raw is None or (raw == "" and self.is_nullable):
            if self.is_nullable:
                return None
            raise Invalid("This field can't be emptied with null.", field=self.name)
        return self.values.parse(raw, self.name)

    def read(self, text: str, *, locale: str) -> Reading:
        """What somebody of this locale means by a text, and what else it may mean; raises Invalid."""
        if text.strip() == "":
            return Reading(self.parse(""))
        return self.values.read(text, self.name, locale=locale)

    def to_log(self, value: Any) -> Any:
        """As JSON keeps it."""
        return self.values.to_log(value)

    def from_log(self, logged: Any) -> Any:
        """The value an event kept; bounds that came later do not matter here."""
        return self.values.from_log(logged)

    def format(self, value: Any, names: Names = unnamed) -> str:
        """For people; `parse` reads it back (ids where no names are given)."""
        return self.values.format(value, names)

    def sentence(self, old: Any, new: Any, names: Names = unnamed) -> str:
        """What the log says of a change, from values as the log has them."""
        return sentence(self.words, self.values, old, new, names)

    def is_empty(self, value: Any) -> bool:
        return self.values.is_empty(value)


def unregistered(name: str) -> Field:
    """A field nobody described: an event may hold one that is long gone."""
    label = name.replace("_", " ")
    return Field(name, Anything(), label.capitalize(), Words(label), editors=Editors.NOBODY)
