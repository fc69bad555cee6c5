"""Asking in plain words, and answers that can be checked."""
