"""The Nu HTML checker as a fixture: many documents in one run of Java."""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture
def nu_html_checker(tmp_path: Path) -> Callable[[Mapping[str, str]], list[str]]:
    """A function that returns the checker's errors in documents, one line each.

    `nu_html_checker({"circle list": html, ...})` checks all of them in one run, since
    starting Java takes longer than checking. An error's line begins with the name that
    the document was given. A name that ends in `.svg` or `.css` is checked as such.
    """
    java = shutil.which("java")
    if java is None:
        pytest.skip("needs Java: install a Java runtime")
    if not VNU.exists():
        pytest.skip("needs vnu-jar: run 'npm install --ignore-scripts'")

    def check(documents: Mapping[str, str]) -> list[str]:
        folder = tmp_path / "nu"
        folder.mkdir(exist_ok=True)
        names = {}
        for number, (name, text) in enumerate(documents.items()):
            suffix = Path(name).suffix if name.endswith((".svg", ".css")) else ".html"
            path = folder / f"{number}{suffix}"
            path.write_text(text, encoding="utf-8")
            names[path.name] = name
        command = [java, "-Xss8m", "-jar", str(VNU), "--format", "json", "--stdout"]
        command += ["--exit-zero-always", "--also-check-svg", "--also-check-css"]
        run = subprocess.run(
            [*command, *(str(folder / name) for name in names)],
            capture_output=True,
            check=True,
            text=True,
            timeout=300,
        )
        return [
            f"{names[Path(message['url']).name]}: line {message.get('lastLine')}: "
            f"{message['message']} {message.get('extract', '').strip()}"
            for message in json.loads(run.stdout)["messages"]
            if message["type"] != "info"
        ]

    return check
