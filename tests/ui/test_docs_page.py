"""The page of documents lists what there is; who may only look is offered nothing to write."""

from __future__ import annotations

import pytest

from mapapp.contracts import JournalState
from mapapp.ui.access import Role
from mapapp.ui.pages.docs_page import build_documents
from tests.ui.test_app import open_app


def test_every_document_is_listed_with_what_it_brought(make_atlas, make_event, make_document, make_indicator):
    events = [make_event("e1"), make_event("e2", "乙桥", "p2"), make_event("e3", doc="901")]
    documents = [make_document("900"), make_document("901", None)]
    sheet = build_documents(make_atlas(events, documents=documents, indicators=[make_indicator()]), JournalState())
    counts = [tuple(row.cells[6:9]) for row in sheet.rows]
    assert counts == [(2, 2, 1), (1, 1, 0)]
    assert [row.cells[1]["text"] for row in sheet.rows] == ["2024", ""]
    assert {row.cells[10] for row in sheet.rows} == {"工作区自带"}


@pytest.mark.slow
@pytest.mark.parametrize(("shared", "role"), [(True, Role.VIEWER), (False, Role.APPROVER)])
def test_only_who_may_write_is_offered_a_way_in(monkeypatch, shared, role):
    monkeypatch.setattr("mapapp.ui.access.is_shared", lambda _headers: shared)
    app = open_app(page="docs")
    assert not app.exception
    offered = [box.label for box in app.selectbox if "移除" in box.label]
    assert bool(offered) is (role is not Role.VIEWER)
    assert bool(app.get("file_uploader")) is (role is not Role.VIEWER)
    assert any("只能浏览" in caption.value for caption in app.caption) is (role is Role.VIEWER)
