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
        monkeypatch.setattr(access, "oidc_configured", lambda: False)

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


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-real-ip"])
def test_who_comes_through_a_proxy_is_not_the_user_of_this_machine(world, header):
    world("127.0.0.1", **{header: "127.0.0.1"})
    assert not visitor().may_write


def test_where_people_sign_in_nobody_writes_without(world, monkeypatch):
    monkeypatch.setenv("MAPAPP_PROXY_USER_HEADER", "X-User")
    world("127.0.0.1")
    assert not visitor().may_write


def test_a_visit_may_send_files_for_as_long_as_its_visitor_may_write(world, monkeypatch):
    monkeypatch.setattr(access, "visit_id", lambda: "visit-1")
    monkeypatch.setattr(access, "_visits_with_box", {})
    world("127.0.0.1")
    access.note_visit()
    assert not access.may_upload("visit-1")
    access.upload_box_shown("visit-1")
    assert access.may_upload("visit-1")
    assert not access.may_upload("visit-2")
    assert not access.may_upload("")
    world("0.0.0.0")
    access.note_visit()
    assert not access.may_upload("visit-1")


@pytest.mark.parametrize(
    ("claims", "account"),
    [
        ({"sub": "7", "email": "li@x.example"}, "li@x.example"),
        ({"sub": "7", "email": "li@x.example", "email_verified": True}, "li@x.example"),
        ({"sub": "7", "email": "li@x.example", "email_verified": False}, "7"),
        ({"sub": "7", "email": "li@x.example", "email_verified": "false"}, "7"),
        ({"sub": "7"}, "7"),
        ({}, ""),
    ],
)
def test_an_address_the_provider_has_not_verified_is_nobodys(claims, account):
    assert access.account_of(claims)[0] == account


def test_groups_are_a_list_or_one_word():
    assert access.account_of({"groups": ["a", "b"]})[2] == {"a", "b"}
    assert access.account_of({"groups": "heads"})[2] == {"heads"}
    assert access.account_of({"groups": {"heads": 1}})[2] == frozenset()


def test_everybody_signed_in_may_be_named_with_a_star(monkeypatch):
    monkeypatch.setenv("MAPAPP_EDITORS", "*")
    assert role_of("anyone@x.example", frozenset()) is Role.EDITOR


def test_the_secrets_are_looked_into_once_a_second(monkeypatch):
    looked, now = [], [100.0]
    monkeypatch.setattr(access, "_secrets_seen", [float("-inf"), 0.0])
    monkeypatch.setattr(access.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(access, "_secrets_hold_sign_in", lambda: looked.append(now[0]) is None and len(looked) > 1)
    assert [access.oidc_configured() for _ in range(3)] == [False] * 3
    now[0] = 101.0
    assert [access.oidc_configured() for _ in range(3)] == [True] * 3
    assert looked == [100.0, 101.0]
