"""What was read is kept under its key, and given back only whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from mapapp.store.schema import EXTRACTIONS


def test_what_was_kept_comes_back_and_the_newest_counts(store):
    kept = store.extractions
    assert kept.get("k") is None
    kept.put("k", b"first")
    kept.put("k", b"second")
    assert (kept.get("k"), kept.get("other")) == (b"second", None)


def test_bytes_that_are_no_longer_what_they_were_are_not_given(store):
    store.extractions.put("k", b"as read")
    store.extractions.database.write(
        lambda connection: connection.execute(update(EXTRACTIONS).values(bytes=b"as changed"))
    )
    assert store.extractions.get("k") is None


def test_only_what_is_older_is_dropped(store):
    store.extractions.put("k", b"now")
    now = datetime.now(UTC)
    assert store.extractions.forget(now - timedelta(hours=1)) == 0
    assert store.extractions.get("k") == b"now"
    assert store.extractions.forget(now + timedelta(hours=1)) == 1
    assert store.extractions.get("k") is None
