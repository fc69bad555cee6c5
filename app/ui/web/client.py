"""Reflex's own client, changed in a few places before it is bundled.

It evaluates no text as code (so that the pages' policy can forbid it), and sends the tab's id in its first message
instead of the socket's address, which proxies and servers write into their logs. A place that is not found stops the
build: another version of Reflex needs a look.
"""

FILE = "utils/state.js"
IMPORT = 'import { runCall } from "$/goalward/lib/calls";\n'
LENT = (
    '{ toast: refs["__toast"], send: (name, payload) => '
    "addEvents([ReflexEvent(name, payload)], [], {}) }"
)
CHANGES = (
    # The tab's id stays out of addresses.
    ("    query: { token },\n", "    tab: token,\n"),
    (
        "warmSocket.io.opts.query.token !== session_token",
        "warmSocket.io.opts.tab !== session_token",
    ),
    (
        "socket.current.io.opts.query = { token: getToken() };",
        "socket.current.io.opts.tab = getToken();",
    ),
    (
        "return { event: boot_event, state_schema: app.stateSchema };",
        "return { event: boot_event, state_schema: app.stateSchema, tab: getToken() };",
    ),
    # Nothing that was sent is evaluated.
    ("await eval(`import(dataUri)`)", "await Promise.reject(new Error(dataUri))"),
    (
        """a.href = eval?.(
        event.payload.url.replace(
          "getBackendURL(env.UPLOAD)",
          `"${getBackendURL(env.UPLOAD)}"`,
        ),
      );""",
        "a.href = String(event.payload.url);",
    ),
    (
        """event.name == "_call_script"
          ? eval(event.payload.javascript_code)
          : eval(event.payload.function)();""",
        f"runCall(event.payload.javascript_code, {LENT});",
    ),
    ("? eval(event.payload.callback)", "? () => {}"),
)


class ClientChanged(Exception):
    """Reflex's client is not the one these changes were made for."""


def changed(source: str) -> str:
    """Its source with the changes; the same again when they are there already."""
    if source.startswith(IMPORT):
        return source
    for former, ours in CHANGES:
        if former not in source:
            raise ClientChanged(f"{FILE} has no “{former.strip()[:60]}” any more")
        source = source.replace(former, ours)
    return IMPORT + source
