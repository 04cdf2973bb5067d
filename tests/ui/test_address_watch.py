"""What the browser tells of Back and Forward is kept for the run that begins, if it is an address at all."""

from types import SimpleNamespace

import pytest

from mapapp.ui.components import address_watch


@pytest.mark.parametrize(
    ("told", "kept"),
    [("?year=2024", "?year=2024"), ("", ""), (None, None), (7, None), ({"year": "2024"}, None), (["?"], None)],
)
def test_an_address_is_kept_and_anything_else_is_nothing(told, kept, monkeypatch):
    screen = SimpleNamespace(gone_back="?old")
    monkeypatch.setattr(address_watch, "screen", screen)
    monkeypatch.setattr(address_watch, "told", lambda key, what: told)
    address_watch.keep_address()
    assert screen.gone_back == kept
