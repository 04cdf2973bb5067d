"""Pages of the service for people: whatever a document says stands there as text."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from mapapp.service.html_pages import PAGE_POLICY, page


def test_values_are_escaped_where_they_stand():
    text = page("error", "/api", title="错误", document={"description": "<script>alert(1)</script> a & b"})
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "a &amp; b" in text


def test_a_value_that_is_missing_is_a_fault_of_ours():
    with pytest.raises(UndefinedError):
        page("error", "/api")


def test_a_page_may_run_and_fetch_nothing():
    rules = dict(rule.strip().split(" ", 1) for rule in PAGE_POLICY.split(";"))
    assert (rules["default-src"], "script-src" in rules) == ("'none'", False)
