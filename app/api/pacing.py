"""Tells the consumers of the log when somebody is being answered."""

from contextlib import ExitStack

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.consumers.pace import Pace


def paced(inner: ASGIApp, pace: Pace) -> ASGIApp:
    """Note each request until its answer begins (a stream may go on for hours), and each word of a page."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            with ExitStack() as answering:
                answering.enter_context(pace.answering())

                async def sending(message: Message) -> None:
                    if message["type"] == "http.response.start":
                        answering.close()
                    await send(message)

                await inner(scope, receive, sending)
        elif scope["type"] == "websocket":

            async def hearing() -> Message:
                message = await receive()
                pace.note()
                return message

            await inner(scope, hearing, send)
        else:
            await inner(scope, receive, send)

    return outer
