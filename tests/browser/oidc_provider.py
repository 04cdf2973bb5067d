"""A real OpenID Connect provider for the tests, `oidc-provider-mock` (built on Authlib), and a hand in its answers.

It speaks discovery, authorization code with PKCE or without, signed ID tokens and JWKS as the standard says. A test may have
the ID token of the next answer replaced by one that a client must refuse.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import flask
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import oidc_provider_mock

Claims = dict[str, Any]
Forge = Callable[[Claims, RSAKey], str]


@dataclass
class Provider:
    """The provider: its address, what to do to the next ID token, and how many it has handed out."""

    url: str = ""
    forge: Forge | None = None
    issued: int = 0


def signed(claims: Claims, key: RSAKey, **header: str) -> str:
    """Return an ID token signed with a key."""
    return jwt.encode({"alg": "RS256", "kid": key.kid, **header}, claims, key)


def expired(claims: Claims, key: RSAKey) -> str:
    """Return a token of yesterday, well signed."""
    return signed({**claims, "iat": int(time.time()) - 90_000, "exp": int(time.time()) - 86_400}, key)


def forged(claims: Claims, key: RSAKey) -> str:
    """Return a token signed with a key of somebody else's who calls it like the provider's."""
    other = RSAKey.generate_key(2048, {"kid": key.kid} if key.kid else None)
    return signed(claims, other)


def unsigned(claims: Claims, _key: RSAKey) -> str:
    """Return a token that nobody signed."""
    return jwt.encode({"alg": "none"}, claims, None, algorithms=["none"])


def of_another_client(claims: Claims, key: RSAKey) -> str:
    """Return a token that was made for another application."""
    return signed({**claims, "aud": "another-application"}, key)


def of_another_provider(claims: Claims, key: RSAKey) -> str:
    """Return a token that names another provider."""
    return signed({**claims, "iss": "https://login.elsewhere.example"}, key)


def of_another_sign_in(claims: Claims, key: RSAKey) -> str:
    """Return a token that answers another request to sign in."""
    return signed({**claims, "nonce": "of-another-time"}, key)


def changed(claims: Claims, key: RSAKey) -> str:
    """Return a token whose words were changed after it was signed."""
    head, _, signature = signed(claims, key).split(".")
    _, body, _ = signed({**claims, "sub": "head@office.example", "email": "head@office.example"}, key).split(".")
    return f"{head}.{body}.{signature}"


@contextlib.contextmanager
def run_provider(*users: dict[str, Any]) -> Iterator[Provider]:
    """Run the provider on a free port of this machine; `users` are claims with a `sub`."""
    people = [oidc_provider_mock.User(sub=user["sub"], claims={**user}) for user in users]
    app = oidc_provider_mock.app(user_claims=people, require_nonce=False)
    provider = Provider()

    @app.after_request
    def meddle(response: flask.Response) -> flask.Response:
        if flask.request.path != "/oauth2/token" or response.status_code != 200:
            return response
        provider.issued += 1
        if provider.forge is not None:
            answer = json.loads(response.get_data())
            kept = flask.g.oidc_provider_mock_storage.jwk.as_dict(is_private=True)
            key = RSAKey.import_key(dict(kept))
            claims = dict(jwt.decode(answer["id_token"], key).claims)
            answer["id_token"] = provider.forge(claims, key)
            response.set_data(json.dumps(answer))
        return response

    server = make_server("127.0.0.1", 0, app, threaded=True)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
