"""A page that fails says so in a line of its own, and no test may take that for a page; a visit without Streamlit."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from mapapp.ui.components import component


@pytest.fixture
def faults() -> Iterator[list[logging.LogRecord]]:
    """Collect what the app writes to the log about faults of its own; a test that asks for it may have some."""
    kept: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = kept.append  # type: ignore[method-assign]
    log = logging.getLogger("mapapp.ui.fault_line")
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


class Visit:
    """One visit: `memory` is what Streamlit would keep, `drawn` what each component was given, by its key."""

    def __init__(self) -> None:
        self.memory: dict[str, Any] = {}
        self.drawn: dict[str, dict[str, Any]] = {}

    def tell(self, key: str, what: str, value: object, at: float = 1.0) -> None:
        """Let the browser tell something under a name."""
        self.memory[key] = {what: {"value": value, "t": at}}


@pytest.fixture
def visit(monkeypatch) -> Visit:
    """Return a visit whose components draw nothing and note what they were given."""
    made = Visit()

    def register(_name: str, _html: str, *, isolate_styles: bool) -> Any:
        return lambda *, key, data, **options: made.drawn.update({key: {**data, **options, "isolated": isolate_styles}})

    monkeypatch.setattr(component, "_component", register)
    monkeypatch.setattr("mapapp.ui.screen_state.st.session_state", made.memory)
    return made
