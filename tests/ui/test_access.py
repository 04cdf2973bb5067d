"""Who may write: the user of this machine, and where the server is shared only who signed in and is listed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mapapp.contracts.vocabulary import Role
from mapapp.ui import access
from mapapp.ui.access import role_of, visitor


@pytest.fixture
def world(monkeypatch):
    """Return a function that sets where the server listens and what the proxy says."""

    def build(address: str, **headers: str) -> None:
        monkeypatch.setattr(access.st, "get_option", lambda _name: address)
        monkeypatch.setattr(access.st, "context", SimpleNamespace(headers=headers))
        monkeypatch.setattr(access, "_oidc_configured", lambda: False)

    return build


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost", "127.8.0.9"])
def test_on_this_machine_alone_its_user_may_do_everything(world, address):
    world(address)
    assert visitor().role is Role.APPROVER


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "", "192.168.1.20", "maps.office"])
def test_shared_without_sign_in_nobody_may_write(world, address):
    world(address)
    assert not visitor().may_write


@pytest.mark.parametrize(
    ("account", "groups", "role"),
    [
        ("li@office.example", "", Role.EDITOR),
        ("LI@OFFICE.EXAMPLE", "", Role.EDITOR),
        ("wang@office.example", "规划科, 其他", Role.APPROVER),
        ("zhao@office.example", "其他", Role.VIEWER),
        ("", "规划科", Role.VIEWER),
    ],
)
def test_a_proxy_names_people_and_the_settings_their_roles(world, monkeypatch, account, groups, role):
    monkeypatch.setenv("MAPAPP_EDITORS", "li@office.example")
    monkeypatch.setenv("MAPAPP_APPROVERS", "group:规划科")
    monkeypatch.setenv("MAPAPP_PROXY_USER_HEADER", "X-User")
    monkeypatch.setenv("MAPAPP_PROXY_GROUPS_HEADER", "X-Groups")
    world("0.0.0.0", **{"X-User": account, "X-Groups": groups})
    assert visitor().role is role
    assert visitor().person.account == account


def test_everybody_signed_in_may_be_named_with_a_star(monkeypatch):
    monkeypatch.setenv("MAPAPP_EDITORS", "*")
    assert role_of("anyone@x.example", frozenset()) is Role.EDITOR
