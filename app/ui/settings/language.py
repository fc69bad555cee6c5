"""The language model: chosen by an owner, its key sealed, tried on the spot."""

import time
from typing import Any

import reflex as rx

from agents.model import LangChainModel, ModelFailed
from app.assist.model import chosen
from app.domain.access import Role
from app.lookups import workspace
from app.settings import load as settings
from app.ui.base import Page, RequestContext, handler, loader, reading_as, run, toast
from app.ui.guard import cookie_of
from app.work import language

TRIED = 60  # letters of a trial's answer that are shown


class Language(Page, rx.State):
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
        self.outcome, self.ready = "", True

    async def _show(self) -> None:
        for name, value in (await self._read(_chosen)).items():
            setattr(self, name, value)

    @handler
    async def save(self, form: dict[str, Any]) -> Any:
        """Set model, address and key; an empty key keeps the one there."""
        name, key = str(form.get("name", "")).strip(), str(form.get("key", "")).strip()
        model = f"{form.get('provider', '')}:{name}" if name else ""
        await self._write(
            lambda d: language.choose_model(
                d.session,
                model=model,
                url=str(form.get("url", "")),
                key=key or None,
                secret=settings().secret(),
                by=d.actor,
            )
        )
        await self._show()
        self.outcome = ""
        return toast(
            "The model is set: try it." if model else "Answers stand as they are computed."
        )

    @handler
    async def forget(self) -> Any:
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


def _chosen(context: RequestContext) -> dict[str, Any]:
    home, model = workspace(context.session), chosen(context.session)
    if home is None or not context.actor.manages:
        return {"in_use": ""}
    provider, _, name = home.model.partition(":")
    return {
        "provider": provider or "openai",
        "name": name,
        "url": home.model_url,
        "has_key": bool(home.model_key),
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
        said_ = "".join(model.stream("Answer with one word.", "Say the word: ready")).strip()
    except ModelFailed as failed:
        return f"It did not answer. {' '.join(str(failed).split())[:240]}", True
    seconds = time.perf_counter() - began
    return f"It answered in {seconds:.1f} s: “{said_[:TRIED]}”.", False
