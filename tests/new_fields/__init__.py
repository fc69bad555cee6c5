"""Fields as somebody would add them tomorrow: declared in the registry and the model, and nowhere else.

These tests run in a process of their own (`tests/test_new_fields.py`), where `plugin` has declared
them before the application is imported.
"""
