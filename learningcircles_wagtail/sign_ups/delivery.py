"""Handing messages to the mail server, one connection for many, one message each.

Goes through Django's own mail connection, so a site's backend is used as it is. What
can go wrong is told in two kinds: *later* (the server is away, busy, or hung up, or
refuses the site itself) and *never* (it refuses this recipient or message for good,
RFC 5321, 4.2.1). Of an answer only its numbers are kept, for its words quote addresses.
"""

import smtplib
import socket
from contextlib import suppress
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage

from learningcircles_wagtail.domain.mail_retries import answer_code

TIMEOUT = 30.0
"""Seconds for each step of an exchange, where the site has set none."""

LONGEST_TIMEOUT = 40.0
"""Seconds at most: some twenty steps have to end before another sender may come in."""

OK = 250

CLOSING = 421
"""The server hangs up, whatever it was asked (RFC 5321, 3.8)."""


class DeliveryError(Exception):
    """A message was not taken; `reason` holds nothing personal."""

    def __init__(self, reason: str, *, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unreachable = unreachable


class LaterError(DeliveryError):
    """It may be taken another time; `unreachable`: no message would be now."""


class NeverError(DeliveryError):
    """This recipient, or this message, is refused for good."""


def site_connection() -> Any:
    """Return the site's way to send: `MAILERS` (Django 6.1), else `EMAIL_BACKEND`."""
    mailers = getattr(mail, "mailers", None)
    return mail.get_connection() if mailers is None else mailers.default


class MailServer:
    """A connection that is opened when needed, and again after it broke."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._is_used = False

    def deliver(self, message: EmailMessage) -> None:
        """Hand one message over. Raises LaterError and NeverError.

        A server that hung up since the last message, or says that it does, is called
        again at once. One that hangs up without an answer is not: it may have taken
        the message.
        """
        if self._is_used and not self._is_there():
            self.hang_up()
        was_used = self._is_used
        try:
            self._hand_over(message)
        except _HungUpError as error:
            self.hang_up()
            if not was_used:
                raise LaterError(reason_of(error)) from None
            self._hand_over_anew(message)
        self._is_used = True

    def _hand_over_anew(self, message: EmailMessage) -> None:
        try:
            self._hand_over(message)
        except _HungUpError as error:
            self.hang_up()
            raise LaterError(reason_of(error)) from None

    def _is_there(self) -> bool:
        """Whether the server at the other end of the connection still answers."""
        server = getattr(self._connection, "connection", None)
        if not isinstance(server, smtplib.SMTP):
            return True
        try:
            code, _words = server.noop()
        except (smtplib.SMTPException, OSError):
            return False
        return code == OK

    def _hand_over(self, message: EmailMessage) -> None:
        connection = self._open()
        try:
            number = connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            raise self._refused(*next(iter(error.recipients.values()))) from None
        except smtplib.SMTPDataError as error:
            raise self._refused(error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPResponseException as error:
            # Before any recipient was named: it is the site that is refused.
            if error.smtp_code == CLOSING:
                raise _HungUpError(error.smtp_code, error.smtp_error) from None
            self.hang_up()
            raise LaterError(reason_of(error)) from None
        except Exception as error:
            # Also what the backends of other makers raise.
            self.hang_up()
            raise LaterError(reason_of(error)) from None
        if number == 0:
            msg = "not taken"
            raise LaterError(msg)

    def _refused(self, code: int, words: Any) -> Exception:
        """Return the error for a recipient, or a message, that was refused."""
        if code == CLOSING:
            return _HungUpError(code, words)
        kind = NeverError if 500 <= code < 600 else LaterError
        return kind(answer_code(code, words) or "refused")

    def _open(self) -> Any:
        if self._connection is None:
            self._connection = connection = site_connection()
            if hasattr(connection, "timeout"):
                seconds = connection.timeout or TIMEOUT
                connection.timeout = min(seconds, LONGEST_TIMEOUT)
        try:
            self._connection.open()
        except Exception as error:
            reason = reason_of(error)
            self.hang_up()
            raise LaterError(reason, unreachable=True) from None
        return self._connection

    def hang_up(self) -> None:
        """Close the connection, without waiting for a server that says nothing."""
        connection, self._connection, self._is_used = self._connection, None, False
        if connection is None:
            return
        server = getattr(connection, "connection", None)
        if isinstance(server, smtplib.SMTP):
            with suppress(Exception):
                server.close()
        with suppress(Exception):
            connection.close()

    def close(self) -> None:
        """Take leave of the server."""
        connection, self._connection, self._is_used = self._connection, None, False
        if connection is not None:
            with suppress(Exception):
                connection.close()


class _HungUpError(smtplib.SMTPResponseException):
    """The server said that it closes the connection."""


def reason_of(error: BaseException) -> str:
    """Return what went wrong without a word of the server's: its code, or our name."""
    if isinstance(error, smtplib.SMTPResponseException):
        code = answer_code(error.smtp_code, error.smtp_error)
        if code:
            return code
    if isinstance(error, TimeoutError | socket.timeout):
        return "timeout"
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "connection lost"
    return type(error).__name__[:100]
