"""Who the visitor is and what he may do: look, write, or approve.

On this machine alone its user may do everything. Shared with others, nobody may write without being signed in: by
Streamlit's own sign-in (OIDC), or by the header of a reverse proxy whose address is named.
"""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from mapapp.contracts import Person
from mapapp.contracts.vocabulary import Role

# Who may write, who may approve: accounts, or groups as "group:NAME", parted by commas. "*" is everybody signed in.
EDITORS_SETTING: Final = "MAPAPP_EDITORS"
APPROVERS_SETTING: Final = "MAPAPP_APPROVERS"
USER_HEADER_SETTING: Final = "MAPAPP_PROXY_USER_HEADER"
GROUPS_HEADER_SETTING: Final = "MAPAPP_PROXY_GROUPS_HEADER"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A visitor: who it is, as the journal writes it, and what it may do.

    `person` has no name where nobody signed in: on one's own machine the name is asked for when something is saved.
    """

    person: Person
    role: Role

    @property
    def may_write(self) -> bool:
        """Whether the visitor may add documents, decide and draw."""
        return self.role.rank >= Role.EDITOR.rank

    @property
    def may_approve(self) -> bool:
        """Whether the visitor may sign off."""
        return self.role is Role.APPROVER


def visitor() -> Visitor:
    """Return who the present visitor is."""
    account, name, groups = _signed_in()
    if account:
        return Visitor(Person(name or account, account), role_of(account, groups))
    return Visitor(Person("", ""), Role.VIEWER if is_shared_read_only() else Role.APPROVER)


def role_of(account: str, groups: frozenset[str]) -> Role:
    """Return the role of a signed-in account by the lists of the settings."""
    own = {account.lower(), "*", *(f"group:{group.lower()}" for group in groups)}
    if own & _listed(APPROVERS_SETTING):
        return Role.APPROVER
    return Role.EDITOR if own & _listed(EDITORS_SETTING) else Role.VIEWER


def is_shared_read_only() -> bool:
    """Whether nobody but signed-in people may write, because others than this machine reach the server."""
    return not _is_loopback(str(st.get_option("server.address") or ""))


def sign_in_configured() -> bool:
    """Whether visitors can sign in at all."""
    return _oidc_configured() or bool(os.environ.get(USER_HEADER_SETTING))


def proxy_headers() -> tuple[str, ...]:
    """Return the names of the headers by which a proxy says who the visitor is."""
    return tuple(filter(None, (os.environ.get(USER_HEADER_SETTING), os.environ.get(GROUPS_HEADER_SETTING))))


def _signed_in() -> tuple[str, str, frozenset[str]]:
    """Return account, name and groups of the visitor; the account is empty when nobody signed in."""
    if _oidc_configured() and st.user.is_logged_in:
        claims = st.user.to_dict()
        listed: Any = claims.get("groups") or ()
        account = str(claims.get("email") or claims.get("sub") or "")
        return account, str(claims.get("name") or ""), frozenset(str(group) for group in listed)
    header = os.environ.get(USER_HEADER_SETTING)
    if not header:
        return "", "", frozenset()
    account = st.context.headers.get(header) or ""
    groups_header = os.environ.get(GROUPS_HEADER_SETTING, "")
    groups = (st.context.headers.get(groups_header) or "").split(",") if groups_header else []
    return account, account, frozenset(group.strip() for group in groups if group.strip())


def _oidc_configured() -> bool:
    """Whether the server's secrets hold what Streamlit's sign-in needs."""
    try:
        return "auth" in st.secrets
    except (FileNotFoundError, st.errors.StreamlitAPIException):
        return False


def _listed(setting: str) -> set[str]:
    """Return the accounts and groups a setting lists, in small letters."""
    return {part.strip().lower() for part in os.environ.get(setting, "").split(",") if part.strip()}


def _is_loopback(address: str) -> bool:
    """Whether an address is reached from this machine only; no address means every interface."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
