"""Lets a crowd sign up on every database that is there, and prints what came of it.

    python -m benchmarks.stress --help

Bounded in acts and in time, on this machine only. Ends with 1 where a seat was sold
twice, a visitor saw a fault, or a seat stayed empty while somebody waited.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.stress.databases import KINDS, Kind, servers
from benchmarks.table import markdown

ROOT = Path(__file__).resolve().parents[2]
HEADINGS = (
    "database",
    "acts",
    "a second",
    "oversold",
    "faults",
    "empty seats",
    "breaches",
    "tried again",
    "median",
    "99 %",
    "slowest",
    "bare a second",
    "action a second",
    "ratio",
    "killed",
    "told",
    "lost",
)


def arguments() -> argparse.ArgumentParser:
    """Return what can be asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stress")
    parser.add_argument("--databases", default="sqlite3,postgresql,mysql")
    parser.add_argument("--only", default="", help="words in the names of databases")
    parser.add_argument("--acts", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--threads", type=int, default=4, help="clients of a process")
    parser.add_argument("--ratio", type=int, default=2_000, help="sign-ups of a turn")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=180, help="of each part at most")
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


def row(kind: Kind, found: dict[str, Any]) -> tuple[str, ...]:
    """Return the words of one line of the table."""
    rush, ratio = found.get("rush"), found.get("ratio")
    killed = found.get("kills")
    cells = [kind.name]
    if rush:
        rate = rush["acts"] / rush["seconds"]
        cells += [f"{rush['acts']:,}", f"{rate:.0f}", str(rush["oversold"])]
        cells += [str(sum(rush["faults"].values())), str(rush["empty"])]
        cells += [str(len(rush["breaches"])), str(rush["tries"])]
        cells += [f"{rush[name] * 1000:.0f} ms" for name in ("p50", "p99", "slowest")]
    else:
        cells += [""] * 10
    if ratio:
        cells += [f"{ratio['bare']:.0f}", f"{ratio['action']:.0f}"]
        cells.append(f"{ratio['ratio']:.2f}")
    else:
        cells += [""] * 3
    names = ("killed", "told", "lost")
    cells += [str(killed[name]) for name in names] if killed else [""] * 3
    return tuple(cells)


def bad(found: dict[str, Any]) -> list[str]:
    """Return what went wrong, in words."""
    wrong = []
    for part in ("rush", "kills"):
        for name in ("oversold", "empty", "lost", "faults", "breaches"):
            value = found.get(part, {}).get(name)
            if value:
                wrong.append(f"{part}: {name} {value}")
    return wrong


def main() -> int:
    """Let the crowds loose, one database after the other."""
    asked = arguments().parse_args()
    order = {
        "rush": asked.acts,
        "ratio": asked.ratio,
        "kills": asked.kills,
        "processes": asked.processes,
        "threads": asked.threads,
        "turns": asked.turns,
        "seconds": asked.seconds,
        "control": asked.control,
    }
    rows, wrong = [], []
    with servers(set(asked.databases.split(","))) as there:
        for kind in KINDS:
            if kind.engine not in there or asked.only not in kind.name:
                continue
            sys.stderr.write(f"{kind.name} …\n")
            database = dict(there[kind.engine])
            if kind.engine == "sqlite3":
                # Each has a file of its own: WAL stays in a file.
                database["NAME"] += f"-{KINDS.index(kind)}"
            found = run(kind, database, order)
            rows.append(row(kind, found))
            wrong += [f"{kind.name}: {words}" for words in bad(found)]
    sys.stdout.write(markdown(HEADINGS, rows) + "\n")
    sys.stdout.write("\n".join(f"- {words}" for words in wrong) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
