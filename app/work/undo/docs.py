"""Takes back what happened to docs: their words by versions, their place in the tree."""

from sqlmodel import col, select

from app import access, trash, tree
from app.domain.events import Kind
from app.models import Doc, DocVersion
from app.work import docs
from app.work.undo.registry import undoes
from app.work.undo.step import Step


@undoes(Kind.DOC_CREATED, Kind.DOC_RESTORED)
def put_away(step: Step) -> None:
    doc = trash.doc(step.session, step.event.subject_id, step.by)
    if doc.deleted_at is not None:
        step.is_back()
    elif step.others_since():
        pass
    elif _pages_since(step, doc):
        step.leave("", "It has got pages below it since.")
    else:
        step.attempt(lambda: docs.delete(step.session, doc.id or 0, by=step.by))


@undoes(Kind.DOC_DELETED)
def bring_back(step: Step) -> None:
    doc = trash.doc(step.session, step.event.subject_id, step.by)
    if doc.deleted_at is None:
        step.is_back()
    elif not step.is_of_others("deleted"):
        step.attempt(lambda: docs.restore(step.session, doc.id or 0, by=step.by))


@undoes(Kind.DOC_CHANGED)
def set_back(step: Step) -> None:
    doc = access.doc(step.session, step.event.subject_id, step.by)
    if "version" in step.event.changes:
        _words(step, doc)
    else:
        _place(step, doc)


def _words(step: Step, doc: Doc) -> None:
    """Title and text as they were, each unless somebody wrote another one since."""
    values = step.values(lambda name: getattr(doc, name), ("title",))
    if "length" in step.event.changes:
        before, after = (
            step.session.get(DocVersion, (doc.id, number))
            for number in step.event.changes["version"]
        )
        if before is None or after is None:
            step.leave("text", "That version is not kept any more.")
        elif doc.text == after.text:
            if not step.is_of_others("length"):
                values["text"] = before.text
        elif doc.text == before.text:
            step.is_back()
        elif (rest := step.others_lines("text", before.text, after.text, doc.text)) is not None:
            values["text"] = rest
        else:
            step.leave("text", step.since("length"))
    step.edit(
        values,
        lambda some: docs.save(step.session, doc.id or 0, based_on=doc.version, by=step.by, **some),
    )


def _place(step: Step, doc: Doc) -> None:
    """Under its old parent, or at the top of its old space; the pages below come along."""
    changes = step.event.changes
    if "parent_id" not in changes and doc.parent_id is not None:
        step.is_back()  # it went along with the page above, and comes back with it
        return
    for name in ("parent_id", "space_id"):
        if name in changes and getattr(doc, name) != changes[name][1]:
            step.leave(name, step.since(name))
            return
    if any(step.is_of_others(name) for name in ("parent_id", "space_id") if name in changes):
        return
    parent, space = (
        changes[name][0] if name in changes else getattr(doc, name)
        for name in ("parent_id", "space_id")
    )
    step.attempt(
        lambda: docs.move(step.session, doc.id or 0, parent_id=parent, space_id=space, by=step.by),
        "parent_id",
    )


def _pages_since(step: Step, doc: Doc) -> bool:
    ids = tree.below(step.session, Doc, doc.id or 0)
    living = select(Doc.id).where(col(Doc.id).in_(ids), col(Doc.deleted_at).is_(None))
    return any(not step.together.takes("doc", one) for one in step.session.exec(living))
