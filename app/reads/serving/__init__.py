"""What a task, list or doc serves, and through what: the one definition, read from both ends.

A task's path to a goal is its own link, else its nearest linked ancestor's, its list's, its folder's. What
a target counts helps the target's goal, too, with all that is under it. A doc's path is its own link, else
that of the nearest page above. A goal is helped by whatever helps a goal below it. What the actor may not
see leads nowhere and hides nothing. Upkeep, which needs no goal, is handed down from what is above and from
the list.
"""

from app.reads.serving.ways import Way, of_docs, of_lists, of_task, of_tasks
from app.reads.serving.work import below, helping, linked, upkeep, visible

__all__ = [
    "Way",
    "below",
    "helping",
    "linked",
    "of_docs",
    "of_lists",
    "of_task",
    "of_tasks",
    "upkeep",
    "visible",
]
