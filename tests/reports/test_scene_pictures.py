"""Pictures of scenes: what the browser is asked to paint, without a browser."""

from __future__ import annotations

import pytest

from mapapp.contracts.scenes import Deck
from mapapp.reports import scene_pictures
from mapapp.reports.automatic_deck import scene_of
from mapapp.selection import Selection


@pytest.fixture
def asked(monkeypatch):
    """Stand in for the browser and note what it was asked."""
    calls = []

    def paint_all(page, fragments, **size):
        calls.append((page.read_text(encoding="utf-8")[:15], fragments, size))
        yield from (fragment.encode() for fragment in fragments)

    def paint_png(page, *, fragment, **size):
        return next(iter(paint_all(page, [fragment], **size)))

    monkeypatch.setattr(scene_pictures, "paint_all", paint_all)
    monkeypatch.setattr(scene_pictures, "paint_png", paint_png)
    monkeypatch.setattr(scene_pictures, "player_html", lambda *_: "<!doctype html>")
    return calls


def test_each_scene_is_painted_in_order_by_one_browser_and_told(make_atlas, asked):
    atlas, told = make_atlas(), []
    scenes = tuple(scene_of(Selection(as_of=year), atlas) for year in (2023, 2024))
    pictures = scene_pictures.scene_maps(atlas, Deck("会", scenes), lambda done, total: told.append((done, total)))
    assert pictures == [b"mode=picture&bare=1&scene=1", b"mode=picture&bare=1&scene=2"]
    assert told == [(1, 2), (2, 2)]
    assert [(page, size) for page, _, size in asked] == [
        ("<!doctype html>", {"width": 1240, "height": 790, "scale": 2})
    ]


def test_one_picture_has_title_and_legend_and_the_size_of_a_screen(make_atlas, asked):
    assert scene_pictures.picture_png(make_atlas(), Selection(as_of=2024)) == b"mode=picture"
    assert asked[0][2] == {"width": 1600, "height": 1000, "scale": 2}


def test_work_that_is_given_up_ends_at_once(make_atlas, asked):
    atlas = make_atlas()
    scenes = tuple(scene_of(Selection(as_of=year), atlas) for year in (2023, 2024))

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scene_pictures.scene_maps(atlas, Deck("会", scenes), stop)
