"""The button to sign in, or who is signed in and the button to leave; nothing where nobody can."""

from __future__ import annotations

import streamlit as st

from mapapp.ui.access import oidc_configured, visitor
from mapapp.ui.i18n import t, term_of


def show_sign_in() -> None:
    """Draw the button, where the server signs people in itself; behind a proxy that is the proxy's."""
    if not oidc_configured():
        return
    who = visitor()
    if not who.person.account:
        st.button(t("topbar.sign_in"), key="sign_in", help=t("topbar.sign_in_hint"), on_click=st.login, width="content")
        return
    hint = t("topbar.signed_in", name=who.person.name, account=who.person.account, role=term_of(who.role))
    st.button(t("topbar.sign_out"), key="sign_out", help=hint, on_click=st.logout, width="content")
