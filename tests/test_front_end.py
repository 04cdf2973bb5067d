"""The map library is pinned by content; what stands is left alone, what is wrong is refused with the remedy."""

from __future__ import annotations

import hashlib
import subprocess
import zipfile

import pytest

from mapapp import front_end as assets


@pytest.fixture
def small_wheel(tmp_path, monkeypatch):
    """Make a wheel with one script, pinned by its hash, and hand it out instead of the registry's."""
    content = b"script"
    wheel = tmp_path / "small.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("inside/a.js", content)
    monkeypatch.setattr(assets, "ASSET_FILES", (("inside/a.js", "lib/a.js", hashlib.sha256(content).hexdigest()),))
    asked = []

    def hand_out(_folder):
        asked.append(1)
        return wheel

    monkeypatch.setattr(assets, "_download_wheel", hand_out)
    return asked


def test_what_is_missing_is_fetched_once(tmp_path, small_wheel):
    vendor = tmp_path / "vendor"
    assert assets.install_assets(vendor) == ("lib/a.js",)
    assert (vendor / "lib/a.js").read_bytes() == b"script"
    assert assets.install_assets(vendor) == ()
    assert len(small_wheel) == 1


def test_a_changed_file_is_replaced(tmp_path, small_wheel):
    vendor = tmp_path / "vendor"
    assets.install_assets(vendor)
    (vendor / "lib/a.js").write_bytes(b"tampered")
    assert assets.find_missing(vendor) == ("lib/a.js",)
    assert assets.install_assets(vendor) == ("lib/a.js",)


def test_other_content_under_the_same_name_is_refused(tmp_path, small_wheel, monkeypatch):
    monkeypatch.setattr(assets, "ASSET_FILES", (("inside/a.js", "lib/a.js", "0" * 64),))
    with pytest.raises(assets.AssetError, match="校验值不符"):
        assets.install_assets(tmp_path / "vendor")
    assert not (tmp_path / "vendor/lib/a.js").exists()


def test_without_a_registry_the_remedy_is_named(tmp_path, monkeypatch):
    failed = subprocess.CompletedProcess([], 1, "", "ERROR: No matching distribution found\n")
    monkeypatch.setattr(assets.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(assets.AssetError, match=r"python -m mapapp\.front_end"):
        assets.install_assets(tmp_path / "vendor")
