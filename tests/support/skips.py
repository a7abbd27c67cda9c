"""Turns every skip into a failure where the environment says that nothing is missing.

Continuous integration installs Chromium, Java, Node packages and PostgreSQL. A skip
there would hide that one of them went away: `LEARNINGCIRCLES_NO_SKIP=1` refuses it.
"""

import os
from collections.abc import Generator
from typing import TypeAlias

import pytest

VARIABLE = "LEARNINGCIRCLES_NO_SKIP"
TestReports: TypeAlias = Generator[None, pytest.TestReport, pytest.TestReport]
CollectReports: TypeAlias = Generator[None, pytest.CollectReport, pytest.CollectReport]


def _refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    report.outcome = "failed"
    report.longrepr = f"{VARIABLE} is set, and this was skipped. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> TestReports:
    """Refuse the skip of a test; an expected failure is no skip."""
    report = yield
    expected_failure = hasattr(report, "wasxfail")
    if os.environ.get(VARIABLE) == "1" and report.skipped and not expected_failure:
        _refuse(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> CollectReports:
    """Refuse the skip of a whole module."""
    report = yield
    if os.environ.get(VARIABLE) == "1" and report.skipped:
        _refuse(report)
    return report
