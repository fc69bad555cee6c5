"""Flow by asking, against the sample company's log replayed by plain Python."""

import json
import math
import re
from collections import Counter
from datetime import date, datetime, timedelta

from tests.eval.workspaces import NOW, Workspace

OPEN = {"backlog", "unstarted", "started"}


def _finished(company: Workspace, first: date, end: date, where: str = "1=1") -> list[tuple]:
    rows = company.rows(
        f"SELECT key, started_at, done_at, due, created_at FROM task t WHERE category = 'done' AND deleted_at IS NULL AND done_at >= ? AND done_at < ? AND {where}",
        first.isoformat(),
        end.isoformat(),
    )
    return [
        (
            key,
            *(datetime.fromisoformat(v) if v else None for v in (a, b)),
            due,
            datetime.fromisoformat(c),
        )
        for key, a, b, due, c in rows
    ]


def _share(values: list[int], share: float) -> int:
    return sorted(values)[math.ceil(share * len(values)) - 1]


def test_how_long_work_takes(company):
    place = "space_id = (SELECT id FROM space WHERE name = 'Engineering')"
    gold = _finished(
        company, NOW.date() - timedelta(days=90), NOW.date() + timedelta(days=1), place
    )
    days = [(done.date() - begun.date()).days + 1 for _, begun, done, _, _ in gold if begun]
    answer = company.ask("how long do tasks take in Engineering?")
    text = " ".join(s.text for s in answer.sentences)

    assert set(answer.sentences[0].items) == {key for key, *_ in gold}
    assert re.search(r"half of them took (\d+) day", text).group(1) == str(_share(days, 0.5))
    assert re.search(r"85 % took (\d+) day", text).group(1) == str(_share(days, 0.85))


def test_how_much_is_finished_a_week(company):
    monday = NOW.date() - timedelta(days=NOW.date().weekday())
    gold = Counter()
    for _, _, done, _, _ in _finished(company, monday - timedelta(weeks=12), monday):
        gold[done.date() - timedelta(days=done.date().weekday())] += 1
    answer = company.ask("what is our throughput?")
    weeks = [gold[monday - timedelta(weeks=n)] for n in range(12, 0, -1)]

    assert answer.sentences[0].text.startswith(
        f"{sum(weeks)} tasks were finished in 12 whole weeks"
    )
    assert f"A usual week finishes {sorted(weeks)[5]}" in answer.sentences[1].text


def test_how_often_it_is_on_time(company):
    gold = [
        row
        for row in _finished(
            company, NOW.date() - timedelta(days=90), NOW.date() + timedelta(days=1)
        )
        if row[3]
    ]
    kept = {key for key, _, done, due, _ in gold if done.date().isoformat() <= due}
    answer = company.ask("do we deliver on time?")

    assert set(answer.sentences[0].items) == kept
    assert set(answer.sentences[1].items) == {key for key, *_ in gold} - kept


def test_where_work_waits(company):
    home = "list_id = (SELECT id FROM task_list WHERE name = 'Platform')"
    now = {
        key: (name, task_id)
        for key, name, task_id in company.rows(
            f"SELECT t.key, s.name, t.id FROM task t JOIN status s ON s.id = t.status_id WHERE t.deleted_at IS NULL AND t.category IN ('backlog','unstarted','started') AND t.{home}"
        )
    }
    entered = {}
    for task_id, at, changes in company.rows(
        "SELECT subject_id, at, changes FROM event WHERE subject_kind = 'task' ORDER BY at, id"
    ):
        if "status" in json.loads(changes):
            entered[task_id] = datetime.fromisoformat(at)
    answer = company.ask("where does work wait in Platform?")

    for sentence in answer.sentences:
        status = sentence.text.split(":")[0]
        gold = {key for key, (name, _) in now.items() if name == status}
        oldest = max(
            (NOW.date() - entered[task_id].date()).days + 1
            for name, task_id in now.values()
            if name == status
        )
        assert set(sentence.items) == gold
        assert f"the oldest for {oldest} day" in sentence.text
    assert {s.text.split(":")[0] for s in answer.sentences} == {name for name, _ in now.values()}
