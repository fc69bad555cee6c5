"""Answers worded by templates: each number is the size of what it counts."""
