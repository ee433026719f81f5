"""The line to someone who sends a video: when it goes dead, the thread that listens is let go."""

import asyncio

from hearten.edge.answers import Message, Receive, Send

SILENCE = 30.0  # seconds a sender may go without a byte


class Left(OSError):
    """The sender went away before the request was whole. An OSError, as Django expects of a broken line."""


class Line:
    """With `may_be_part`, what came before the line went dead counts; without, half a form is no form."""

    def __init__(self, receive: Receive, send: Send, may_be_part: bool) -> None:
        self._receive = receive
        self._send = send
        self._may_be_part = may_be_part
        self.fell_silent = False
        self.answered = False

    async def receive(self) -> Message:
        try:
            async with asyncio.timeout(SILENCE):
                message = await self._receive()
        except TimeoutError:
            self.fell_silent = True
            message = {"type": "http.disconnect"}
        if message["type"] != "http.disconnect":
            return message
        if not self._may_be_part:
            raise Left
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(self, message: Message) -> None:
        """An answer made from what came too late is not the one to give: who went silent is told so."""
        if self.answered or not self.fell_silent:
            self.answered = True
            await self._send(message)
