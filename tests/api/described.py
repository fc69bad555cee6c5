"""A client made from the published description: a method an operation, everything checked against its schema."""

from typing import Any

import httpx
from jsonschema import Draft202012Validator


class DescribedClient:
    """Knows nothing but `/api/v1/openapi.json`: `client.create_task(body=…)` by operationId."""

    def __init__(self, url: str, token: str) -> None:
        self._http = httpx.Client(
            base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=60
        )
        self._spec = self._http.get("/api/v1/openapi.json").json()
        self._operations = {
            operation["operationId"]: (method, path, operation)
            for path, operations in self._spec["paths"].items()
            for method, operation in operations.items()
        }

    def __getattr__(self, name: str) -> Any:
        method, path, operation = self._operations[name]

        def call(body: Any = None, *, headers: dict[str, str] | None = None, **given: Any):
            known = [self._there(one) for one in operation.get("parameters", [])]
            places = {one["name"]: one["in"] for one in known}
            query = {n: v for n, v in given.items() if places[n] == "query"}
            address = path.format(**{n: v for n, v in given.items() if places[n] == "path"})
            if body is not None:
                self._check(operation["requestBody"], "application/json", body)
            answer = self._http.request(method, address, params=query, json=body, headers=headers)
            self._check_answer(operation, answer)
            return answer

        return call

    def _check_answer(self, operation: dict[str, Any], answer: httpx.Response) -> None:
        if answer.status_code == 304:
            return
        described = self._there(operation["responses"][str(answer.status_code)])
        if answer.content:
            self._check(described, answer.headers["content-type"], answer.json())

    def _there(self, part: dict[str, Any]) -> dict[str, Any]:
        """A part of the description, also when it stands elsewhere in it."""
        if "$ref" not in part:
            return part
        *_, kind, name = part["$ref"].split("/")
        return self._spec["components"][kind][name]

    def _check(self, described: dict[str, Any], media: str, value: Any) -> None:
        schema = described["content"][media]["schema"]
        Draft202012Validator({**schema, "components": self._spec["components"]}).validate(value)
