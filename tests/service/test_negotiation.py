"""Which form an answer takes."""

import pytest

from mapapp.service.error_answers import RequestError
from mapapp.service.negotiation import chosen_form


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("application/json, text/html;q=0.5", "json"),
        ("Application/JSON, TEXT/HTML;Q=0.5", "json"),
        ("TEXT/HTML", "html"),
        ("text/html;q=0.1, application/geo+json;q=0.2", "json"),
        ("text/html, application/json", "json"),
        ("text/html;q=nan", "json"),
        ("text/html;q=viel", "json"),
        ("text/html;q=99, application/json", "json"),
        ("text/html;level=1", "html"),
        (",;,;q=", "json"),
    ],
)
def test_the_header_decides_where_the_address_says_nothing(accept, form):
    assert chosen_form(None, accept) == form


def test_the_address_outweighs_the_header():
    assert chosen_form("json", "text/html") == "json"
    assert chosen_form("html", "application/json") == "html"


@pytest.mark.parametrize("asked", ["", "HTML", "xml", "<script>"])
def test_a_form_we_do_not_have_is_refused(asked):
    with pytest.raises(RequestError):
        chosen_form(asked, "")
