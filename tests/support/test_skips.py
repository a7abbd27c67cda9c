"""Tests of the rule that nothing is skipped where everything is installed."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PLUGINS = ["-p", "tests.support.skips", "-p", "no:django", "-p", "no:randomly"]

SKIPPED = """
import pytest

def test_passes():
    pass

def test_is_skipped():
    pytest.skip("no Chromium here")

@pytest.mark.xfail(strict=True)
def test_is_expected_to_fail():
    assert False
"""
SKIPPED_MODULE = "import pytest; pytest.importorskip('a_module_that_does_not_exist')"


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("LEARNINGCIRCLES_NO_SKIP", raising=False)
    return pytester


def test_a_skip_is_a_skip_on_an_ordinary_machine(run: pytest.Pytester) -> None:
    run.makepyfile(SKIPPED)

    result = run.runpytest_subprocess(*PLUGINS)

    result.assert_outcomes(passed=1, skipped=1, xfailed=1)


def test_a_skip_fails_where_nothing_may_be_skipped(
    run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEARNINGCIRCLES_NO_SKIP", "1")
    run.makepyfile(SKIPPED)

    result = run.runpytest_subprocess(*PLUGINS)

    result.assert_outcomes(passed=1, failed=1, xfailed=1)
    result.stdout.fnmatch_lines(["*LEARNINGCIRCLES_NO_SKIP is set*no Chromium here*"])


def test_a_skipped_module_fails_where_nothing_may_be_skipped(
    run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEARNINGCIRCLES_NO_SKIP", "1")
    run.makepyfile(SKIPPED_MODULE)

    result = run.runpytest_subprocess(*PLUGINS)

    result.assert_outcomes(errors=1)
