"""What the parts of the goal page share: which goal it is, and reading it again after a change."""

from app.ui.base import Page


class GoalChanges(Page, mixin=True):
    """Gives a part of the goal page its goal. The page says in `_reread` what is shown after a change."""

    number: int = 0
    adding: str = ""  # the small form that is open

    async def _reread(self) -> None:
        raise NotImplementedError
