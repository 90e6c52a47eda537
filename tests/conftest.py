"""Settings of the whole suite: hypothesis profiles, no silent skips in CI, and what tests need from the machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from helpers import ROOT
from hypothesis import HealthCheck, settings

_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile(
    "quick", max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW_IS_FINE
)
settings.register_profile(
    "prove",
    max_examples=2_000,
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=_SLOW_IS_FINE,
)
settings.load_profile("quick")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real input files; QAF_REAL_DATA names another."""
    named = os.environ.get("QAF_REAL_DATA", "")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the real input files are not here ({folder}); QAF_REAL_DATA can name their folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium to look at pages with; QAF_CHROMIUM names another."""
    named = os.environ.get("QAF_CHROMIUM", "")
    found = next(filter(None, map(shutil.which, (named,) if named else CHROMIUM_NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine; QAF_CHROMIUM can name one")
    return found


@pytest.fixture(scope="session")
def weasyprint() -> None:
    """For tests that make PDF files."""
    from qaf.ground.errors import QafError
    from qaf.report.pdf import check_pdf

    try:
        check_pdf()
    except QafError as error:
        pytest.skip(f"no PDF files can be made here: {error.message}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Under the profile `prove` every property test counts as a longer proof, and is run with more examples."""
    if settings.get_current_profile_name() != "prove":
        return
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("prove")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """With QAF_NO_SKIPS=1 a test that skips has failed."""
    return _no_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    """With QAF_NO_SKIPS=1 a file that skips as a whole has failed."""
    return _no_skip((yield))


def _no_skip(report):
    if os.environ.get("QAF_NO_SKIPS") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Skipped, and nothing may be skipped here (QAF_NO_SKIPS=1). {why}"
    return report
