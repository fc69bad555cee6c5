"""The results page: what is found comes over the API, as its address asks."""

import reflex as rx

from app.ui.base import Page, loader


class Search(Page, rx.State):
    """Nothing of its own: only whoever is signed in sees the page."""

    @loader
    async def load(self) -> None:
        """Show the page; the browser fetches what is found."""
        self.ready = True
