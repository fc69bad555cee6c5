"""Reads a Jira project: REST issue JSON, one file an issue, with `project.json` beside or above.

States: Jira's “done” holds finished and abandoned work alike. Here an issue whose resolution is Fixed,
Done, Complete or Resolved (or that has none) is done in its own status; one resolved otherwise (Won't
Fix, Duplicate, Invalid, …) is cancelled, in the status “Not done”, with the resolution as a tag.
Without a changelog an issue's history is what is certain: opened when created, closed at its
resolution date.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from app.importing import jira_files
from app.importing.jira_fields import FINISHED, moment, text, values
from app.importing.jira_left import CARRIED, why
from app.importing.jira_links import relation
from app.importing.jira_restricted import part
from app.importing.plan import (
    AttachmentPlan,
    CommentPlan,
    ImportRefused,
    NotCarried,
    PersonPlan,
    Plan,
    RelationPlan,
    StatusPlan,
    Step,
    TaskPlan,
)
from app.importing.wiki import to_markdown

CATEGORY = {
    "new": "unstarted",
    "undefined": "unstarted",
    "indeterminate": "started",
    "done": "done",
}
ORDER = ["backlog", "unstarted", "started", "done", "cancelled"]
NOT_DONE = "Not done"
Progress = Callable[[int, int], None]


def read(path: Path, *, progress: Progress | None = None) -> Plan:
    """Read a folder of issues (or one file); raises ImportRefused for what is no Jira project.

    What only some people may read there is left out and named. A private project stays private.
    """
    issues, about = _found(path, progress)
    parted = part(issues)
    if not parted.open:
        raise ImportRefused(
            f"Everything in {path} is restricted there: `--restricted` brings it into a private list."
        )
    plan = _Reader(parted.open, about).plan()
    return replace(
        plan,
        is_private=about.get("isPrivate") is True,
        not_carried=[*parted.left_out(), *plan.not_carried],
    )


def read_restricted(path: Path, *, progress: Progress | None = None) -> Plan:
    """Read what `read` leaves out, for a private list; raises ImportRefused when there is none."""
    issues, about = _found(path, progress)
    parted = part(issues)
    if not parted.restricted:
        raise ImportRefused(f"Nothing in {path} is restricted: import it without --restricted.")
    plan = _Reader(parted.restricted, about).plan()
    return replace(
        plan,
        source=f"{plan.source}:restricted",
        list_name=f"{plan.name} restricted",
        description="",
        is_private=True,
    )


def _found(path: Path, progress: Progress | None) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """All issues of one project, and what is said of it."""
    files = jira_files.files(path)
    issues: list[dict[str, Any]] = []
    for done, file in enumerate(files, 1):
        issues += jira_files.issues_in(file)
        if progress:
            progress(done, len(files))
    if not issues:
        raise ImportRefused(
            f"No Jira issue was found in {path}: point at the folder with its JSON files."
        )
    keys = Counter(_project(issue) for issue in issues)
    if len(keys) > 1:
        raise ImportRefused(
            f"{path} holds several projects ({', '.join(sorted(keys))}): import one at a time."
        )
    return issues, jira_files.about(path)


def _project(issue: dict[str, Any]) -> str:
    return issue["key"].rpartition("-")[0]


class _Reader:
    """Turns issues into a plan, counting what has no place."""

    def __init__(self, issues: list[dict[str, Any]], about: dict[str, Any]) -> None:
        self._issues = issues
        self._about = about
        self._keys = {issue["key"] for issue in issues}
        self._people: dict[str, PersonPlan] = {}
        self._statuses: dict[str, str] = {}
        self._left: Counter[str] = Counter()

    def plan(self) -> Plan:
        key = _project(self._issues[0])
        tasks = [self._task(issue) for issue in self._issues]
        relations = self._relations()
        name = (
            self._about.get("name")
            or self._issues[0]["fields"].get("project", {}).get("name")
            or key
        )
        ordered = sorted(self._statuses.items(), key=lambda s: ORDER.index(s[1]))
        return Plan(
            source=f"jira:{key}",
            key=key,
            name=name,
            description=self._about.get("description") or "",
            list_name=f"{name} issues",
            people=list(self._people.values()),
            statuses=[StatusPlan(word, category) for word, category in ordered],
            tasks=sorted(tasks, key=lambda t: t.number or 0),
            relations=relations,
            not_carried=[NotCarried(f, n, why(f)) for f, n in sorted(self._left.items())],
        )

    def _task(self, issue: dict[str, Any]) -> TaskPlan:
        fields = issue["fields"]
        created, updated = (
            moment(fields["created"]),
            moment(fields.get("updated") or fields["created"]),
        )
        reporter = self._person(fields.get("reporter") or fields.get("creator"))
        self._count_left(fields, reporter)
        assignee = self._person(fields.get("assignee"))
        parent = (fields.get("parent") or {}).get("key", "") or (fields.get("epic") or {}).get(
            "key", ""
        )
        return TaskPlan(
            external_id=issue["key"],
            number=int(issue["key"].rpartition("-")[2]),
            title=" ".join(fields["summary"].split()) or issue["key"],
            text=text(fields),
            author=reporter,
            created=created,
            updated=updated,
            steps=self._steps(fields, created, updated),
            values=values(fields),
            assignees=[assignee] if assignee else [],
            tags=self._tags(fields),
            parent=parent if parent in self._keys else "",
            comments=self._comments(fields),
            attachments=self._attachments(fields),
        )

    def _steps(self, fields: dict[str, Any], created: datetime, updated: datetime) -> list[Step]:
        """Opened when created; where it is now since its resolution, else since its last update."""
        status = fields["status"]
        category = CATEGORY.get((status.get("statusCategory") or {}).get("key", ""), "unstarted")
        name = status["name"]
        resolution = ((fields.get("resolution") or {}).get("name") or "").lower()
        if category == "done" and resolution not in FINISHED:
            name, category = NOT_DONE, "cancelled"
        self._statuses.setdefault("Open", "unstarted")
        self._statuses.setdefault(name, category)
        steps = [Step("Open", created)]
        if name != "Open":
            ended = moment(fields["resolutiondate"]) if fields.get("resolutiondate") else updated
            steps.append(Step(name, max(ended, created)))
        return steps

    def _tags(self, fields: dict[str, Any]) -> list[str]:
        resolution = (fields.get("resolution") or {}).get("name") or ""
        words = [fields["issuetype"]["name"]] if fields.get("issuetype") else []
        words += [component["name"] for component in fields.get("components") or []]
        words += [version["name"] for version in fields.get("fixVersions") or []]
        words += fields.get("labels") or []
        words += [resolution] if resolution.lower() not in FINISHED else []
        by_fold = {word.casefold(): word for word in reversed(words) if word.strip()}
        return sorted(by_fold.values(), key=str.casefold)

    def _comments(self, fields: dict[str, Any]) -> list[CommentPlan]:
        found: list[CommentPlan] = []
        for one in (fields.get("comment") or {}).get("comments") or []:
            created, updated = (
                moment(one["created"]),
                moment(one.get("updated") or one["created"]),
            )
            body = to_markdown(one.get("body"))
            found.append(
                CommentPlan(
                    external_id=str(one["id"]),
                    author=self._person(one.get("author")),
                    at=created,
                    edited_at=updated if updated > created else None,
                    text=body or "(an empty comment)",
                )
            )
        return found

    def _attachments(self, fields: dict[str, Any]) -> list[AttachmentPlan]:
        return [
            AttachmentPlan(
                external_id=str(one["id"]),
                name=one.get("filename") or str(one["id"]),
                size=one.get("size"),
                media_type=one.get("mimeType") or "",
                author=self._person(one.get("author")),
                at=moment(one["created"]),
            )
            for one in fields.get("attachment") or []
        ]

    def _relations(self) -> list[RelationPlan]:
        """Each link once, although both of its issues tell of it."""
        found: dict[tuple[str, str, str], RelationPlan] = {}
        outside: set[str] = set()
        for issue in self._issues:
            for link in issue["fields"].get("issuelinks") or []:
                other = (link.get("outwardIssue") or link.get("inwardIssue") or {}).get("key", "")
                if other not in self._keys:
                    outside.add(str(link.get("id")))
                    continue
                one = relation(
                    issue["key"],
                    other,
                    link["type"]["name"].lower(),
                    outward="outwardIssue" in link,
                )
                found[one.kind, one.first, one.second] = one
        if outside:
            self._left["issuelinks (to other projects)"] = len(outside)
        return list(found.values())

    def _person(self, who: dict[str, Any] | None) -> str:
        """Note somebody; returns their external id, or nothing."""
        if not who:
            return ""
        external = str(who.get("name") or who.get("accountId") or who.get("key") or "")
        if external and external not in self._people:
            name = " ".join((who.get("displayName") or external).split())
            self._people[external] = PersonPlan(external, name, who.get("emailAddress") or "")
        return external

    def _count_left(self, fields: dict[str, Any], reporter: str) -> None:
        """Count what this issue says and we can't keep."""
        for name, value in fields.items():
            if value in (None, "", [], {}, False):
                continue
            if name not in CARRIED and not (name == "epic" and value.get("key") in self._keys):
                self._left[name] += 1
        creator = str((fields.get("creator") or {}).get("name") or "")
        if creator and creator != reporter:
            self._left["creator (where the reporter is another)"] += 1
        if (fields.get("parent") or {}).get("key", "") not in self._keys | {""}:
            self._left["parent (in another project)"] += 1
