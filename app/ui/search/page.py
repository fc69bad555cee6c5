"""`/search`: all that a line finds, by records (`?q=postgres&kind=doc&space=3&since=month`)."""

import reflex as rx

from app.ui import web
from app.ui.search.state import Search
from app.ui.shell.layout import layout
from app.ui.shell.state import Shell, SpacePlace


class SearchPage(web.Browser):
    """The line, what narrows it, and the records found; all of it stands in the address."""

    library = web.source("search/search-page.tsx")
    tag = "SearchPage"
    spaces: rx.Var[list[SpacePlace]]


@rx.page(route="/search", title="Search · Goalward", on_load=[Shell.load, Search.load])
def search() -> rx.Component:
    return layout(
        SearchPage.create(spaces=Shell.tree),
        crumbs=[{"to": "/search", "label": "Search"}],
        state=Search,
        title="Search",
        kind="reading",
    )
