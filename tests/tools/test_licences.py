"""The list of licences: what it finds in metadata, and what it refuses."""

from __future__ import annotations

from email.message import Message
from types import SimpleNamespace

import pytest

from tools import licences


def _stating(*pairs: tuple[str, str]) -> SimpleNamespace:
    about = Message()
    for name, value in pairs:
        about[name] = value
    return SimpleNamespace(metadata=about)


@pytest.mark.parametrize(
    ("licence", "wrong"),
    [
        ("MIT", False),
        ("AGPL-3.0-or-later", True),
        ("GPL-2.0-only", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("MIT AND GPL-3.0-only", True),
        ("MIT OR GPL-3.0-only", False),
        ("LGPL-2.1-or-later", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
        ("", True),
    ],
)
def test_what_is_refused(licence, wrong):
    assert bool(licences.objection("some-package", licence)) is wrong


def test_lgpl_may_stay_with_a_reason_and_gpl_may_not():
    assert licences.objection("shapely", "LGPL-2.1-only") == ""
    assert licences.objection("shapely", "GPL-2.0-only") != ""


def test_the_expression_counts_before_classifiers_and_free_text():
    own = ("Classifier", "License :: OSI Approved :: MIT License")
    assert licences.licence_of(_stating(own, ("License-Expression", "BSD-3-Clause"))) == "BSD-3-Clause"
    assert licences.licence_of(_stating(own, ("License", "see file"))) == "MIT License"
    assert licences.licence_of(_stating(("License", "Zlib\nlong text"))) == "Zlib"
    assert licences.licence_of(_stating()) == ""


def test_a_lock_is_followed_to_what_it_needs(tmp_path):
    (tmp_path / "a.txt").write_text("-r b.txt\nstreamlit==1.0  # the screen\n-e .\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("no_such.thing==3\n", encoding="utf-8")
    assert licences.locked(tmp_path / "a.txt") == {"streamlit", "no-such-thing"}
    found, missing = licences.installed({"streamlit", "no-such-thing"})
    assert {"streamlit", "pandas", "numpy"} <= set(found)
    assert missing == ["no-such-thing"]


def test_what_is_locked_passes(capsys):
    assert licences.main() == 0
    assert "streamlit" in capsys.readouterr().out
