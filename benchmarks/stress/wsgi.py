"""Where the crowd's gunicorn begins: a site that has answered before it is forked.

So a process that takes the place of one that was killed is as quick as the others.
`STRESS_CONTROL=1` takes the guard of the seats out.
"""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client

application = get_wsgi_application()


def _answer_once() -> None:
    from learningcircles_wagtail.models import CirclePage

    page = CirclePage.objects.order_by("-pk").first()
    if page is not None:
        Client().get(f"{page.get_url()}sign-up/")
    connections.close_all()


if os.environ.get("STRESS_CONTROL") == "1":
    from benchmarks.stress.control import take_the_guard_out

    take_the_guard_out()
_answer_once()
