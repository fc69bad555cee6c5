"""A believable company made by code, so that every screen, finding and answer has something to show."""

from app.sample.company import create
from app.sample.making import finish, is_here, make, remove, unfinished

__all__ = ["create", "finish", "is_here", "make", "remove", "unfinished"]
