"""The bar offers signing in where the server does it itself, and says who is signed in and what he may."""

from __future__ import annotations

import pytest

from mapapp.contracts import Person
from mapapp.contracts.vocabulary import Role
from mapapp.ui.access import Visitor
from mapapp.ui.components import sign_in


@pytest.fixture
def drawn(monkeypatch):
    """Return a function that draws the button for a visitor and gives what was drawn: label, hint and what it does."""

    def draw(*, configured: bool, visitor: Visitor):
        buttons = []
        monkeypatch.setattr(sign_in, "oidc_configured", lambda: configured)
        monkeypatch.setattr(sign_in, "visitor", lambda: visitor)
        monkeypatch.setattr(
            sign_in.st, "button", lambda label, **told: buttons.append((label, told["help"], told["on_click"]))
        )
        sign_in.show_sign_in()
        return buttons

    return draw


NOBODY = Visitor(Person("", ""), Role.VIEWER)
LI = Visitor(Person("李工", "li@office.example"), Role.EDITOR)


def test_where_nobody_can_sign_in_nothing_is_offered(drawn):
    assert drawn(configured=False, visitor=NOBODY) == []


def test_a_stranger_is_offered_to_sign_in(drawn):
    ((label, _, does),) = drawn(configured=True, visitor=NOBODY)
    assert (label, does) == ("登录", sign_in.st.login)


def test_who_is_signed_in_sees_his_account_and_what_he_may(drawn):
    ((label, hint, does),) = drawn(configured=True, visitor=LI)
    assert (label, does) == ("退出", sign_in.st.logout)
    assert hint == "李工（li@office.example），权限：编辑"
