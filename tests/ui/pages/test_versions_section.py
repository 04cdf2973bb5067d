"""Every version in a line, one looked at at a time, and none restored that nobody signs for."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mapapp.contracts import Action, Draft, Person
from mapapp.edits.restored_versions import Version, WayBack
from mapapp.store import feature_subject, open_store
from mapapp.ui.editing import Editing
from mapapp.ui.pages import versions_section as section

WANG = Person("王工")


@pytest.fixture
def store(monkeypatch, tmp_path):
    """Return a store of its own."""
    made = open_store(f"sqlite:///{tmp_path}/store.sqlite")
    monkeypatch.setattr(section, "open_store", lambda: made)
    return made


def test_a_version_is_looked_at_and_no_longer(visit):
    section._look(3)
    assert visit.memory["editing_version"] == 3
    section._look(4)
    assert visit.memory["editing_version"] == 4
    section._look(4)
    assert visit.memory["editing_version"] is None


def test_a_version_says_when_who_what_and_why(store):
    entry = store.journal.append(
        Draft(feature_subject("zones", "z-1"), {"gone": True}, WANG, "看过现场", action=Action.CHANGE)
    )
    line = section._told(store, entry)
    assert all(part in line for part in (entry.at[:10], "王工", Action.CHANGE.term, "看过现场"))
    assert section._line(store, Version(None, 12.344)) == "工作区自带　12.34 平方公里"
    assert section._line(store, Version(None, None)) == "工作区自带"


def test_nothing_is_compared_until_a_version_is_looked_at(visit):
    assert section.compared_outline(Editing("shape", "zones/z-1", 0, 1)) == ""


def test_nothing_is_restored_that_nobody_signs_for(monkeypatch):
    warned, kept = [], []
    monkeypatch.setattr(section.st, "warning", warned.append)
    monkeypatch.setattr(section, "keep", lambda change, said: kept.append((change, said)))
    monkeypatch.setattr(section, "go_back", lambda _store, values, who, reason, _seen: (values, who, reason))
    back = WayBack((("subject", 1),), ())
    section._restore(back, Person(""), "2026-05-01")
    assert (len(warned), kept) == (1, [])
    section._restore(back, WANG, "2026-05-01")
    [(change, said)] = kept
    assert "2026-05-01" in said
    values, who, reason = change(SimpleNamespace(), 0)
    assert (values, who) == ((("subject", 1),), WANG)
    assert "2026-05-01" in reason
