"""Keeps the libraries we stand on from reporting to their makers: nothing is told but what a person sets up."""

import os

# What each library reads, most of them once, when they are imported.
OFF = {
    "ORT_DISABLE_TELEMETRY": "1",  # ONNX Runtime: events, and a device id in the home folder
    "ANONYMIZED_TELEMETRY": "false",  # Chroma
    "HF_HUB_DISABLE_TELEMETRY": "1",  # Hugging Face's libraries
    "REFLEX_TELEMETRY_ENABLED": "false",
    "REFLEX_CHECK_LATEST_VERSION": "false",
    "LANGSMITH_TRACING": "false",  # LangChain; it reads four names
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "OTEL_SDK_DISABLED": "true",  # OpenTelemetry, which Chroma and MCP bring along
    "DO_NOT_TRACK": "1",  # Bun, and whoever else heeds it
}
# Asked for nothing but to find out where to ask, unless somebody has said so.
SAID = {
    "NPM_CONFIG_REGISTRY": "https://registry.npmjs.org",  # Reflex would measure two against each other
    "REFLEX_HTTP_CLIENT_BIND_ADDRESS": "0.0.0.0",  # Reflex would knock at 1.1.1.1 to learn it
}


def turn_off() -> None:
    """For this process and those it starts; what the environment says otherwise does not count."""
    os.environ.update(SAID | dict(os.environ) | OFF)
