"""Signing in with a real provider: who may write, under which name the journal keeps it, and tokens that are refused."""

from __future__ import annotations

import secrets

import pytest

from mapapp.store import close_databases, open_store
from tests.browser import oidc_provider
from tests.browser.conftest import ROOT, start_server, until
from tests.browser.oidc_provider import run_provider
from tests.deploy.office import free_ports

HEAD = {"sub": "1001", "email": "head@office.example", "email_verified": True, "name": "陈主任", "groups": ["heads"]}
EDITOR = {"sub": "1002", "email": "li@office.example", "email_verified": True, "name": "李工", "groups": ["planning"]}
GUEST = {"sub": "1003", "email": "guest@office.example", "email_verified": True, "name": "访客", "groups": []}


@pytest.fixture(scope="module")
def provider():
    """Run the provider with three people."""
    with run_provider(HEAD, EDITOR, GUEST) as running:
        yield running


@pytest.fixture(scope="module")
def office(provider, tmp_path_factory):
    """Serve the app with the provider's sign-in, told by the environment; gives its address and its store's."""
    folder = tmp_path_factory.mktemp("sign-in")
    store = f"sqlite:///{folder / 'store.sqlite'}"
    (port,) = free_ports(1)
    url = f"http://localhost:{port}"
    server, _ = start_server(
        ROOT / "mapapp" / "app.py",
        folder / "log",
        port=port,
        MAPAPP_STORE=store,
        MAPAPP_DATA=str(folder),
        MAPAPP_OIDC_METADATA=f"{provider.url}/.well-known/openid-configuration",
        MAPAPP_OIDC_CLIENT_ID="mapapp",
        MAPAPP_OIDC_CLIENT_SECRET=secrets.token_urlsafe(24),
        MAPAPP_OIDC_REDIRECT=f"{url}/oauth2callback",
        MAPAPP_COOKIE_SECRET=secrets.token_urlsafe(48),
        MAPAPP_EDITORS="group:planning",
        MAPAPP_APPROVERS="head@office.example",
        FORWARDED_ALLOW_IPS="",
    )
    yield url, store
    server.terminate()
    server.wait()
    close_databases()


@pytest.fixture
def page(browser, provider):
    """Give a visitor without cookies."""
    context = browser.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()
    provider.forge = None


def sign_in(page, url: str, sub: str) -> None:
    """Press the button, choose who one is at the provider, and come back."""
    page.goto(f"{url}/")
    page.get_by_role("button", name="登录", exact=True).click(timeout=60_000)
    page.locator(f"button[name=sub][value='{sub}']").click(timeout=30_000)
    page.locator(".st-key-foot").wait_for(timeout=60_000)


def test_an_editor_decides_under_the_name_the_provider_gives_and_leaves_again(page, office):
    url, store = office
    sign_in(page, url, EDITOR["sub"])
    button = page.get_by_role("button", name="退出", exact=True)
    button.wait_for(timeout=30_000)
    page.goto(f"{url}/?page=desk")
    page.locator(".desk-record").wait_for(timeout=60_000)
    until(page, "() => document.querySelector('.desk').desk.data.signer === '李工'")
    assert page.get_by_text("两人签发").count() == 0  # what only an approver may set
    page.locator(".desk").focus()
    before = len(open_store(store).journal.entries())
    page.keyboard.press("a")
    until(page, "() => Object.keys(document.querySelector('.desk').desk.data.said).length > 0")
    *earlier, entry = open_store(store).journal.entries()
    assert len(earlier) == before
    assert (entry.who.name, entry.who.account) == ("李工", "li@office.example")
    page.get_by_role("button", name="退出", exact=True).click()
    # The provider ends its own session and asks; whatever is answered there, the app knows nobody any more.
    page.wait_for_url("**/oauth2/end_session?**", timeout=60_000)
    page.goto(f"{url}/")
    page.get_by_role("button", name="登录", exact=True).wait_for(timeout=60_000)


@pytest.mark.parametrize(("who", "term"), [(HEAD, "签发"), (EDITOR, "编辑"), (GUEST, "浏览")])
def test_groups_and_lists_say_what_somebody_may_do(page, office, who, term):
    url, _ = office
    sign_in(page, url, who["sub"])
    button = page.get_by_role("button", name="退出", exact=True)
    button.hover(timeout=30_000)
    page.get_by_text(f"{who['name']}（{who['email']}），权限：{term}").wait_for(timeout=10_000)
    page.goto(f"{url}/?page=desk")
    page.locator(".desk-record").wait_for(timeout=60_000)
    may = page.evaluate("() => document.querySelector('.desk').desk.data.may")
    assert may is (who is not GUEST)


@pytest.mark.parametrize(
    "forge",
    [
        oidc_provider.expired,
        oidc_provider.forged,
        oidc_provider.unsigned,
        oidc_provider.changed,
        oidc_provider.of_another_client,
        oidc_provider.of_another_provider,
        oidc_provider.of_another_sign_in,
    ],
    ids=lambda forge: forge.__name__,
)
def test_a_token_that_is_not_right_signs_nobody_in(page, office, provider, forge):
    url, _ = office
    provider.forge = forge
    before = provider.issued
    sign_in(page, url, HEAD["sub"])
    page.get_by_role("button", name="登录", exact=True).wait_for(timeout=60_000)
    assert provider.issued == before + 1
    assert not [cookie for cookie in page.context.cookies() if cookie["name"].startswith("_streamlit_user")]


def test_a_cookie_that_somebody_made_himself_is_nobodys(page, office):
    url, _ = office
    page.context.add_cookies([{"name": "_streamlit_user", "value": '"{\\"is_logged_in\\": true}"', "url": url}])
    page.goto(f"{url}/")
    page.get_by_role("button", name="登录", exact=True).wait_for(timeout=60_000)
