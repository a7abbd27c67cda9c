"""Visitors of a crowd: they open forms and send them, over HTTP, as browsers do.

Each comes from a network of its own, as the first of the trusted proxies says.
"""

import re
import time
from html import unescape
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from benchmarks.stress.people import Act

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
SECONDS = 60
"""How long a visitor waits for an answer at most."""

AGAIN = 100
"""How often a visitor sends a form once more whose answer was cut off."""

PAUSE = 0.1
"""Seconds before that."""


class FaultError(Exception):
    """An answer that no visitor should get."""


class Visitor:
    """Has the form of each circle open, and sends them; a client of the crowd.

    `paths` lead from the circles' keys to their pages. `opening` are the seconds that
    each of the forms took to come.
    """

    def __init__(self, address: str, paths: dict[int, str], *, number: int) -> None:
        self.host = urlsplit(address).netloc
        self.paths = paths
        self.number, self.sent, self.cookie = number, 0, ""
        self.opening: list[float] = []
        self.cut_off = 0
        self.forms = {circle: self._open(circle) for circle in paths}

    def do(self, act: Act) -> str:
        """Send a form, or press the button of one's own page, until it is answered."""
        for _attempt in range(AGAIN):
            try:
                return self._cancel(act) if act.verb == "cancel" else self._send(act)
            except (HTTPException, OSError):
                # The server's process has gone: a person presses again.
                self.cut_off += 1
                time.sleep(PAUSE)
        msg = "no answer"
        raise FaultError(msg)

    def _open(self, circle: int) -> dict[str, str]:
        begun = time.perf_counter()
        status, body, _where = self._ask("GET", f"{self.paths[circle]}sign-up/")
        self.opening.append(time.perf_counter() - begun)
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(body)}
        if status != 200 or "csrfmiddlewaretoken" not in hidden:
            msg = f"{status} for the form of {circle}"
            raise FaultError(msg)
        return hidden

    def _send(self, act: Act) -> str:
        fields = {
            **self.forms[act.circle],
            "form": str(act.form),
            "name": "A learner",
            "email": act.address,
        }
        path = f"{self.paths[act.circle]}sign-up/"
        status, _body, where = self._ask("POST", path, fields)
        if status == 303:
            (answer,) = parse_qs(urlsplit(where).query)["answer"]
            # Signed, but to be read: the circle's key and the state.
            return answer.partition(":")[0].partition(".")[2]
        if status in {409, 429}:
            return f"refused {status}"
        raise FaultError(str(status))

    def _cancel(self, act: Act) -> str:
        path = own_page(act)
        if path is None:
            return "not in"
        fields = {**self.forms[act.circle], "step": "cancel"}
        path = f"{self.paths[act.circle]}{path}"
        status, _body, _where = self._ask("POST", path, fields)
        if status != 303:
            raise FaultError(f"{status} for cancelling")
        return "cancelled"

    def _ask(
        self, method: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Return status, body and `Location` of an answer."""
        self.sent += 1
        headers = {"X-Forwarded-For": self._from()}
        if self.cookie:
            headers["Cookie"] = f"csrftoken={self.cookie}"
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(fields) if fields else None
        connection = HTTPConnection(self.host, timeout=SECONDS)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
            for cookie in response.headers.get_all("Set-Cookie", []):
                name, _equals, rest = cookie.partition("=")
                if name == "csrftoken":
                    self.cookie = rest.partition(";")[0]
        finally:
            connection.close()
        return response.status, text, response.headers.get("Location", "")

    def _from(self) -> str:
        """Return an address from which nobody else has come for a while."""
        high, low = divmod(self.sent, 250)
        return f"10.{self.number % 250}.{high % 250}.{low + 1}"


def own_page(act: Act) -> str | None:
    """Return where the page of a learner is, below the circle's, as their mail says."""
    from learningcircles_wagtail.models import SignUp
    from learningcircles_wagtail.sign_ups.addresses import hash_of_address
    from learningcircles_wagtail.sign_ups.retrying import patiently
    from learningcircles_wagtail.sign_ups.tokens import token_of

    rows = SignUp.objects.filter(
        circle_id=act.circle, active_email_hash=hash_of_address(act.address)
    )
    row: Any = patiently(rows.first)
    return f"sign-ups/{token_of(row)}/" if row else None
