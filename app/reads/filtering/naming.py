"""The names in a filter's sentence, as far as its reader may know them."""

from sqlmodel import Session

from app import access
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.domain.fields import Names
from app.models import Folder, Goal, Space, Status, Task, TaskList, User

_READERS = {
    "user": access.user,
    "list": access.task_list,
    "space": access.space,
    "folder": access.folder,
    "goal": access.goal,
    "status": access.status,
    "task": access.task,
}


def names_for(session: Session, actor: Actor) -> Names:
    """Names what the actor may see; nothing else has a name, whether it is there or not."""

    def name(noun: str, item_id: int) -> str | None:
        try:
            found = _READERS[noun](session, item_id, actor)
        except (KeyError, NotFound):
            return None
        match found:
            case Task(key=key):
                return key
            case Goal(title=title):
                return f"“{title}”"
            case (
                User(name=words)
                | TaskList(name=words)
                | Space(name=words)
                | Folder(name=words)
                | Status(name=words)
            ):
                return words

    return name
