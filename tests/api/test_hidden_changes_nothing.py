"""Whatever happens to what somebody may not see, no answer they get changes; and what they name of it is as if it never was."""

import re

import pytest

from app import access, db, wiring
from app.consumers.loop import catch_up
from app.work import (
    comments,
    docs,
    folders,
    goals,
    lists,
    questions,
    relations,
    spaces,
    statuses,
    targets,
    tasks,
)
from tests.api.test_every_route import CLOSED

ASKED = [
    "How many tasks are open?",
    "Which tasks are blocked?",
    "What is ENG-1 waiting for?",
    "What is said of layoffs?",
    "How is Seen goal doing?",
    "What happened this week?",
]
# So many hidden changes, then everything is asked again.
TOGETHER = 9
# What the clock moves, or what is different at each asking.
PASSING = re.compile(r'"(?:as_of|took_ms|last_used_at|asked_at)": ?"?[^,"}]*"?')


def _paths(hidden) -> list[str]:
    """Every reading route, of what is seen."""
    values = {
        "list_id": hidden.open_list,
        "space_id": 1,
        "folder_id": 2,
        "key": "ENG-1",
        "item": "ENG-1",
        "kind": "tasks",
        "goal_id": 2,
        "target_id": 2,
        "doc_id": 3,
        "comment_id": 3,
        "status_id": 3,
    }
    more = {
        "/api/v1/search": ["?q=step", "?q=step%20layoffs"],
        "/api/v1/goto": ["?q=st"],
        "/api/v1/suggestions": ["?q=st", "?q=step%20lay"],
        "/api/v1/summaries": ["?space=1", "", "?goal=2"],
        "/api/v1/texts": ["?noun=goal&id=2&field=title&since=0"],
        "/api/v1/filters/line": ["?line=is:blocked"],
        "/api/v1/lists/{list_id}/view": ["", "?since={since}"],
        "/api/v1/lists/{list_id}/fitting": ["", "?since={since}", "?where=blocked:is:true"],
        "/api/v1/tasks": ["", "?sort=updated_at"],
        "/api/v1/events": ["", "?after={since}"],
        **{f"/api/v1/{noun}": ["", "?archived=true"] for noun in ("spaces", "goals")},
    }
    found = []
    for method, path in CLOSED:
        if method != "GET":
            continue
        for query in more.get(path, [""]):
            own = dict(values, kind="task" if "/about/" in path else "tasks")
            address = path + query
            for name, value in own.items():
                address = address.replace(f"{{{name}}}", str(value))
            found.append(address)
    return found


@pytest.fixture
def work(hidden):
    """What everybody sees: a goal with a target, a doc, a comment, a folder; the list is shared with Carol."""
    with db.writing() as session:
        by = access.actor(session, 1)
        folders.create(session, 1, name="Folder", by=by)
        goal = goals.create(session, title="Seen goal", space_id=1, by=by)
        session.flush()
        targets.add(session, goal.id, name="N", kind="number", target=4, current=1, by=by)
        docs.create(session, title="Seen doc", text="step", space_id=1, by=by)
        session.flush()
        step = access.task(session, "ENG-1", by)
        comments.add(session, ("task", step.id), text="Seen words", by=by)
        comments.add(session, ("task", step.id), text="More", by=by)
        lists.share(session, hidden.open_list, with_user=3, by=by)
        relations.relate(session, "ENG-2", kind="blocks", to_task="ENG-3", by=by)
    return hidden


def _hidden_things(hidden):
    """One after another, each in a transaction of its own."""

    def task(session, by):
        return access.task(session, hidden.key, by)

    def mine(session, by):
        return access.task(session, "ENG-1", by)

    yield lambda s, by: tasks.edit(s, hidden.key, title="layoffs", description="step step", by=by)
    yield lambda s, by: tasks.create(s, hidden.list_id, title="Step of layoffs", by=by)
    yield lambda s, by: relations.relate(s, hidden.key, kind="blocks", to_task="ENG-1", by=by)
    yield lambda s, by: relations.relate(s, "ENG-2", kind="blocks", to_task=hidden.key, by=by)
    yield lambda s, by: relations.link(s, ("task", mine(s, by).id), ("doc", hidden.doc_id), by=by)
    yield lambda s, by: relations.link(s, ("goal", 2), ("task", task(s, by).id), by=by)
    yield lambda s, by: relations.link(s, ("doc", 3), ("goal", hidden.goal_id), by=by)
    yield lambda s, by: tasks.edit(s, hidden.key, parent_id=mine(s, by).id, by=by)
    yield lambda s, by: comments.add(s, ("task", task(s, by).id), text="see ENG-1 layoffs", by=by)
    yield lambda s, by: tasks.edit(s, hidden.key, assignees=[1, 2], tags=["hushed"], by=by)
    yield lambda s, by: docs.save(s, hidden.doc_id, text="About ENG-1, step", based_on=1, by=by)
    yield lambda s, by: lists.edit(s, hidden.list_id, goal_id=2, by=by)
    yield lambda s, by: goals.edit(s, hidden.goal_id, title="Step goal", by=by)
    yield lambda s, by: targets.edit(s, hidden.target_id, current=3, by=by)
    yield lambda s, by: lists.create(s, 1, name="Quiet step", is_private=True, by=by)
    yield lambda s, by: statuses.add(s, hidden.space_id, name="X", category="started", by=by)
    yield lambda s, by: questions.learn(s, words="step", kind="goal", item_id=hidden.goal_id, by=by)
    yield lambda s, by: lists.archive(s, hidden.list_id, by=by)
    yield lambda s, by: lists.unarchive(s, hidden.list_id, by=by)
    yield lambda s, by: lists.delete(s, hidden.list_id, by=by)
    yield lambda s, by: lists.restore(s, hidden.list_id, by=by)
    yield lambda s, by: tasks.delete(s, hidden.other_key, by=by)
    yield lambda s, by: docs.delete(s, hidden.doc_id, by=by)
    yield lambda s, by: goals.delete(s, hidden.goal_id, by=by)
    yield lambda s, by: spaces.archive(s, hidden.space_id, by=by)
    yield lambda s, by: spaces.unarchive(s, hidden.space_id, by=by)
    yield lambda s, by: spaces.delete(s, hidden.space_id, by=by)


def _told(caller, paths, since) -> dict[str, object]:
    found = {}
    for path in paths:
        address = path.replace("{since}", str(since))
        answer = caller("GET", address)
        found[address] = (
            answer.status_code,
            PASSING.sub("", answer.text),
            "" if PASSING.search(answer.text) else answer.headers.get("etag"),
        )
    for question in ASKED:
        answer = caller("POST", "/api/v1/ask", json={"question": question})
        found[question] = answer.status_code, PASSING.sub("", answer.text)
    return found


def test_whatever_happens_to_what_is_hidden_no_answer_changes(as_, work):
    callers = {"bob": as_("bob"), "carol": as_("carol")}
    paths = _paths(work)
    catch_up(wiring.current().consumers)
    since = {
        who: ask("GET", f"/api/v1/lists/{work.open_list}/view").json()["version"]
        for who, ask in callers.items()
    }
    before = {who: _told(ask, paths, since[who]) for who, ask in callers.items()}
    several = list(_hidden_things(work))
    for start in range(0, len(several), TOGETHER):
        for happens in several[start : start + TOGETHER]:
            with db.writing() as session:
                happens(session, access.actor(session, 1))
        catch_up(wiring.current().consumers)
        for who, ask in callers.items():
            assert _told(ask, paths, since[who]) == before[who], (who, start)


# What is done to what one sees, with something else in it that one does not.
NAMING = [
    ("POST", "/tasks", {"list_id": 1, "title": "T", "parent": "{key}"}),
    ("POST", "/tasks", {"list_id": 1, "title": "T", "status_id": "{status_id}"}),
    ("POST", "/tasks", {"list_id": "{list_id}", "title": "T"}),
    ("PATCH", "/tasks/ENG-1", {"parent": "{key}"}),
    ("PATCH", "/tasks/ENG-1", {"list_id": "{list_id}"}),
    ("PATCH", "/tasks/ENG-1", {"status_id": "{status_id}"}),
    ("PATCH", "/tasks/ENG-1", {"after": "{key}"}),
    ("POST", "/tasks/ENG-1/relations", {"kind": "blocks", "to": "{key}"}),
    ("DELETE", "/tasks/ENG-1/relations/blocks/{key}", None),
    ("POST", "/tasks/ENG-1/links", {"kind": "goals", "item": "{goal_id}"}),
    ("POST", "/tasks/ENG-1/links", {"kind": "docs", "item": "{doc_id}"}),
    ("DELETE", "/tasks/ENG-1/links/goals/{goal_id}", None),
    ("POST", "/tasks/ENG-1/comments", {"text": "T", "parent_id": "{comment_id}"}),
    ("PATCH", "/lists/1", {"goal_id": "{goal_id}"}),
    ("PATCH", "/lists/1", {"folder_id": "{folder_id}"}),
    ("PATCH", "/goals/2", {"parent_id": "{goal_id}"}),
    ("PATCH", "/goals/2", {"space_id": "{space_id}"}),
    ("POST", "/goals", {"title": "T", "parent_id": "{goal_id}"}),
    ("POST", "/goals/2/targets", {"name": "T", "kind": "tasks", "lists": ["{list_id}"]}),
    ("POST", "/goals/2/targets", {"name": "T", "kind": "tasks", "tasks": ["{key}"]}),
    ("POST", "/docs", {"title": "T", "parent_id": "{doc_id}"}),
    ("POST", "/docs/3/move", {"parent_id": "{doc_id}"}),
    ("POST", "/docs/3/move", {"space_id": "{space_id}"}),
    ("DELETE", "/statuses/3?into={status_id}", None),
    ("POST", "/trash/task/{gone_task}/restore", None),
    ("POST", "/ask/words", {"words": "mine", "kind": "goal", "id": "{goal_id}"}),
    (
        "POST",
        "/texts",
        {"noun": "list", "id": "{list_id}", "field": "name", "text": "T", "based_on": 0},
    ),
    ("POST", "/tasks/search", {"where": {"field": "parent_id", "op": "is", "value": "{task_id}"}}),
    ("POST", "/tasks/search", {"where": {"field": "list_id", "op": "is", "value": "{list_id}"}}),
    ("POST", "/tasks/search", {"where": {"field": "goal_id", "op": "is", "value": "{goal_id}"}}),
    ("POST", "/tasks/search", {"where": {"field": "status", "op": "is", "value": "{status_id}"}}),
    ("PATCH", "/tasks/bulk", {"changes": [{"key": "{key}", "title": "T"}]}),
    ("GET", "/filters/vocabulary?list_id={list_id}", None),
    ("GET", "/summaries?goal={goal_id}", None),
    ("GET", "/docs?space={space_id}", None),
    ("GET", "/tasks?list={list_id}", None),
    ("GET", "/tasks?goal={goal_id}", None),
    ("GET", "/goals?space={space_id}", None),
    ("GET", "/search?q=step&space={space_id}", None),
]


@pytest.mark.parametrize("who", ["bob", "carol"])
def test_what_is_hidden_is_named_to_no_more_effect_than_what_never_was(who, as_, work):
    with db.writing() as session:
        by = access.actor(session, 1)
        task_id = access.task(session, work.key, by).id
    hidden = {**vars(work), "task_id": task_id, "gone_task": task_id}
    absent = {name: 990 for name, value in hidden.items() if isinstance(value, int)}
    absent |= {"key": "SEC-990"}
    ask = as_(who)
    for method, path, body in NAMING:
        told = []
        for values in (hidden, absent):
            address = "/api/v1" + path.format_map({**hidden, **values})
            answer = ask(method, address, json=_filled(body, {**hidden, **values}))
            told.append((answer.status_code, _neutral(answer.text, {*_names(hidden, absent)})))
        assert told[0] == told[1], (method, path, body)


def _filled(body, values):
    if isinstance(body, dict):
        return {name: _filled(one, values) for name, one in body.items()}
    if isinstance(body, list):
        return [_filled(one, values) for one in body]
    if isinstance(body, str) and body.startswith("{"):
        return values[body.strip("{}")]
    return body


def _names(*several):
    return (one for values in several for one in values.values())


def _neutral(text, names):
    """An answer without the names that were asked with, plain or packed into an address."""
    text = re.sub(r"where=[\w-]+", "", text)
    for name in sorted(map(str, names), key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", "X", text)
    return text
