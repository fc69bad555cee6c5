"""A believable company made by code, so that every screen, finding and answer has something to show."""

from app.sample.company import create, is_here, remove

__all__ = ["create", "is_here", "remove"]
