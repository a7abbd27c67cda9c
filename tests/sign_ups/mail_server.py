"""A mail server on a real socket, which answers as it is told, and badly if told so."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core import mail

HANGS, DROPS = "hangs", "drops"
"""What a server may do with a message, beside answering."""


@dataclass
class MailServer:
    """Takes what it is sent, but for addresses of which it was told something else.

    `recipients` answers `RCPT TO`, `contents` the message itself: with a line such as
    "550 5.1.1 No such user", with `HANGS`, or with `DROPS`, which takes the message and
    hangs up without a word. An answer in a list is given once, the first first.
    """

    host: str = "127.0.0.1"
    port: int = 0
    recipients: dict[str, Any] = field(default_factory=dict)
    contents: dict[str, Any] = field(default_factory=dict)
    messages_a_connection: int = 0
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    connections: int = 0

    @property
    def messages(self) -> list[EmailMessage]:
        """What was taken, read again by the standard library."""
        return [
            message_from_bytes(octets, policy=policy.default)
            for _address, octets in self.taken
        ]

    @property
    def addresses(self) -> list[str]:
        """To whom it was to go, in order."""
        return [address for address, _octets in self.taken]

    async def handle_EHLO(
        self, server: SMTP, session: Session, _envelope: Envelope, host: str, answers
    ) -> Any:
        self.connections += 1
        session.host_name, session.sent = host, 0
        return answers

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options
    ) -> str:
        most = self.messages_a_connection
        if most and session.sent >= most:
            hang_up(server)
            return "421 4.7.0 Enough for one connection"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self,
        server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options,
    ) -> str:
        answer = self._answer(self.recipients, address)
        if answer:
            if answer.startswith("421"):
                hang_up(server)
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        [address] = envelope.rcpt_tos
        answer = self._answer(self.contents, address)
        if answer == HANGS:
            await asyncio.sleep(3)
        if answer and answer not in {HANGS, DROPS}:
            return answer
        if answer != HANGS:
            self.taken.append((address, envelope.original_content))
        if answer == DROPS:
            server.transport.abort()
        session.sent += 1
        return "250 OK"

    def _answer(self, answers: dict[str, Any], address: str) -> str:
        found = answers.get(address, "")
        if isinstance(found, list):
            return found.pop(0) if found else ""
        return found


def hang_up(server: SMTP) -> None:
    """Close a connection as soon as the answer has gone out."""
    asyncio.get_running_loop().call_later(0.05, server.transport.close)


class OnAnyPort(Controller):
    """A server on whichever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def send_by_smtp(settings: Any, host: str, port: int, *, timeout: float = 0.5) -> None:
    """Have the site send to a mail server, by the settings of its Django."""
    backend = "django.core.mail.backends.smtp.EmailBackend"
    if hasattr(mail, "mailers"):
        options = {"host": host, "port": port, "timeout": timeout}
        settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
        return
    settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = backend, timeout
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, port


@contextmanager
def running_mail_server() -> Generator[MailServer]:
    """Run a mail server in a thread, on a free port of this machine."""
    server = MailServer()
    controller = OnAnyPort(server, hostname=server.host, port=0, ready_timeout=30)
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()
