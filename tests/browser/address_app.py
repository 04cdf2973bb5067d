"""Labels with bare addresses, as a stranger's deck may hold them. Run by the tests."""

from __future__ import annotations

import streamlit as st

from mapapp.ui.views.markdown_escape import plain_label
from tests.browser.addresses import ADDRESSES

with st.container(key="bare"):
    for address in ADDRESSES:
        st.markdown(address)
with st.container(key="plain"):
    for address in ADDRESSES:
        st.markdown(plain_label(address))
    st.button(plain_label(ADDRESSES[0]))
    st.radio("choose", [plain_label(address) for address in ADDRESSES])
    st.warning(plain_label(" ".join(ADDRESSES)))
