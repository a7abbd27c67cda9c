"""Lets a crowd sign up on every database that is there, and prints what came of it.

    python -m benchmarks.stress --help

Bounded in acts and in time, on this machine only. Ends with 1 where a seat was sold
twice, a visitor saw a fault, or a seat stayed empty while somebody waited.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.stress.databases import KINDS, Kind, servers
from benchmarks.table import markdown

ROOT = Path(__file__).resolve().parents[2]
JUDGED = ("oversold", "faults", "lost", "empty", "breaches")
"""What has to be nothing in every part."""

ACTIONS = (
    "database",
    "acts",
    "a second",
    *JUDGED,
    "tried again",
    "median",
    "99 %",
    "slowest",
    "bare a second",
    "action a second",
    "ratio",
    "killed",
    "told",
    *(f"then {name}" for name in JUDGED if name != "faults"),
)
VISITS = (
    "database",
    "acts",
    "a second",
    *JUDGED,
    "median",
    "99 %",
    "slowest",
    "form: median",
    "form: 99 %",
    "killed",
    "acts then",
    "cut off",
    *(f"then {name}" for name in JUDGED),
)


def arguments() -> argparse.ArgumentParser:
    """Return what can be asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stress")
    parser.add_argument("--databases", default="sqlite3,postgresql,mysql")
    parser.add_argument("--only", default="", help="pattern of databases' names")
    parser.add_argument("--acts", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--threads", type=int, default=4, help="clients of a process")
    parser.add_argument("--ratio", type=int, default=2_000, help="sign-ups of a turn")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--visits", type=int, default=10_000, help="acts over HTTP")
    parser.add_argument("--visit-kills", type=int, default=100, help="over HTTP")
    parser.add_argument("--killed-visits", type=int, default=2_000, help="during these")
    parser.add_argument("--seconds", type=int, default=600, help="of each part at most")
    parser.add_argument(
        "--control", action="store_true", help="without the guard: must oversell"
    )
    return parser


def run(kind: Kind, database: dict[str, Any], order: dict[str, Any]) -> dict[str, Any]:
    """Return what the site's process found on one database."""
    described = {**database, "OPTIONS": kind.options}
    described["ATOMIC_REQUESTS"] = kind.atomic_requests
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.stress.settings",
        "STRESS_DATABASE": json.dumps(described),
    }
    command = [sys.executable, "-m", "benchmarks.stress.site", json.dumps(order)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def _rush(part: dict[str, Any]) -> list[str]:
    rate = part["acts"] / part["seconds"]
    return [f"{part['acts']:,}", f"{rate:.0f}", *_judged(part)]


def _judged(part: dict[str, Any], *, but: str = "") -> list[str]:
    return [str(_number(part, name)) for name in JUDGED if name != but]


def _times(part: dict[str, Any], *names: str) -> list[str]:
    return [f"{part[name] * 1000:.0f} ms" for name in names]


def _number(part: dict[str, Any], name: str) -> int:
    """Return how many faults and the like there were."""
    value = part.get(name, 0)
    if isinstance(value, dict):
        return sum(value.values())
    return len(value) if isinstance(value, list) else value


def row_of_actions(kind: Kind, found: dict[str, Any]) -> tuple[str, ...]:
    """Return the words of one line about the actions themselves."""
    rush, ratio, killed = (found.get(name) for name in ("rush", "ratio", "kills"))
    cells = [kind.name]
    if rush:
        cells += [*_rush(rush), str(rush["tries"])]
        cells += _times(rush, "p50", "p99", "slowest")
    else:
        cells += [""] * 11
    if ratio:
        cells += [f"{ratio['bare']:.0f}", f"{ratio['action']:.0f}"]
        cells.append(f"{ratio['ratio']:.2f}")
    else:
        cells += [""] * 3
    if killed:
        cells += [str(killed["killed"]), str(killed["told"])]
        cells += _judged(killed, but="faults")
    else:
        cells += [""] * 6
    return tuple(cells)


def row_of_visits(kind: Kind, found: dict[str, Any]) -> tuple[str, ...]:
    """Return the words of one line about what was done over HTTP."""
    rush, killed = found.get("visits"), found.get("visit_kills")
    cells = [kind.name]
    if rush:
        cells += _rush(rush)
        cells += _times(rush, "p50", "p99", "slowest", "form_p50", "form_p99")
    else:
        cells += [""] * 12
    if killed:
        cells += [str(killed[name]) for name in ("killed", "acts", "cut_off")]
        cells += _judged(killed)
    else:
        cells += [""] * 8
    return tuple(cells)


def bad(found: dict[str, Any]) -> list[str]:
    """Return what went wrong, in words."""
    return [
        f"{name}: {what} {part[what]}"
        for name, part in found.items()
        for what in JUDGED
        if part.get(what)
    ]


def main() -> int:
    """Let the crowds loose, one database after the other."""
    asked = arguments().parse_args()
    # Who ends this process ends the servers that it has started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    order = {
        "rush": asked.acts,
        "ratio": asked.ratio,
        "kills": asked.kills,
        "processes": asked.processes,
        "threads": asked.threads,
        "turns": asked.turns,
        "visits": asked.visits,
        "visit_kills": asked.visit_kills,
        "killed_visits": asked.killed_visits,
        "seconds": asked.seconds,
        "control": asked.control,
    }
    actions, visits, wrong = [], [], []
    with servers(set(asked.databases.split(","))) as there:
        for kind in KINDS:
            if kind.engine not in there or not re.search(asked.only, kind.name):
                continue
            sys.stderr.write(f"{kind.name} …\n")
            database = dict(there[kind.engine])
            if kind.engine == "sqlite3":
                # Each has a file of its own: WAL stays in a file.
                database["NAME"] += f"-{KINDS.index(kind)}"
            found = run(kind, database, order)
            actions.append(row_of_actions(kind, found))
            visits.append(row_of_visits(kind, found))
            wrong += [f"{kind.name}: {words}" for words in bad(found)]
    if {"rush", "ratio", "kills"} & {name for name in order if order[name]}:
        sys.stdout.write(f"The actions:\n\n{markdown(ACTIONS, actions)}\n\n")
    if order["visits"] or order["visit_kills"]:
        sys.stdout.write(f"Over HTTP:\n\n{markdown(VISITS, visits)}\n\n")
    sys.stdout.write("\n".join(f"- {words}" for words in wrong) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
