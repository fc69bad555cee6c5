"""What is being done when a process is killed: each kind says on stdout what is committed, a line a fact.

`task KEY TITLE`, `away KEY KEY`, `back KEY KEY` and `said NAME` are remembered and looked for after the kill.
"""

COMMON = """
    import random, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from app import access, db
    from app.work import comments, tasks, undo
    folder, number = Path(sys.argv[1]), sys.argv[2]
    db.connect(f"sqlite:///{folder / 'goalward.db'}")
    def tell(*words):
        print(*words, flush=True)
    def do(verb):
        with db.writing() as session:
            return verb(session, access.actor(session, 1))
    def make(n):
        title = f"r{number} n{n}"
        key = do(lambda s, by: tasks.create(s, 1, title=title, by=by).key)
        tell("task", key, title)
        return key, title
    tell("ready")
"""
WORK = {
    "saves": """
        for n in range(100_000):
            make(n)
    """,
    "comments": """
        from tests.faults.work import SENT
        key, _ = make(0)
        task_id = do(lambda s, by: access.task(s, key, by).id)
        for n in range(100_000):
            name = SENT.format(number=number, n=n)
            do(lambda s, by: comments.add(s, ("task", task_id), text=name, sent_as=name, by=by))
            tell("said", name)
    """,
    "undo": """
        for n in range(100_000):
            key, title = make(n)
            do(lambda s, by: tasks.edit(s, key, title="wrong", by=by))
            tell("task", key, "wrong")
            do(lambda s, by: undo.undo_last(s, by=by))
            tell("task", key, title)
    """,
    "trash": """
        made = [make(n)[0] for n in range(12)]
        while True:
            do(lambda s, by: tasks.delete_many(s, made, by=by))
            tell("away", *made)
            do(lambda s, by: undo.undo_last(s, by=by))
            tell("back", *made)
    """,
    "import": """
        from app.importing import runs
        from tests.bench.write_lock import plan
        made = plan(random.Random(int(number)), 150)
        while True:
            report = runs.run_import(made, now=datetime.now(UTC), folder=folder)
            tell("imported", report.run_id)
            runs.remove(report.run_id, folder=folder)
            tell("removed", report.run_id)
    """,
    "index": """
        from app.consumers import upkeep
        from knowledge.library import Library
        from tests.fakes import WordEmbedder
        library = Library(folder / "library", embedder=WordEmbedder())
        library.warm_up()
        while True:
            upkeep.reindex(library, lambda *_: None)
            tell("indexed")
    """,
    "restore": """
        import os
        os.environ["GOALWARD_DATA_DIR"] = str(folder)
        from app.commands import backups
        db.close()
        for n in range(100):
            kept = folder.parent / f"kept-{number}-{n}.tar.gz"
            backups.backup(kept)
            tell("kept")
            backups.restore(kept)
            tell("restored")
    """,
}
# How many words are waited for at most: what takes longer is said more seldom.
WORDS = {
    "saves": 60,
    "comments": 60,
    "undo": 60,
    "trash": 30,
    "import": 1,
    "index": 2,
    "restore": 3,
}
# The sender's own name for a comment, which is its text, too.
SENT = "r{number} said {n}"
