"""Which form an answer takes: what the address says, else what the client would rather have."""

from __future__ import annotations

from typing import Final

from mapapp.service.error_answers import invalid

FORMS: Final = ("json", "html")

_HTML_TYPES: Final = ("text/html", "application/xhtml+xml")


def chosen_form(asked: str | None, accept: str) -> str:
    """Return json or html: `asked` is the parameter f, `accept` the header of that name.

    What cannot be read in the header does not count: a client that says nothing useful gets JSON.
    Raises RequestError when f is neither.

    >>> chosen_form(None, "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
    'html'
    >>> chosen_form(None, "application/geo+json, text/html;q=0.1"), chosen_form(None, "")
    ('json', 'json')
    """
    if asked is not None:
        if asked not in FORMS:
            raise invalid(f"f 没有“{asked[:20]}”；可用：{'、'.join(FORMS)}")
        return asked
    html = json = 0.0
    for part in accept.split(","):
        kind, _, parameters = part.strip().casefold().partition(";")
        weight = _weight(parameters)
        if kind.strip() in _HTML_TYPES:
            html = max(html, weight)
        elif "json" in kind or kind.strip() in {"*/*", "application/*"}:
            json = max(json, weight)
    return "html" if html > json else "json"


def _weight(parameters: str) -> float:
    """Return the q value among a media type's parameters, 1 without one, 0 where it cannot be read."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
