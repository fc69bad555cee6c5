"""The registry of fields: what every noun's fields are called, hold, and may be asked.

Everything that reads, edits, undoes, tells, filters or shows a field asks here, so a new one is
declared once: in the noun's module here, in its model, and in a migration.
"""

from collections.abc import Mapping
from types import MappingProxyType

from app.domain.errors import Invalid
from app.domain.fields import goals, people, places, tasks, writing
from app.domain.fields.describing import Described, described
from app.domain.fields.field import Editors, Field, Logged, Verb, unregistered
from app.domain.fields.types import Aggregate, Operator, Type
from app.domain.fields.values import Names, unnamed

Fields = Mapping[str, Field]


def _by_name(*fields: Field) -> Fields:
    return MappingProxyType({field.name: field for field in fields})


TASK = _by_name(*tasks.FIELDS)
GOAL = _by_name(*goals.GOAL)
TARGET = _by_name(*goals.TARGET)
DOC = _by_name(*writing.DOC)
COMMENT = _by_name(*writing.COMMENT)
LIST = _by_name(*places.LIST)
FOLDER = _by_name(*places.FOLDER)
SPACE = _by_name(*places.SPACE)
STATUS = _by_name(*places.STATUS)
USER = _by_name(*people.USER)
WORKSPACE = _by_name(*people.WORKSPACE)
NOUNS: Mapping[str, Fields] = MappingProxyType(
    {
        "task": TASK,
        "goal": GOAL,
        "target": TARGET,
        "doc": DOC,
        "comment": COMMENT,
        "list": LIST,
        "folder": FOLDER,
        "space": SPACE,
        "status": STATUS,
        "user": USER,
        "workspace": WORKSPACE,
    }
)


def of(noun: str) -> Fields:
    """The fields of a noun by name, in the order they are shown; none for an unknown noun."""
    return NOUNS.get(noun, MappingProxyType({}))


def named(noun: str, word: str) -> Field:
    """A field by its name or an alias; raises Invalid, which lists what there is."""
    fields = of(noun)
    for field in fields.values():
        if word == field.name or word in field.aliases:
            return field
    raise Invalid(f"A {noun} has no field “{word}”: there are {', '.join(fields)}.", field=word)


def logged(noun: str, name: str) -> Field:
    """The field an event's change is about, also one that is no longer registered."""
    return of(noun).get(name) or unregistered(name)


__all__ = [
    "COMMENT",
    "DOC",
    "FOLDER",
    "GOAL",
    "LIST",
    "NOUNS",
    "SPACE",
    "STATUS",
    "TARGET",
    "TASK",
    "USER",
    "WORKSPACE",
    "Aggregate",
    "Described",
    "Editors",
    "Field",
    "Fields",
    "Logged",
    "Names",
    "Operator",
    "Type",
    "Verb",
    "described",
    "logged",
    "named",
    "of",
    "unnamed",
    "unregistered",
]
