"""The sign-in is told whole or not at all."""

from __future__ import annotations

import pytest

from mapapp.errors import MapAppError
from mapapp.operations.sign_in_settings import SETTINGS, read_sign_in

WHOLE = {
    "MAPAPP_OIDC_METADATA": "https://login.office.example/.well-known/openid-configuration",
    "MAPAPP_OIDC_CLIENT_ID": "mapapp",
    "MAPAPP_OIDC_CLIENT_SECRET": "client",
    "MAPAPP_OIDC_REDIRECT": "https://maps.office.example/oauth2callback",
    "MAPAPP_COOKIE_SECRET": "0123456789abcdef0123456789abcdef",
}


def test_without_settings_there_is_no_sign_in_and_with_all_it_is_as_streamlit_wants_it():
    assert read_sign_in({"PATH": "/bin"}) == {}
    assert read_sign_in(WHOLE) == {"auth": {name: WHOLE[setting] for name, setting in SETTINGS.items()}}


@pytest.mark.parametrize("setting", sorted(WHOLE))
def test_a_setting_that_lacks_is_named(setting):
    with pytest.raises(MapAppError, match=setting):
        read_sign_in({**WHOLE, setting: ""})


@pytest.mark.parametrize(
    ("setting", "value"), [("MAPAPP_OIDC_REDIRECT", "https://maps.office.example/"), ("MAPAPP_COOKIE_SECRET", "short")]
)
def test_a_setting_that_cannot_be_right_is_refused(setting, value):
    with pytest.raises(MapAppError, match=setting):
        read_sign_in({**WHOLE, setting: value})
