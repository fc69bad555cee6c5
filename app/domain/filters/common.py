"""Filters that many places ask."""

from app.domain.filters.tree import Every, Leaf, Op, Token

OPEN_ONLY = Leaf("is_open", Op.IS, (True,))
OVERDUE = Leaf("overdue", Op.IS, (True,))
MINE = Leaf("assignees", Op.HAS_ANY, (Token("me"),))
MY_OPEN_WORK = Every((OPEN_ONLY, MINE))
