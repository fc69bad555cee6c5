"""The tree of docs, and one doc with its versions."""

from typing import Any, TypedDict

import reflex as rx

from app import access
from app.domain import nesting
from app.reads import docs as reads
from app.reads import spaces
from app.ui import words
from app.ui.archiving import ArchiveNote, Archiving, note_inside
from app.ui.arguments import TitleForm, id_in
from app.ui.base import Page, RequestContext, handler, loader, toast
from app.ui.comments import CommentThreads
from app.ui.deleting import Deleting
from app.ui.saving import saver
from app.ui.shapes import Crumb, nothing_yet
from app.work import docs


class DocLine(TypedDict):
    """A page in the tree."""

    id: int
    title: str
    url: str
    indent: str
    changed: str


class DocGroup(TypedDict):
    """The pages of one place."""

    name: str
    space_id: int
    docs: list[DocLine]


class VersionLine(TypedDict):
    """A page as it was saved."""

    version: int
    who: str
    at: str
    exact: str


class DocFacts(TypedDict):
    """The page itself."""

    id: int
    title: str
    can_edit: bool
    can_comment: bool
    changed: str


class DocPage(TypedDict):
    """All that is shown of a page but its discussion."""

    archive: ArchiveNote
    doc: DocFacts
    text: str
    version: int
    crumbs: list[Crumb]
    children: list[DocLine]


class DocForm(TypedDict):
    """A new page; the space's id, 0 for the workspace's own."""

    title: str
    space: str


class Docs(Page, rx.State):
    """Every page open to the person, by space."""

    groups: list[DocGroup] = []
    count: int = 0

    @loader
    async def load(self) -> None:
        self.groups, self.count = await self._read(_groups)
        self.ready = True

    @saver
    async def add(self, form: DocForm) -> Any:
        """Make a page and open it."""
        title, space = form["title"], form["space"]
        doc, _ = await self._write(
            lambda d: docs.create(
                d.session,
                title=title,
                by=d.actor,
                space_id=id_in(space) or None,
            )
        )
        return rx.redirect(f"/docs/{doc.id}")


class Doc(CommentThreads, Deleting, Archiving, rx.State):
    """A page to read and write."""

    number: int = 0
    doc: DocFacts = nothing_yet(DocFacts)
    text: str = ""
    version: int = 1
    crumbs: list[Crumb] = []
    children: list[DocLine] = []
    versions: list[VersionLine] = []
    showing: int = 0
    old_text: str = ""

    def _subject(self) -> tuple[str, int]:
        return "doc", self.number

    @loader
    async def load(self) -> None:
        doc_id = str(self.router.url.path).rstrip("/").rsplit("/", 1)[-1]
        number = id_in(doc_id)
        if number != self.number:
            self.ready = False
            self.showing = 0
            self.versions = []
        self.number = number
        await self._show()
        await self._tell()
        self.ready = True

    async def _show(self) -> None:
        number = self.number
        self._take(await self._read(lambda d: _doc(d, number)))

    async def _archived(self) -> None:
        await self._show()

    @handler
    @saver
    async def add_below(self, form: TitleForm) -> Any:
        """Make a page under this one and open it."""
        number, title = self.number, form["title"]
        doc, _ = await self._write(
            lambda d: docs.create(d.session, title=title, parent_id=number, by=d.actor)
        )
        return rx.redirect(f"/docs/{doc.id}")

    @handler
    async def delete(self) -> Any:
        return await self._delete("doc", self.number)

    async def _deleted(self, sentence: str, batch: str) -> Any:
        return [rx.redirect("/docs"), toast(sentence, batch)]

    @handler
    async def turn_versions(self) -> None:
        """Show the saved versions, or hide them."""
        if self.versions:
            self.versions, self.showing = [], 0
            return
        number = self.number
        self.versions = await self._read(lambda d: _versions(d, number))

    @handler
    async def show_version(self, version: int) -> None:
        number = self.number
        old = await self._read(lambda d: reads.version(d.session, number, version, actor=d.actor))
        self.showing, self.old_text = version, old.text

    @handler
    async def show_newest(self) -> None:
        self.showing, self.old_text = 0, ""

    @handler
    async def restore(self, version: int) -> Any:
        number = self.number
        _, batch = await self._write(
            lambda d: docs.restore_version(d.session, number, version=version, by=d.actor)
        )
        self.showing, self.old_text, self.versions = 0, "", []
        await self._show()
        return toast(f"Version {version} is the newest again.", batch)


def _groups(context: RequestContext) -> tuple[list[DocGroup], int]:
    actor = context.actor.current
    lines = reads.lines(context.session, actor=actor)
    names = {space.id: space.name for space in spaces.tree(context.session, actor=actor)}
    places: dict[int, str] = {0: "Workspace", **names}
    groups = [
        DocGroup(name=name, space_id=space_id, docs=_below(context, lines, space_id))
        for space_id, name in places.items()
    ]
    return [one for one in groups if one["docs"]], len(lines)


def _below(context: RequestContext, lines: list[reads.DocLine], space_id: int) -> list[DocLine]:
    mine = {one.id: one for one in lines if (one.space_id or 0) == space_id}
    return [
        _line(context, mine[doc_id], depth)
        for doc_id, depth in nesting.depth_first({i: one.parent_id for i, one in mine.items()})
    ]


def _line(context: RequestContext, one: reads.DocLine, depth: int = 0) -> DocLine:
    return DocLine(
        id=one.id,
        title=one.title,
        url=f"/docs/{one.id}",
        indent=f"{depth * 20}px",
        changed=words.moment(one.updated_at, context.now, context.zone),
    )


def _doc(context: RequestContext, doc_id: int) -> DocPage:
    page = reads.page(context.session, doc_id, actor=context.actor)
    who = f" by {page.updated_by.name}" if page.updated_by else ""
    above = [Crumb(to=f"/docs/{i}", label=title) for i, title in page.parents]
    place = [Crumb(to=f"/spaces/{page.space_id}", label=page.space_name)] if page.space_id else []
    return {
        "archive": note_inside(context, access.doc(context.session, doc_id, context.actor)),
        "doc": {
            "id": page.id,
            "title": page.title,
            "can_edit": page.can_edit,
            "can_comment": context.actor.writes and not page.is_archived,
            "changed": f"Changed {words.moment(page.updated_at, context.now, context.zone)}{who}",
        },
        "text": page.text,
        "version": page.version,
        "crumbs": [
            Crumb(to="/docs", label="Docs"),
            *place,
            *above,
            Crumb(to=f"/docs/{page.id}", label=page.title),
        ],
        "children": [_line(context, one) for one in page.children],
    }


def _versions(context: RequestContext, doc_id: int) -> list[VersionLine]:
    return [
        VersionLine(
            version=one.version,
            who=one.author.name if one.author else "Somebody",
            at=words.moment(one.at, context.now, context.zone),
            exact=words.exact_moment(one.at, context.zone),
        )
        for one in reads.versions(context.session, doc_id, actor=context.actor)
    ]
