"""The HTTP API's tests."""
