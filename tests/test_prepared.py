"""Statements made once say what SQLAlchemy would say of them, to whoever listens, too."""

import pytest
from sqlalchemy import Text, bindparam, literal, select, union_all
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app import db
from app.among import Among, ids_of
from app.domain.access import Actor
from app.domain.events import OPEN
from app.models import Event, Mention, Tag, Task, TaskList
from app.models.base import columns_of, table_of
from app.prepared import Prepared
from tests.conftest import a_task
from tests.statements import counted

T, E = columns_of(Task), columns_of(Event)
MADE = {
    "all of the log": (select(table_of(Event)).order_by(E.id), {}),
    "a list written in": (select(T.id, T.created_at).where(T.category.in_(OPEN)), {}),
    "what is asked": (
        select(T.key, T.title).where(Among(T.id, bindparam("ids", type_=Text()))),
        {"ids": ids_of([1, 2])},
    ),
    "a part of JSON": (
        select(E.id, E.changes).where(E.changes["title"][1].as_string() == bindparam("title")),
        {"title": "Second"},
    ),
    "several kinds": (
        union_all(
            select(literal(1).label("kind"), T.id, T.created_at), select(literal(2), E.id, E.at)
        ),
        {},
    ),
    "two of one name": (select(T.id, E.id).join_from(Task, Event, E.subject_id == T.id), {}),
}


@pytest.fixture
def written(session: Session, home: TaskList, alice: Actor) -> Session:
    a_task(session, home, alice, "First")
    a_task(session, home, alice, "Second")
    session.flush()
    return session


@pytest.mark.parametrize("name", MADE)
def test_its_rows_are_those_of_sqlalchemy(written: Session, name: str):
    statement, asked = MADE[name]
    expected = db.execute(written, statement, asked)
    assert [tuple(row) for row in Prepared(statement).all(written, asked)] == [
        tuple(row) for row in expected
    ]


def test_rows_go_by_the_names_of_their_columns(written: Session):
    first = Prepared(select(T.title.label("words"), T.key)).first(written)
    assert (first.words, first.key) == ("First", first[1])


def test_what_the_session_has_not_written_yet_is_written_first(session: Session):
    session.add(Tag(name="new"))
    assert Prepared(select(table_of(Tag).c.name)).first(session) == ("new",)


def test_a_parameter_that_is_not_given_is_a_bug(session: Session):
    with pytest.raises(KeyError, match="wanted"):
        Prepared(select(T.id).where(T.id == bindparam("wanted"))).all(session)


def test_its_errors_are_sqlalchemys(session: Session):
    session.connection().exec_driver_sql("DROP TABLE mention")
    with pytest.raises(OperationalError, match="no such table"):
        Prepared(select(table_of(Mention))).all(session)


def test_who_listens_to_the_engine_hears_of_it(session: Session):
    with counted() as statements:
        Prepared(select(T.id)).all(session)
    assert len(statements) == 1
