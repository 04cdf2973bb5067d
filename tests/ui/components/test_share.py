"""The share button knows the language of the visit and nothing else: the address is read at the click."""

from __future__ import annotations

from mapapp.ui.components.share import show_share
from mapapp.ui.i18n import language, language_tag


def test_the_button_is_given_the_language_alone(visit):
    show_share()
    given = {name: value for name, value in visit.drawn["share"].items() if name not in ("module", "isolated", "width")}
    assert given == {"lang": language(), "tag": language_tag()}
