"""A page that fails says so in a line of its own: no test may take that for a page."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture
def faults() -> Iterator[list[logging.LogRecord]]:
    """Collect what the app writes to the log about faults of its own; a test that asks for it may have some."""
    kept: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = kept.append  # type: ignore[method-assign]
    log = logging.getLogger("mapapp.ui.main")
    log.addHandler(handler)
    yield kept
    log.removeHandler(handler)


@pytest.fixture(autouse=True)
def no_page_fails(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which a page failed, unless it asked for `faults`."""
    if "faults" in request.fixturenames:
        yield
        return
    kept = request.getfixturevalue("faults")
    yield
    assert not [record.exc_text or record.exc_info for record in kept]
