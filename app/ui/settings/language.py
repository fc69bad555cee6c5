"""The language model: chosen by an owner, its key sealed, tried on the spot."""

import time
from typing import Any, TypedDict

import reflex as rx

from agents.model import LangChainModel, ModelFailed
from app.assist.model import chosen
from app.domain.access import Role
from app.lookups import workspace
from app.settings import load as settings
from app.ui.base import RequestContext, handler, loader, reading_as, run, toast
from app.ui.confirming import Confirming
from app.ui.guard import cookie_of
from app.ui.saving import saver
from app.work import language

TRIED = 60  # letters of a trial's answer that are shown


class ModelForm(TypedDict):
    """A model, where it is reached, and its key; an empty key keeps the one there."""

    provider: str
    name: str
    url: str
    key: str


class ChosenModel(TypedDict, total=False):
    """The model chosen and the one in use; whoever does not manage the workspace is told nothing."""

    provider: str
    name: str
    url: str
    has_key: bool
    by_environment: str
    owner: bool
    in_use: str


class Language(Confirming, rx.State):
    """Which model words answers."""

    provider: str = "openai"
    name: str = ""
    url: str = ""
    has_key: bool = False
    by_environment: str = ""
    owner: bool = False
    in_use: str = ""
    trying: bool = False
    outcome: str = ""
    failed: bool = False

    @loader
    async def load(self) -> None:
        await self._show()
        self._ask_no_more()
        self.outcome, self.ready = "", True

    async def _show(self) -> None:
        self._take(await self._read(_chosen))

    @saver
    async def save(self, form: ModelForm) -> Any:
        """Set model, address and key; an empty key keeps the one there, no name asks whether to forget all."""
        name, key, url = form["name"].strip(), form["key"].strip(), form["url"]
        if not name and self.name:
            return self._ask_to_forget()
        model = f"{form['provider']}:{name}" if name else ""
        had_key = self.has_key
        await self._write(
            lambda d: language.choose_model(
                d.session,
                model=model,
                url=url,
                key=key or None,
                secret=settings().secret(),
                by=d.actor,
            )
        )
        await self._show()
        self.outcome = ""
        if model and had_key and not self.has_key:
            return toast("The key was given for another server: type it again for this one.")
        return toast(
            "The model is set: try it." if model else "Answers stand as they are computed."
        )

    @handler
    async def ask_forget(self) -> None:
        self._ask_to_forget()

    def _ask_to_forget(self) -> None:
        key = " and its key" if self.has_key else ""
        question = f"Forget {self.name}{key}? Answers stand as they are computed then."
        self._ask(question, yes="Forget it", do=self._forget, on=())

    async def _forget(self) -> Any:
        """No model any more; its key is deleted."""
        await self._write(
            lambda d: language.choose_model(
                d.session, model="", key="", secret=settings().secret(), by=d.actor
            )
        )
        await self._show()
        self.outcome = ""
        return toast("The model and its key are forgotten.")

    @rx.event(background=True)
    async def try_it(self) -> None:
        """Ask the model for one word, and say how long it took."""
        async with self:
            if self.trying:
                return
            self.trying, self.outcome, token = True, "", cookie_of(self)
        outcome, failed = "There is no model to try.", True
        try:
            model = await run(reading_as, token, _to_try)
            if model is not None:
                outcome, failed = await run(_tried, model)
        finally:
            async with self:
                self.trying, self.outcome, self.failed = False, outcome, failed


def _chosen(context: RequestContext) -> ChosenModel:
    house, model = workspace(context.session), chosen(context.session)
    if house is None or not context.actor.manages:
        return {"in_use": ""}
    provider, _, name = house.model.partition(":")
    return {
        "provider": provider or "openai",
        "name": name,
        "url": house.model_url,
        "has_key": bool(house.model_key),
        "by_environment": settings().model,
        "owner": context.actor.role is Role.OWNER,
        "in_use": model.name if model else "",
    }


def _to_try(context: RequestContext) -> LangChainModel | None:
    """Only who manages the place may spend on a trial."""
    return chosen(context.session) if context.actor.manages else None


def _tried(model: LangChainModel) -> tuple[str, bool]:
    began = time.perf_counter()
    try:
        answer = "".join(model.stream("Answer with one word.", "Say the word: ready")).strip()
    except ModelFailed as failed:
        return f"It did not answer. {' '.join(str(failed).split())[:240]}", True
    seconds = time.perf_counter() - began
    return f"It answered in {seconds:.1f} s: “{answer[:TRIED]}”.", False
