"""Tests of who stays together where several processes share the tests."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PLUGINS = ["-p", "tests.support.workers", "-p", "no:django", "-p", "no:randomly"]

CONFTEST = """
import os
import pytest

@pytest.fixture(autouse=True)
def note(request):
    with open(f"{os.environ['PYTEST_XDIST_WORKER']}.txt", "a") as file:
        file.write(request.node.nodeid + "\\n")
"""
FILE = """
import pytest

@pytest.mark.parametrize("number", range(4))
def test_passes(number):
    pass
"""
FILES = [f"tests/{name}.py" for name in ("test_one", "test_two", "browser/test_three")]


def test_a_file_and_the_folder_of_the_demonstration_stay_in_one_process(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest(CONFTEST)
    for name in [*FILES, "tests/browser/test_four.py"]:
        path = pytester.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILE, encoding="utf-8")

    result = pytester.runpytest_subprocess(*PLUGINS, "-n", "2")

    result.assert_outcomes(passed=16)
    workers = [file.read_text() for file in pytester.path.glob("gw*.txt")]
    assert len(workers) == 2
    for unit in ("tests/test_one.py", "tests/test_two.py", "tests/browser/"):
        assert sum(unit in worker for worker in workers) == 1, unit
