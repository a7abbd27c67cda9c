#!/usr/bin/env python
"""Collect the package's words for translators, and compile what they wrote.

Reads `[extract_messages]` of `setup.cfg`. Needs Django and GNU gettext (Debian package
`gettext`). `--compile` leaves out the collecting.
"""

import argparse
import configparser
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "learningcircles_wagtail"


def django(*arguments: str) -> None:
    """Run a command of Django on the package; `CalledProcessError` where it fails."""
    command = [sys.executable, "-m", "django", *arguments]
    subprocess.run(command, cwd=PACKAGE, check=True)


def main() -> None:
    """Collect, unless told otherwise, and compile."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compile", action="store_true", help="only compile")
    options = parser.parse_args()
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    section = config["extract_messages"]
    languages = [f"--locale={name}" for name in section["languages"].split()]
    if not options.compile:
        arguments = [*languages, f"--add-location={section['add_location']}"]
        if section.getboolean("no_wrap"):
            arguments.append("--no-wrap")
        (PACKAGE / "locale").mkdir(exist_ok=True)
        django("makemessages", *arguments)
    django("compilemessages", *languages)


if __name__ == "__main__":
    main()
