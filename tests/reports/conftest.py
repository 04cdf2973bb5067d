"""The shipped Atlas, read once."""

from __future__ import annotations

import pytest

from mapapp.contracts import Atlas
from mapapp.pipeline import build_atlas


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Build the shipped Atlas once."""
    return build_atlas()
