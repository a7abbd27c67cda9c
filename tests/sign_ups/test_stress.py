"""The crowds of `make stress` in small: killed in the middle, and without the guard."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from benchmarks.stress.traces import lost
from learningcircles_wagtail.models import OutboxMail, SignUp
from tests.sign_ups.crowd import copy_of_sqlite
from tests.sign_ups.makers import join, open_circle
from tests.support.commands import run_command

ROOT = Path(__file__).resolve().parents[2]
ORDER = {"processes": 4, "threads": 2, "seconds": 240}


def stress(path: Path, **order: Any) -> dict[str, Any]:
    """Return what a site in a process of its own found, on SQLite's defaults."""
    if connection.vendor == "sqlite":
        copy_of_sqlite(path)
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}
    done = run_command(
        [sys.executable, "-m", "benchmarks.stress.site", json.dumps(ORDER | order)],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "benchmarks.stress.settings",
            "STRESS_DATABASE": json.dumps(database),
        },
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.django_db
def test_whoever_was_told_so_is_in_although_every_process_was_killed(
    tmp_path: Path,
) -> None:
    found = stress(tmp_path / "stress.sqlite3", rush=160, kills=8)

    rush, kills = found["rush"], found["kills"]
    assert (rush["acts"], rush["faults"], rush["breaches"]) == (160, {}, [])
    assert (rush["oversold"], rush["empty"]) == (0, 0)
    assert (kills["killed"], kills["lost"], kills["breaches"]) == (8, 0, [])
    assert (kills["oversold"], kills["empty"]) == (0, 0)
    assert kills["told"] > 0


@pytest.mark.django_db
def test_whoever_was_told_so_over_http_is_in_although_the_server_was_killed(
    tmp_path: Path,
) -> None:
    visits = {"visits": 32, "visit_kills": 2, "killed_visits": 32}
    found = stress(tmp_path / "stress.sqlite3", **visits)

    rush, kills = found["visits"], found["visit_kills"]
    assert (rush["acts"], rush["faults"], rush["breaches"]) == (32, {}, [])
    assert (rush["oversold"], rush["empty"], rush["lost"]) == (0, 0, 0)
    assert rush["promises"] > 0
    assert (kills["acts"], kills["faults"], kills["killed"]) == (32, {}, 2)
    assert (kills["lost"], kills["breaches"]) == (0, [])
    assert (kills["oversold"], kills["empty"]) == (0, 0)


@pytest.mark.django_db
def test_the_same_crowd_without_the_guard_is_noticed(tmp_path: Path) -> None:
    found = stress(tmp_path / "stress.sqlite3", rush=400, control=True)

    assert found["rush"]["oversold"] > 0 or found["rush"]["breaches"]


@pytest.mark.django_db
def test_who_was_told_so_and_has_no_row_or_no_message_is_noticed() -> None:
    circle = open_circle(capacity=3)
    told = {f"{name}@example.org": "confirmed" for name in ("ada", "bob")}
    for name in ("ada", "bob"):
        join(circle, name)
    assert lost([circle.pk], told) == 0

    OutboxMail.objects.filter(sign_up__name="bob").delete()
    assert lost([circle.pk], told) == 1
    assert lost([circle.pk], {**told, "cleo@example.org": "waiting"}) == 2
    SignUp.objects.filter(name="ada").update(status="waiting")
    assert lost([circle.pk], told) == 2
