"""Where the programs are promised, they are there: a test that is skipped by accident proves nothing."""

import os

import pytest

from tests.programs.install import REQUIRED, missing_programs


@pytest.mark.skipif(
    os.environ.get(REQUIRED) != "required", reason="QGIS, LibreOffice and PostGIS are not promised here"
)
def test_no_program_is_missing_where_they_are_promised():
    assert missing_programs() == []
