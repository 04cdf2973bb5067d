"""What Streamlit's sign-in (OIDC) is told, taken from the environment for those who keep none of its secrets files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mapapp.errors import MapAppError

# What Streamlit calls it, and the setting it comes from.
SETTINGS: Final = {
    "server_metadata_url": "MAPAPP_OIDC_METADATA",
    "client_id": "MAPAPP_OIDC_CLIENT_ID",
    "client_secret": "MAPAPP_OIDC_CLIENT_SECRET",
    "redirect_uri": "MAPAPP_OIDC_REDIRECT",
    "cookie_secret": "MAPAPP_COOKIE_SECRET",
}
# As long as the signature that rests on it.
SHORTEST_COOKIE_SECRET: Final = 32
CALLBACK: Final = "/oauth2callback"


def read_sign_in(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the settings of the sign-in as Streamlit wants its secrets; empty where none is set.

    Raises MapAppError naming those that are missing or cannot be right.
    """
    given = {name: environment.get(setting, "") for name, setting in SETTINGS.items()}
    if not any(given.values()):
        return {}
    missing = [SETTINGS[name] for name, value in given.items() if not value]
    if missing:
        raise MapAppError(f"登录的设置不全：缺少 {'、'.join(missing)}")
    if not given["redirect_uri"].endswith(CALLBACK):
        raise MapAppError(f"{SETTINGS['redirect_uri']} 要写成 https://地址{CALLBACK}")
    if len(given["cookie_secret"]) < SHORTEST_COOKIE_SECRET:
        raise MapAppError(f"{SETTINGS['cookie_secret']} 至少要 {SHORTEST_COOKIE_SECRET} 个字符，每台服务器用同一个")
    return {"auth": given}
