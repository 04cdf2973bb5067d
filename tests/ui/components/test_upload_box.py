"""Which visits have a box for files before them is known, and a refusal is told beneath it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from mapapp.ui import access, upload_quota


def page(box):
    """Draw a page with or without a box."""
    from mapapp.ui.components.upload_box import begin_page, end_page, upload_box
    from mapapp.ui.streamlit_internals import note_uploads

    note_uploads()
    begin_page()
    if box:
        upload_box("文件", key="box")
    end_page()


@pytest.fixture(autouse=True)
def _nobody(monkeypatch):
    monkeypatch.setattr(access, "_visits_with_box", {})
    monkeypatch.setattr(upload_quota, "_refused", {})


def test_a_box_is_noted_while_it_is_shown():
    app = AppTest.from_function(page, args=(True,)).run()
    assert len(access._visits_with_box) == 1
    app.args = (False,)
    app.run()
    assert access._visits_with_box == {}


def test_a_refusal_stands_beneath_the_box():
    app = AppTest.from_function(page, args=(True,)).run()
    (visit,) = access._visits_with_box
    assert not app.warning
    upload_quota._refused[visit] = "own"
    app.run()
    assert [said.value[:20] for said in app.warning] == ["没有收下：您放在这里待处理的文件超过 1"]
    app.run()
    assert not app.warning
