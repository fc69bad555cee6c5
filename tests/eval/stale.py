"""Work that changes and is asked about at once: no answer shows how it was, or what was taken away."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from sqlmodel import Session

from app import access, db
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.work import comments, docs, goals, lists, tasks
from tests.eval.hidden import GUEST, MEMBER
from tests.eval.scoring import MOST, Score, counting
from tests.eval.sets.company import LATE, OPEN, Asking
from tests.eval.workspaces import NOW, OWNER, Workspace

PLATFORM, PEOPLE, PARTNERS = 1, 13, 11  # lists; People is private
WORDS_OF = {
    "task": "how do we calibrate the quarkometer?",
    "comment": "why must the flimser valve be warm?",
    "doc": "how many wombats does the zoo policy allow?",
}


class Changing:
    """A workspace that is changed step by step; `seen` asks and says what is stale in the answer."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.task = self.said = self.page = 0

    def does(self, change: Callable[[Session], object]) -> None:
        """Change something; the library has not heard of it yet."""
        self.workspace.opened()
        with db.writing() as session:
            change(session)

    def hears(self) -> None:
        """Let the library read the log."""
        self.workspace.opened()
        catch_up([Indexer(self.workspace.library)])

    def seen(self, question: str, *, has: str = "", lacks: str = "", by: int = OWNER) -> str:
        answer = self.workspace.ask(question, user_id=by)
        plain = {
            k: v for k, v in answer.plain().items() if k not in ("question", "reading", "looked_at")
        }
        told = str(plain).casefold()
        if has and has.casefold() not in told:
            return f"{by}: {question} shows not “{has}”"
        return (
            f"{by}: {question} still shows “{lacks}”" if lacks and lacks.casefold() in told else ""
        )

    def counted(self, question: str, condition: str, by: int = OWNER) -> str:
        """A count is right by the rows as they are now."""
        answer = self.workspace.ask(question, user_id=by)
        return counting(Asking(self.workspace, by).where(condition))(answer)


def score(workspace: Workspace) -> Score:
    """How many answers were stale."""
    changing = Changing(workspace)
    checks = [wrong for step in STEPS for wrong in step(changing)]
    failed = tuple(filter(None, checks))
    return Score("stale", "company", len(checks), float(len(failed)), MOST["stale"], failed)


def _made(it: Changing) -> Iterator[str]:
    def make(session: Session) -> None:
        by = access.actor(session, OWNER)
        task = tasks.create(
            session,
            PLATFORM,
            title="Calibrate the quarkometer",
            by=by,
            description="The quarkometer is calibrated with a brass ruler.",
            due=NOW.date() - timedelta(days=2),
        )
        it.task = task.id or 0
        it.said = (
            comments.add(
                session,
                ("task", it.task),
                text="The flimser valve must be warm or it leaks.",
                by=by,
            ).id
            or 0
        )
        it.page = (
            docs.create(session, title="Zoo", text="The zoo policy allows two wombats.", by=by).id
            or 0
        )

    it.does(make)
    yield it.counted("what is overdue?", LATE)
    yield it.counted("how many open tasks are there?", OPEN)
    it.hears()
    yield it.seen(WORDS_OF["task"], has="brass ruler", by=MEMBER)
    yield it.seen(WORDS_OF["comment"], has="it leaks", by=MEMBER)
    yield it.seen(WORDS_OF["doc"], has="two wombats", by=MEMBER)


def _edited(it: Changing) -> Iterator[str]:
    def edit(session: Session) -> None:
        by = access.actor(session, OWNER)
        tasks.edit(
            session,
            it.task,
            title="Calibrate the gravimeter",
            due=NOW.date() + timedelta(days=2),
            description="The gravimeter and the old quarkometer are calibrated with a tape.",
            by=by,
        )
        comments.edit(session, it.said, text="The flimser valve must be warm or it squeaks.", by=by)
        docs.save(
            session,
            it.page,
            title="Zoo",
            text="The zoo policy allows three wombats.",
            based_on=access.doc(session, it.page, by).version,
            by=by,
        )

    it.does(edit)
    yield it.counted("what is overdue?", LATE)
    yield it.seen(f"status of {_key(it)}", has="gravimeter", lacks="the quarkometer")
    for kind, old in (("task", "brass"), ("comment", "leaks"), ("doc", "two wombats")):
        yield it.seen(WORDS_OF[kind], lacks=old)
        yield it.seen(WORDS_OF[kind], lacks=old, by=MEMBER)
    it.hears()
    for kind, old, new in (
        ("task", "brass", "tape"),
        ("comment", "leaks", "squeaks"),
        ("doc", "two wombats", "three wombats"),
    ):
        yield it.seen(WORDS_OF[kind], has=new, lacks=old, by=MEMBER)


def _hidden(it: Changing) -> Iterator[str]:
    it.does(lambda s: tasks.transfer(s, it.task, to_list=PEOPLE, by=access.actor(s, OWNER)))
    for turn in ("at once", "heard"):
        if turn == "heard":
            it.hears()
        yield it.seen(WORDS_OF["task"], lacks="gravimeter", by=MEMBER)
        yield it.seen(WORDS_OF["comment"], lacks="squeaks", by=MEMBER)
        yield it.seen(f"status of {_key(it)}", lacks="gravimeter", by=MEMBER)
        yield it.seen("open tasks in Platform", lacks="gravimeter", by=MEMBER)
        yield it.counted("how many open tasks are there?", OPEN, by=MEMBER)
    yield it.seen(WORDS_OF["task"], has="tape")
    it.does(lambda s: tasks.transfer(s, it.task, to_list=PLATFORM, by=access.actor(s, OWNER)))
    yield it.counted("how many open tasks are there?", OPEN, by=MEMBER)
    it.hears()
    yield it.seen(WORDS_OF["task"], has="tape", by=MEMBER)


def _deleted(it: Changing) -> Iterator[str]:
    def delete(session: Session) -> None:
        by = access.actor(session, OWNER)
        tasks.delete(session, it.task, by=by)
        docs.delete(session, it.page, by=by)

    key = _key(it)
    it.does(delete)
    for turn in ("at once", "heard"):
        if turn == "heard":
            it.hears()
        yield it.seen(WORDS_OF["task"], lacks="tape")
        yield it.seen(WORDS_OF["comment"], lacks="squeaks")
        yield it.seen(WORDS_OF["doc"], lacks="wombats")
        yield it.seen(f"status of {key}", lacks="gravimeter")
        yield it.counted("how many open tasks are there?", OPEN)


def _restored(it: Changing) -> Iterator[str]:
    it.does(lambda s: tasks.restore(s, it.task, by=access.actor(s, OWNER)))
    yield it.seen(f"status of {_key(it)}", has="gravimeter")
    yield it.counted("how many open tasks are there?", OPEN)
    it.hears()
    yield it.seen(WORDS_OF["comment"], has="squeaks", by=MEMBER)
    it.does(lambda s: comments.delete(s, it.said, by=access.actor(s, OWNER)))
    yield it.seen(WORDS_OF["comment"], lacks="squeaks", by=MEMBER)
    it.hears()
    yield it.seen(WORDS_OF["comment"], lacks="squeaks")


def _revoked(it: Changing) -> Iterator[str]:
    everything = "how many open tasks are there?"
    yield it.counted(everything, OPEN, by=GUEST)
    it.does(lambda s: lists.unshare(s, PARTNERS, with_user=GUEST, by=access.actor(s, OWNER)))
    for question in (
        everything,
        "what is overdue?",
        "what was done last week?",
        "who works on what?",
    ):
        answer = it.workspace.ask(question, user_id=GUEST)
        items = [key for sentence in answer.sentences for key in sentence.items]
        yield f"{GUEST}: {question} still counts {items[:3]}" if items else ""
    yield it.seen("what did we agree with the accounting firm in Vienna?", lacks="Vienna", by=GUEST)
    it.does(lambda s: lists.share(s, PARTNERS, with_user=GUEST, by=access.actor(s, OWNER)))
    yield it.counted(everything, OPEN, by=GUEST)
    it.does(lambda s: lists.set_private(s, PLATFORM, is_private=True, by=access.actor(s, OWNER)))
    yield it.counted(everything, OPEN, by=MEMBER)
    yield it.seen("open tasks in Platform", lacks="ENG-10", by=MEMBER)
    yield it.seen(
        "what did we decide about the Frankfurt data centre?", lacks="Dublin, because", by=MEMBER
    )


def _renamed(it: Changing) -> Iterator[str]:
    it.does(lambda s: goals.edit(s, 2, title="Continental launch", by=access.actor(s, OWNER)))
    yield it.seen(
        "how is Continental launch going?", has="Continental launch is", lacks="EU launch is"
    )
    yield it.seen("our goals", has="Continental launch", lacks="EU launch is")
    it.does(lambda s: lists.edit(s, 2, name="Invoicing", by=access.actor(s, OWNER)))
    yield it.counted("open tasks in Invoicing", f"{OPEN} AND t.list = 'Invoicing'")


STEPS = (_made, _edited, _hidden, _deleted, _restored, _revoked, _renamed)


def _key(it: Changing) -> str:
    return it.workspace.rows("SELECT key FROM task WHERE id = ?", it.task)[0][0]
