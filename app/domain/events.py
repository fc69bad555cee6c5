"""What can happen: every kind of event, and the words of the workflow's categories."""

from enum import StrEnum


class Category(StrEnum):
    """What a status means, in the order of the work."""

    BACKLOG = "backlog"
    UNSTARTED = "unstarted"
    STARTED = "started"
    DONE = "done"
    CANCELLED = "cancelled"


OPEN = (Category.BACKLOG, Category.UNSTARTED, Category.STARTED)
CLOSED = (Category.DONE, Category.CANCELLED)


class Subject(StrEnum):
    """What an event can be about."""

    WORKSPACE = "workspace"
    USER = "user"
    SPACE = "space"
    FOLDER = "folder"
    LIST = "list"
    STATUS = "status"
    TASK = "task"
    GOAL = "goal"
    TARGET = "target"
    DOC = "doc"
    COMMENT = "comment"


class Kind(StrEnum):
    """Every kind of event. A new one needs an activity sentence (reads/activity)."""

    WORKSPACE_CHANGED = "workspace.changed"
    USER_ADDED = "user.added"
    USER_CHANGED = "user.changed"
    HOURS_CHANGED = "hours.changed"
    DAY_OFF_ADDED = "day_off.added"
    DAY_OFF_DELETED = "day_off.deleted"
    DAY_OFF_RESTORED = "day_off.restored"
    SPACE_CREATED = "space.created"
    SPACE_CHANGED = "space.changed"
    SPACE_DELETED = "space.deleted"
    SPACE_RESTORED = "space.restored"
    SPACE_SHARED = "space.shared"
    SPACE_UNSHARED = "space.unshared"
    FOLDER_CREATED = "folder.created"
    FOLDER_CHANGED = "folder.changed"
    FOLDER_DELETED = "folder.deleted"
    FOLDER_RESTORED = "folder.restored"
    LIST_CREATED = "list.created"
    LIST_CHANGED = "list.changed"
    LIST_DELETED = "list.deleted"
    LIST_RESTORED = "list.restored"
    LIST_SHARED = "list.shared"
    LIST_UNSHARED = "list.unshared"
    STATUS_CREATED = "status.created"
    STATUS_CHANGED = "status.changed"
    STATUS_DELETED = "status.deleted"
    STATUS_RESTORED = "status.restored"
    TASK_CREATED = "task.created"
    TASK_CHANGED = "task.changed"
    TASK_DELETED = "task.deleted"
    TASK_RESTORED = "task.restored"
    TASK_RELATED = "task.related"
    TASK_UNRELATED = "task.unrelated"
    LINKED = "item.linked"
    UNLINKED = "item.unlinked"
    GOAL_CREATED = "goal.created"
    GOAL_CHANGED = "goal.changed"
    GOAL_CLOSED = "goal.closed"
    GOAL_REOPENED = "goal.reopened"
    GOAL_DELETED = "goal.deleted"
    GOAL_RESTORED = "goal.restored"
    TARGET_CREATED = "target.created"
    TARGET_CHANGED = "target.changed"
    TARGET_DELETED = "target.deleted"
    TARGET_RESTORED = "target.restored"
    DOC_CREATED = "doc.created"
    DOC_CHANGED = "doc.changed"
    DOC_DELETED = "doc.deleted"
    DOC_RESTORED = "doc.restored"
    COMMENT_ADDED = "comment.added"
    COMMENT_CHANGED = "comment.changed"
    COMMENT_DELETED = "comment.deleted"
    COMMENT_RESTORED = "comment.restored"
    UNDO_REFUSED = "undo.refused"
    SIGNED_IN = "security.signed_in"
    SIGN_IN_FAILED = "security.sign_in_failed"
    SIGNED_OUT = "security.signed_out"
    SESSION_ENDED = "security.session_ended"
    SESSIONS_ENDED = "security.sessions_ended"
    PASSWORD_CHANGED = "security.password_changed"
    PASSWORD_RESET = "security.password_reset"
    TOKEN_CREATED = "security.token_created"
    TOKEN_REVOKED = "security.token_revoked"
    INVITED = "security.invited"
    INVITATION_ACCEPTED = "security.invitation_accepted"
    INVITATION_REVOKED = "security.invitation_revoked"
    MODEL_CHOSEN = "security.model_chosen"


# Kinds that begin so are for the person they are about, and for owners and admins.
SECURITY = "security."
