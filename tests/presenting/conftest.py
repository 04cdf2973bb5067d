"""The shipped Atlas, read once, and a browser that must be there: a missing one is a failure with a clear line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mapapp.contracts import Atlas
from mapapp.pipeline import build_atlas
from tests.browser.install import HELP, find_browser


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Build the shipped Atlas once."""
    return build_atlas()


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Start the browser of this machine without a network."""
    from playwright.sync_api import sync_playwright

    path = find_browser()
    assert path, HELP
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
