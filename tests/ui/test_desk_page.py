"""What the browser gets of a document on the desk: text, records, and shapes in degrees; nothing of it is markup."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from mapapp.reviewing.review_desk import desk_records
from mapapp.ui.access import Role
from mapapp.ui.pages.desk_page import desk_file
from tests.ui.test_app import open_app


def test_a_document_lies_on_the_desk_with_its_records_and_their_places(make_atlas, make_event, make_indicator):
    event = replace(make_event("e1"), name="<img src=x onerror=alert(1)>")
    atlas = make_atlas([event], indicators=[make_indicator()])
    records = {one.key: one for one in desk_records(atlas, "900")}
    found = json.loads(json.dumps(desk_file(atlas, atlas.document_by_id["900"], records)))
    assert found["text"] == atlas.document_by_id["900"].text
    project, figure = found["records"]
    assert (project["name"], project["kind"], figure["kind"]) == (event.name, "event", "indicator")
    assert found["shapes"][project["shape"]] == {"lines": [], "points": [[121.005, 31.105]]}
    assert figure["valueText"] == make_indicator().value_text
    west, south, east, north = found["bounds"]
    assert west < 121.005 < east
    assert south < 31.105 < north


@pytest.mark.slow
@pytest.mark.parametrize(("shared", "role"), [(True, Role.VIEWER), (False, Role.APPROVER)])
def test_who_may_only_look_is_asked_for_no_name(monkeypatch, shared, role):
    monkeypatch.setattr("mapapp.ui.access.is_shared", lambda _headers: shared)
    app = open_app(page="desk")
    assert not app.exception
    assert any(box.label == "您的姓名" for box in app.text_input) is (role is not Role.VIEWER)
    assert any("只能浏览" in caption.value for caption in app.caption) is (role is Role.VIEWER)
