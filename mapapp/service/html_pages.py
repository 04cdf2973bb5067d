"""The pages of the service for people: plain tables, no scripts, no other server."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mapapp.open_workspace import active
from mapapp.settings import PACKAGE_DIR

_environment: Final = Environment(
    loader=FileSystemLoader(PACKAGE_DIR / "service" / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["address"] = lambda text: quote(str(text), safe="")

# Pages bring their own looks and nothing else may be fetched or run.
PAGE_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'"


def page(template: str, base: str, **values: Any) -> str:
    """Return a page; every value is escaped where it stands."""
    return _environment.get_template(f"{template}.html").render(base=base, site=active().title, **values)
