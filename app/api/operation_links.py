"""Links of the description (OpenAPI, “Link Object”): what was made by one operation is the subject of others."""

from pydantic import JsonValue

from app.api.openapi import Document, Json

# Operations that make something: the parameter that names it elsewhere, and where its answer says it.
MADE = {
    "create_task": ("key", "key"),
    "create_space": ("space_id", "id"),
    "create_folder": ("folder_id", "id"),
    "create_list": ("list_id", "id"),
    "add_status": ("status_id", "id"),
    "create_goal": ("goal_id", "id"),
    "add_target": ("target_id", "id"),
    "create_doc": ("doc_id", "id"),
    "add_comment": ("comment_id", "id"),
    "create_team": ("team_id", "id"),
    "create_token": ("token_id", "id"),
    "invite": ("invitation_id", "id"),
    "teach_words": ("word_id", "id"),
}


def link_operations(document: Document) -> None:
    """Say of each operation that makes something which others take it."""
    paths = document.get("paths", {})
    named = {
        operation.get("operationId", ""): operation
        for operations in paths.values()
        for operation in operations.values()
    }
    for maker, (parameter, field) in MADE.items():
        takers = [
            operation.get("operationId", "")
            for path, operations in paths.items()
            if path.count("{") == 1 and f"{{{parameter}}}" in path
            for operation in operations.values()
        ]
        made = named[maker].get("responses", {})["201"]
        if "$ref" not in made:
            made["links"] = {name: _link(name, parameter, field) for name in sorted(takers)}


def _link(operation: str, parameter: str, field: str) -> Json:
    read: dict[str, JsonValue] = {parameter: f"$response.body#/{field}"}
    return {"operationId": operation, "parameters": read}
