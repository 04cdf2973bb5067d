"""A call that cannot succeed is refused before anything is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapapp.errors import ExportError
from mapapp.exports.postgis_call import URL_VARIABLE, check_postgis_call

URL = "postgresql://u@h:5432/d"


@pytest.mark.parametrize(
    ("url", "table", "out", "says"),
    [("", None, None, "--url"), (URL, "zones", None, "--table"), (URL, None, Path("a.sql"), "--out")],
)
def test_what_is_missing_or_too_much_is_said(monkeypatch, url, table, out, says):
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    with pytest.raises(ExportError, match=says):
        check_postgis_call(url, table, out)


def test_the_address_may_stand_in_the_environment(monkeypatch):
    monkeypatch.setenv(URL_VARIABLE, URL)
    check_postgis_call("", None, None)
    monkeypatch.delenv(URL_VARIABLE)
    check_postgis_call(URL, None, None)
