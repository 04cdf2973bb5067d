"""Who the visitor is and what he may do: look, write, or approve.

On this machine alone its user may do everything. Shared with others, nobody may write without being signed in: by
Streamlit's own sign-in (OIDC), or by the header of a reverse proxy whose address is named.
"""

from __future__ import annotations

import os
import time
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from mapapp.contracts import Person
from mapapp.contracts.vocabulary import Role
from mapapp.operations.addresses import is_loopback
from mapapp.operations.audit import audit
from mapapp.ui.screen_state import screen
from mapapp.ui.streamlit_internals import visit_id

# Who may write, who may approve: accounts, or groups as "group:NAME", parted by commas. "*" is everybody signed in.
EDITORS_SETTING: Final = "MAPAPP_EDITORS"
APPROVERS_SETTING: Final = "MAPAPP_APPROVERS"
USER_HEADER_SETTING: Final = "MAPAPP_PROXY_USER_HEADER"
GROUPS_HEADER_SETTING: Final = "MAPAPP_PROXY_GROUPS_HEADER"
# Headers a proxy adds: who comes by one is not alone with this machine, wherever the server listens.
FORWARDING_HEADERS: Final = ("x-forwarded-for", "forwarded", "x-real-ip")

# Visits whose visitor may write, the latest last: what is sent as a file is looked at before any page of ours runs.
_WRITING_VISITS_KEPT: Final = 10_000
_writing_visits: Final[dict[str, str]] = {}
# Asked several times in each run of a page, and a third of a click's answer when it was looked up each time.
SECRETS_SEEN_EVERY_S: Final = 1.0
_secrets_seen: Final[list[float]] = [float("-inf"), 0.0]

# Visits whose page shows a box for files.
_visits_with_box: Final[dict[str, None]] = {}


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
    return Visitor(Person("", ""), Role.VIEWER if is_shared(st.context.headers) else Role.APPROVER)


def note_visit() -> None:
    """Take note whether the present visit may send files, and of who came; called on every run of a page."""
    visit, who = visit_id(), visitor()
    if who.person.account and screen.audited != who.person.account:
        screen.audited = who.person.account
        audit("visit", account=who.person.account, role=who.role.value)
    _writing_visits.pop(visit, None)
    if visit and who.may_write:
        _writing_visits[visit] = who.person.account
        _keep_latest(_writing_visits)


def upload_box_shown(visit: str) -> None:
    """Take note that the page of a visit shows a box for files."""
    _visits_with_box.pop(visit, None)
    _visits_with_box[visit] = None
    _keep_latest(_visits_with_box)


def upload_box_gone(visit: str) -> None:
    """Take note that the page of a visit shows no box for files."""
    _visits_with_box.pop(visit, None)


def may_upload(visit: str) -> bool:
    """Whether files may be sent in a visit: its visitor may write, and its page has a box for them."""
    return visit in _writing_visits and visit in _visits_with_box


def account_in(visit: str) -> str:
    """Return the account of a visit that may send files; empty on one's own machine."""
    return _writing_visits.get(visit, "")


def role_of(account: str, groups: frozenset[str]) -> Role:
    """Return the role of a signed-in account by the lists of the settings."""
    own = {account.lower(), "*", *(f"group:{group.lower()}" for group in groups)}
    if own & _listed(APPROVERS_SETTING):
        return Role.APPROVER
    return Role.EDITOR if own & _listed(EDITORS_SETTING) else Role.VIEWER


def is_shared(headers: Container[str]) -> bool:
    """Whether nobody but signed-in people may write, because others than this machine's user reach the server.

    `headers` are those of the call, in any case or in small letters: a proxy on this machine carries others in.
    """
    listens_here = is_loopback(str(st.get_option("server.address") or ""))
    return not listens_here or sign_in_configured() or any(name in headers for name in FORWARDING_HEADERS)


def sign_in_configured() -> bool:
    """Whether visitors can sign in at all."""
    return oidc_configured() or bool(os.environ.get(USER_HEADER_SETTING))


def proxy_headers() -> tuple[str, ...]:
    """Return the names of the headers by which a proxy says who the visitor is."""
    return tuple(filter(None, (os.environ.get(USER_HEADER_SETTING), os.environ.get(GROUPS_HEADER_SETTING))))


def _signed_in() -> tuple[str, str, frozenset[str]]:
    """Return account, name and groups of the visitor; the account is empty when nobody signed in."""
    if oidc_configured() and st.user.is_logged_in:
        return account_of(st.user.to_dict())
    header = os.environ.get(USER_HEADER_SETTING)
    if not header:
        return "", "", frozenset()
    account = st.context.headers.get(header) or ""
    groups_header = os.environ.get(GROUPS_HEADER_SETTING, "")
    groups = (st.context.headers.get(groups_header) or "").split(",") if groups_header else []
    return account, account, frozenset(group.strip() for group in groups if group.strip())


def account_of(claims: Mapping[str, Any]) -> tuple[str, str, frozenset[str]]:
    """Return account, name and groups from what a provider says of somebody.

    An e-mail address that the provider says it has not verified is anybody's: then the account is its `sub`.
    """
    email = claims.get("email") if claims.get("email_verified", True) in (True, "true") else None
    listed = claims.get("groups")
    groups = listed if isinstance(listed, (list, tuple)) else [listed] if isinstance(listed, str) else []
    return str(email or claims.get("sub") or ""), str(claims.get("name") or ""), frozenset(map(str, groups))


def oidc_configured() -> bool:
    """Whether the server's secrets hold what Streamlit's sign-in needs; what is known may be a second old."""
    if time.monotonic() - _secrets_seen[0] >= SECRETS_SEEN_EVERY_S:
        _secrets_seen[:] = [time.monotonic(), _secrets_hold_sign_in()]
    return bool(_secrets_seen[1])


def _secrets_hold_sign_in() -> bool:
    """Look into the secrets; where there are none, Streamlit looks for their files each time it is asked."""
    try:
        return "auth" in st.secrets
    except (FileNotFoundError, st.errors.StreamlitAPIException):
        return False


def _keep_latest(visits: dict[str, Any]) -> None:
    """Forget the visits that were noted first where there are too many."""
    while len(visits) > _WRITING_VISITS_KEPT:
        visits.pop(next(iter(visits)), None)


def _listed(setting: str) -> set[str]:
    """Return the accounts and groups a setting lists, in small letters."""
    return {part.strip().lower() for part in os.environ.get(setting, "").split(",") if part.strip()}
