"""No test hears the language that another has left active."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

LEAKS = """
from django.utils import translation

def test_first():
    translation.activate("fr")

def test_second():
    assert translation.get_language() == "en"
"""


@pytest.mark.parametrize(
    ("plugins", "failed"), [(["-p", "tests.support.language"], 0), ([], 1)]
)
def test_a_language_is_forgotten_after_its_test(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    plugins: list[str],
    failed: int,
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makepyfile(LEAKS)
    result = pytester.runpytest_subprocess("-p", "no:randomly", *plugins)

    result.assert_outcomes(passed=2 - failed, failed=failed)
