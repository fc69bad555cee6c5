"""What of a Jira issue has no place here, and why: it is counted and told, never dropped silently."""

# Fields that are carried, or say again what another says.
CARRIED = {
    "summary",
    "description",
    "status",
    "resolution",
    "resolutiondate",
    "created",
    "updated",
    "priority",
    "labels",
    "components",
    "fixVersions",
    "issuelinks",
    "assignee",
    "reporter",
    "creator",
    "comment",
    "attachment",
    "issuetype",
    "project",
    "parent",
    "subtasks",
    "duedate",
    "environment",
    "timeoriginalestimate",
}


WHY = {
    "versions": "affected versions have no place here; fixed versions became tags",
    "closedSprints": "sprints have no place here yet",
    "sprint": "sprints have no place here yet",
    "epic": "the epic belongs to another project",
    "flagged": "a flag without what it waits for is no blocker",
}


def why(name: str) -> str:
    if name.startswith("issuelinks"):
        return "the other issue is not in this import"
    if name.startswith("creator"):
        return "a task has one author: the reporter"
    if name.startswith("parent"):
        return "the parent is not in this import"
    return WHY.get(name, "there is no such field here")
