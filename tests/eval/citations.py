"""Whether what an answer cites is there: every source opens, every quote stands, every number is re-counted."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from agents import claims
from agents.answer import Answer, Sentence, Source, plain_sentence
from app import access, db
from app.assist import assistant
from tests.eval.scoring import LEAST, Score, numbers
from tests.eval.sets.company import VIEWS
from tests.eval.workspaces import NOW, OWNER, Workspace

COUNTED = ("tasks", "group", "split", "changes", "blockers", "similar", "queue", "goals")
MEASURED = ("cycle", "lead", "weeks")  # of the work counted, how long or how much a week
QUOTED = re.compile(r"“([^”]{3,})”")
SHARES = re.compile(r"(?:^By person: |, | and )([^,]+?) (\d+)(?=[,.]| and )")
PART = re.compile(r"\b(no|\d+) of them (started|overdue)")
TEXTS = {
    "task": "SELECT t.id, t.key, t.title || ' ' || t.description FROM seen t",
    "doc": "SELECT id, '', title || ' ' || text FROM doc d WHERE deleted_at IS NULL AND {open}",
    "goal": "SELECT id, '', title || ' ' || description FROM goal d WHERE deleted_at IS NULL AND {open}",
    "comment": "SELECT c.id, '', c.text FROM comment c WHERE c.deleted_at IS NULL",
}
OPEN_SPACE = """((space_id IS NULL AND (SELECT role FROM user WHERE id = {user}) <> 'guest')
 OR space_id IN (SELECT id FROM space WHERE deleted_at IS NULL
 AND ((SELECT role FROM user WHERE id = {user}) = 'owner'
 OR id IN (SELECT space_id FROM space_member WHERE user_id = {user})
 OR (NOT is_private AND (SELECT role FROM user WHERE id = {user}) <> 'guest'))))"""


@dataclass
class Rows:
    """What one person may open, read straight from the file: kind and id → address and words."""

    address: dict[tuple[str, int], str] = field(default_factory=dict)
    words: dict[tuple[str, int], str] = field(default_factory=dict)
    tasks: dict[str, tuple[str, str]] = field(default_factory=dict)  # key → category, due
    people: dict[str, set[str]] = field(default_factory=dict)  # key → who does it

    @classmethod
    def of(cls, workspace: Workspace, user_id: int = OWNER) -> "Rows":
        found = cls()
        condition = OPEN_SPACE.format(user=user_id)
        with workspace.plain() as plain:
            plain.executescript(VIEWS.format(user=user_id))
            for kind, query in TEXTS.items():
                for number, key, text in plain.execute(query.format(open=condition)):
                    found.words[kind, number] = text or ""
                    found.address[kind, number] = f"/{kind}s/{key or number}"
            for number, kind, subject in plain.execute(
                "SELECT id, subject_kind, subject_id FROM comment WHERE deleted_at IS NULL"
            ):
                home = found.address.get((kind, subject))
                found.address["comment", number] = f"{home}#comment-{number}" if home else ""
            found.tasks = {
                key: (category, due or "")
                for key, category, due in plain.execute("SELECT key, category, due FROM seen")
            }
            for key, who in plain.execute(
                "SELECT t.key, d.who FROM seen t LEFT JOIN doing d ON d.task_id = t.id"
            ):
                found.people.setdefault(key, set()).add(who or "Nobody")
        return found

    def of_another_day(self) -> "Rows":
        """What is the same on every day: which tasks there are, not how they are."""
        return Rows(self.address, self.words, dict.fromkeys(self.tasks, ("", "")))


def score_of(
    workspace: Workspace, name: str, answers: Iterable[Answer], user_id: int = OWNER
) -> Score:
    """The share of citations of all answers that hold, for who asked."""
    rows, total, failed = Rows.of(workspace, user_id), 0, []
    for answer in answers:
        for wrong in checked(workspace, answer, rows, user_id):
            total += 1
            if wrong:
                failed.append(f"{answer.question}\n        {wrong}")
    share = 1 - len(failed) / total if total else 0.0
    return Score("citations", name, total, share, LEAST["citations"], tuple(failed))


def checked(workspace: Workspace, answer: Answer, rows: Rows, user_id: int) -> Iterator[str]:
    """What is wrong with each citation and each count of an answer; empty when it holds."""
    verdicts = _verdicts(workspace, answer, user_id)
    for sentence, verdict in zip(answer.sentences, verdicts, strict=True):
        for source in sentence.sources:
            yield _opens(source, rows) or _stands(sentence, source, rows)
        yield "" if verdict == "holds" else f"re-run it is {verdict}: {sentence.text[:80]}"
        if sentence.items or _counting(sentence):
            yield _counts(sentence, rows if answer.reading.as_of is None else rows.of_another_day())


def _verdicts(workspace: Workspace, answer: Answer, user_id: int) -> list[str]:
    """Each sentence's claim, run again under the same rights, as it would be kept."""
    workspace.opened()
    with db.reading() as session:
        actor = access.actor(session, user_id)
        gateway = assistant.gateway_of(session, actor, now=NOW, library=workspace.library)
        kept = json.loads(json.dumps([plain_sentence(s)["claim"] for s in answer.sentences]))
        return list(claims.verdicts(kept, gateway))


def _predicates(sentence: Sentence) -> list[str]:
    return [one.predicate for one in claims.parts(sentence.claim)] if sentence.claim else []


def _counting(sentence: Sentence) -> bool:
    """What it says first is how many there are; of one blocker it says who waits."""
    first = claims.parts(sentence.claim)[0] if sentence.claim else None
    one_of_them = first is not None and "key" in first.about
    return first is not None and first.predicate in COUNTED and not one_of_them


def _opens(source: Source, rows: Rows) -> str:
    """It is there, may be seen, and its address is the one of this workspace."""
    known = rows.address.get((source.kind, source.id))
    return (
        ""
        if known and known == source.url
        else f"opens not: {source.kind} {source.id} {source.url}"
    )


def _stands(sentence: Sentence, source: Source, rows: Rows) -> str:
    """What is quoted is in the source's own words; what is counted counts the source."""
    if "quote" in _predicates(sentence):
        words = _letters(rows.words[source.kind, source.id])
        for quote in QUOTED.findall(sentence.text)[-1:]:
            if _letters(quote.rstrip("…")) not in words + _letters(source.title):
                return f"says not “{quote[:60]}”: {source.url}"
    elif (
        sentence.items
        and source.kind == "task"
        and _counting(sentence)
        and source.key not in sentence.items
    ):
        return f"cites {source.key}, which it does not count: {sentence.text[:60]}"
    return ""


def _counts(sentence: Sentence, rows: Rows) -> str:
    """The sentence says how many it counts, and how many of them are started or late."""
    text, size = sentence.text, len(sentence.items)
    said = numbers(text) or [0 if re.search(r"\b(no|nothing|nobody)\b", text.casefold()) else 1]
    if any(item not in rows.tasks and not _is_goal(item, rows) for item in sentence.items):
        return f"counts what can't be seen: {text[:80]}"
    if text.startswith("By person: "):
        return _shared(sentence, rows)
    first = claims.parts(sentence.claim)[0] if sentence.claim else None
    if first and first.about.get("part") in MEASURED:
        return ""
    if size not in said and not _names_each(sentence):
        return f"counts {size}, says {said}: {text[:80]}"
    for share, word in PART.findall(text) if rows.people else []:
        held = [rows.tasks[key] for key in sentence.items]
        late = sum(due != "" and due < NOW.date().isoformat() for _, due in held)
        real = late if word == "overdue" else sum(category == "started" for category, _ in held)
        if real != (0 if share == "no" else int(share)):
            return f"{real} of them {word}: {text[:80]}"
    return ""


def _is_goal(item: str, rows: Rows) -> bool:
    kind, _, number = item.partition(":")
    return kind == "goal" and ("goal", int(number)) in rows.address


def _shared(sentence: Sentence, rows: Rows) -> str:
    """“By person: Aiko 3, Jonas 2”: each has that many of what is counted."""
    for name, share in SHARES.findall(sentence.text) if rows.people else []:
        real = sum(name in rows.people[key] for key in sentence.items)
        if real != int(share):
            return f"{name} has {real}: {sentence.text[:80]}"
    return "" if SHARES.search(sentence.text) else f"names nobody: {sentence.text[:80]}"


def _names_each(sentence: Sentence) -> bool:
    """A sentence may name what it counts rather than number it."""
    named = {source.key for source in sentence.sources if source.kind == "task"}
    return set(sentence.items) <= named


LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)\s]*\)|\[[^\]]*\])?")


def _letters(text: str) -> str:
    return "".join(c for c in LINK.sub(r"\1", text) if c.isalnum()).casefold()
