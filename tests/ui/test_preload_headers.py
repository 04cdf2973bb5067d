"""The first answer tells the browser what it will need: addresses of this server, few enough for any proxy."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pytest
import streamlit

from mapapp.layers.publish import publish_specs
from mapapp.layers.specs import build_layer_specs
from mapapp.ui import preload_headers as hints


@pytest.fixture
def links(make_atlas, tmp_path, monkeypatch):
    """Publish the small world and announce where it lies."""
    monkeypatch.setattr(hints, "_announced", [])
    found = publish_specs(build_layer_specs(make_atlas(), {}), tmp_path)
    hints.announce(found)
    return found


def ask(path, status=200, kind="http"):
    """Pass one request through the middleware before a server that answers with one header."""
    sent = []

    async def server(_scope, _receive, send):
        await send({"type": "http.response.start", "status": status, "headers": [(b"server", b"here")]})

    async def take(message):
        sent.append(message)

    # Nothing here waits for anything, so no event loop is needed; a browser test of this process may have one running.
    with contextlib.suppress(StopIteration):
        hints.BrowserHints(server)({"type": kind, "path": path}, None, take).send(None)
    return dict(sent[0]["headers"])


def test_the_page_names_its_scripts_and_the_map_s_files(links):
    header = ask("/")[b"link"].decode()
    addresses = re.findall(r"<([^>]+)>", header)
    assert {links.map_js, links.leaflet_js, links.projects, links.zones} <= set(addresses)
    scripts = [address for address in addresses if address.startswith("static/js/")]
    assert any(name.startswith("static/js/BidiComponent.") for name in scripts)
    assert all((Path(streamlit.__file__).parent / "static" / name).is_file() for name in scripts)
    assert not any(":" in address or address.startswith("/") for address in addresses)


def test_the_page_s_own_scripts_are_not_named_again():
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    first = re.findall(r"static/js/([\w.\-]+\.js)", page)
    assert first
    assert not set(first) & set(hints.element_scripts())


def test_the_head_stays_short_enough_for_a_proxy(links, monkeypatch):
    monkeypatch.setattr(
        hints, "element_scripts", lambda: tuple(f"Element{number}.{'x' * 40}.js" for number in range(90))
    )
    header = hints.link_header()
    assert len(header) <= 2000
    assert header.endswith("rel=modulepreload")


def test_files_named_by_their_content_are_kept_and_others_asked_for_again(links):
    assert b"immutable" in ask("/app/static/data/0123/map.js")[b"cache-control"]
    assert ask("/base/app/static/vendor/leaflet/leaflet.js")[b"cache-control"] == b"public, max-age=3600"
    assert b"cache-control" not in ask("/app/static/data/0123/map.js", status=404)
    assert ask("/_stcore/health") == {b"server": b"here"}
    assert ask("/", kind="websocket") == {b"server": b"here"}


def test_a_streamlit_without_its_page_gives_no_scripts(links, monkeypatch, tmp_path):
    hints.element_scripts.cache_clear()
    monkeypatch.setattr(hints.st, "__file__", str(tmp_path / "__init__.py"))
    try:
        assert hints.element_scripts() == ()
    finally:
        hints.element_scripts.cache_clear()


def test_a_file_laid_anew_replaces_the_one_of_its_name(links, monkeypatch):
    monkeypatch.setattr(hints, "_files", {})
    for version in ("0123", "4567"):
        hints.announce_file(f"app/static/code/{version}/map.html")
    hints.announce_file("app/static/code/89ab/panel.js")
    header = hints.link_header()
    assert "0123" not in header
    assert "<app/static/code/4567/map.html>; rel=prefetch" in header
    assert "<app/static/code/89ab/panel.js>; rel=modulepreload" in header
