"""An uploaded boundary file: its numbers are moved only when somebody says so, and what is ticked is kept."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from mapapp.edits.redrawn_areas import Redrawn
from mapapp.ui.editing import Editing
from mapapp.ui.pages import upload_section as section
from mapapp.uploads.upload_proposals import Proposal
from mapapp.uploads.uploaded_boundaries import DatumAdvice, UploadedFile

NOW = Editing("upload", "", 0, 2)
FILE = UploadedFile("界.geojson", "ab" * 32, (), ())
GCJ = SimpleNamespace(label="GCJ-02")


@pytest.fixture
def said(monkeypatch):
    """Stand in for the page: note what is offered, answer what a test chooses."""
    page = SimpleNamespace(choice=None, offered=(), lines=[], ticks={})

    def radio(_label, options, **_):
        page.offered = options
        return page.choice

    monkeypatch.setattr(section.st, "radio", radio)
    for how in ("info", "caption", "warning"):
        monkeypatch.setattr(section.st, how, lambda text, how=how: page.lines.append((how, text)))
    monkeypatch.setattr(section.st, "checkbox", lambda text, *, value, key: page.ticks.setdefault(text, value))
    monkeypatch.setattr(section, "put_right", lambda file, reading: replace(file, name=reading.label))
    return page


def test_a_file_in_wgs_84_is_taken_as_it_is(said):
    upload = section.Upload(FILE, DatumAdvice("WGS 84", told=True))
    assert section._on_wgs84(upload, NOW) is FILE
    assert said.offered == ()


def test_numbers_are_moved_only_when_somebody_says_so(said):
    upload = section.Upload(FILE, DatumAdvice("像是 GCJ-02", told=True, reading=GCJ, moved_m=489.6))
    assert section._on_wgs84(upload, NOW) is None
    assert said.offered == (section.PUT_RIGHT, section.AS_WRITTEN)
    said.choice = section.AS_WRITTEN
    assert section._on_wgs84(upload, NOW) is FILE
    said.choice = section.PUT_RIGHT
    assert section._on_wgs84(upload, NOW).name == "GCJ-02"


def test_numbers_that_are_no_degrees_cannot_be_taken_as_written(said):
    section._on_wgs84(section.Upload(FILE, DatumAdvice("投影坐标", told=True, reading=GCJ)), NOW)
    assert said.offered == (section.PUT_RIGHT,)


def test_what_was_done_to_the_numbers_is_kept_with_the_source():
    as_is = section.Upload(FILE, DatumAdvice("", told=True))
    moved = section.Upload(FILE, DatumAdvice("", told=True, reading=GCJ))
    assert section._said_source("规划图", as_is, FILE) == "规划图"
    assert section._said_source("规划图", moved, FILE) == "规划图"
    kept = section._said_source("规划图", moved, replace(FILE, name="x"))
    assert "规划图" in kept and "GCJ-02" in kept


def area(name, **changes):
    """Return an area of the file as it would be kept."""
    return replace(Proposal(name, "zones", "id", Redrawn("zones", {}, name, 1.0, 2.0)), **changes)


def test_what_would_change_something_is_ticked_and_what_is_unticked_is_not_kept(said):
    proposals = [area("甲"), area("乙"), area("丙", same=True), area("丁", redrawn=None, refused="自相交")]
    assert [one.name for one in section._ticked(proposals, NOW)] == ["甲", "乙"]
    assert ("warning", "自相交") in said.lines
    said.ticks = {text: "甲" not in text for text in said.ticks}
    assert [one.name for one in section._ticked(proposals, NOW)] == ["乙"]


def test_the_map_is_told_what_is_shown_and_nothing_before(visit):
    assert section.upload_command(NOW) == {"tool": "upload", "turn": 2, "data": ""}
    visit.memory["editing_upload"] = section.Upload(FILE, DatumAdvice("", told=True), "/before_after.json")
    assert section.upload_command(NOW)["data"] == "/before_after.json"
