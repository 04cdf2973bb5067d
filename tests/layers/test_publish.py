"""Published files have addresses made from their content, and those nobody asked for longest go when too much is held."""

from __future__ import annotations

import hashlib

import pytest

from mapapp.layers import front_end
from mapapp.layers.front_end import FRONT_END_FILES, FrontEndError, read_front_end
from mapapp.layers.publish import PublishedFiles


def test_the_same_content_has_the_same_address_and_other_content_another():
    files = PublishedFiles()
    first = files.put("map.js", b"one")
    assert files.put("map.js", b"one") == first
    assert files.put("map.js", b"two") != first
    assert files.get(first.removeprefix("files/")) == b"one"


def test_files_published_together_lie_in_one_folder():
    found = PublishedFiles().put_folder({"a.js": b"a", "b.css": b"b"})
    assert {address.rsplit("/", 1)[0] for address in found.values()} == {found["a.js"].rsplit("/", 1)[0]}


def test_the_oldest_are_forgotten_and_the_newest_kept_whatever_their_size():
    files = PublishedFiles(most_bytes=100)
    old = files.put("old", b"x" * 60)
    new = files.put("new", b"y" * 60)
    assert files.get(old.removeprefix("files/")) is None
    assert files.get(new.removeprefix("files/")) == b"y" * 60
    huge = files.put("huge", b"z" * 500)
    assert files.get(huge.removeprefix("files/")) == b"z" * 500


def test_what_is_in_use_stays_however_much_is_published_after_it():
    files = PublishedFiles(most_bytes=100)
    shown, seldom = files.put("map.html", b"m" * 30), files.put("preview.json", b"p" * 30)
    for number in range(20):
        files.put("outlines.json", b"%30d" % number)
        assert files.get(shown.removeprefix("files/")) == b"m" * 30
    assert files.get(seldom.removeprefix("files/")) is None


@pytest.mark.parametrize("path", ["", "nothing/here", "../settings.py", "files/x", "\x00"])
def test_what_was_never_published_is_not_found(path):
    assert PublishedFiles().get(path) is None


def test_the_map_library_is_the_pinned_one():
    for name, digest in FRONT_END_FILES.items():
        assert hashlib.sha256(read_front_end(name)).hexdigest() == digest


@pytest.mark.parametrize("content", [None, b"", b"alert(1)"])
def test_a_missing_or_changed_library_is_refused_with_the_remedy(tmp_path, monkeypatch, content):
    if content is not None:
        (tmp_path / "leaflet.js").write_bytes(content)
    monkeypatch.setattr(front_end, "VENDOR_DIR", tmp_path)
    read_front_end.cache_clear()
    with pytest.raises(FrontEndError, match="pip install"):
        read_front_end("leaflet.js")
    read_front_end.cache_clear()
