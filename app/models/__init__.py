"""The tables. Importing this package makes all of them known to SQLModel's metadata."""

from app.models.base import metadata
from app.models.calendar import DayOff, WorkHours
from app.models.comments import Comment, Mention
from app.models.docs import Doc, DocVersion
from app.models.events import ConsumerOffset, DeadLetter, Event
from app.models.external import ExternalRef
from app.models.goals import Goal, GoalNumber, GoalSnapshot, Target, TargetList, TargetTask
from app.models.idempotency import IdempotencyKey
from app.models.imports import ImportRun, StagedEvent
from app.models.jobs import Job
from app.models.mail import MailServer
from app.models.outbox import Delivery
from app.models.people import ApiToken, Invitation, PasswordReset, SignIn, User, Workspace
from app.models.questions import Alias, Conversation, Turn
from app.models.spaces import Folder, ListMember, Space, SpaceMember, Status, TaskList
from app.models.summaries import Summary
from app.models.tasks import (
    Attachment,
    KeyAlias,
    Link,
    Relation,
    Tag,
    Task,
    TaskAssignee,
    TaskTag,
)
from app.models.teams import Team, TeamMember
from app.models.trash import Purge

__all__ = [
    "Alias",
    "ApiToken",
    "Attachment",
    "Comment",
    "ConsumerOffset",
    "Conversation",
    "DayOff",
    "DeadLetter",
    "Delivery",
    "Doc",
    "DocVersion",
    "Event",
    "ExternalRef",
    "Folder",
    "Goal",
    "GoalNumber",
    "GoalSnapshot",
    "IdempotencyKey",
    "ImportRun",
    "Invitation",
    "Job",
    "KeyAlias",
    "Link",
    "ListMember",
    "MailServer",
    "Mention",
    "PasswordReset",
    "Purge",
    "Relation",
    "SignIn",
    "Space",
    "SpaceMember",
    "StagedEvent",
    "Status",
    "Summary",
    "Tag",
    "Target",
    "TargetList",
    "TargetTask",
    "Task",
    "TaskAssignee",
    "TaskList",
    "TaskTag",
    "Team",
    "TeamMember",
    "Turn",
    "User",
    "WorkHours",
    "Workspace",
    "metadata",
]
