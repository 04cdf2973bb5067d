"""The review desk: twenty records from the keyboard, two people on one record, and a visitor who may only look."""

from __future__ import annotations

import pytest

from mapapp.contracts import SubjectKind
from mapapp.store import close_databases, open_store
from tests.browser.conftest import ROOT, start_server, until


@pytest.fixture
def serve(tmp_path):
    """Serve the app over a store of its own; give what starts it and the store's address."""
    store = f"sqlite:///{tmp_path / 'store.sqlite'}"
    servers = []

    def start(**settings):
        server, url = start_server(
            ROOT / "mapapp" / "app.py", tmp_path / "log", MAPAPP_STORE=store, MAPAPP_DATA=str(tmp_path), **settings
        )
        servers.append(server)
        return url

    yield start, store
    for server in servers:
        server.terminate()
        server.wait()
    close_databases()


def sit_down(visitor, name):
    """Open the desk and sign; gives the page."""
    page = visitor.open("?page=desk").page
    page.locator(".desk-record").wait_for(timeout=60_000)
    if name:
        page.get_by_label("您的姓名").fill(name)
        page.get_by_label("您的姓名").press("Enter")
        until(page, "() => document.querySelector('.desk').desk.data.signer !== ''")
        page.locator(".desk").focus()
    # A run that is still under way may bring what somebody else has said since, and then nothing clashes.
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()
    return page


def heard(page):
    """Wait until the server has answered everything that was said."""
    until(page, "() => document.querySelector('.desk').desk.pending.length === 0")


def shown(page):
    """Return the key of the record on the desk."""
    return page.locator(".desk-side").get_attribute("data-key")


def decided(address):
    """Return what the store holds of records, by key."""
    state = open_store(address).journal.as_of()
    return {entry.subject.key: entry.new["decision"] for entry in state.standing(SubjectKind.RECORD)}


def test_twenty_records_are_decided_with_one_key_each_and_the_last_taken_back(visit, serve):
    start, address = serve
    page = sit_down(visit(start()), "王工")
    expected = {}
    for number in range(20):
        key, verb = shown(page), "reject" if number % 5 == 4 else "accept"
        expected[key] = verb
        page.keyboard.press("r" if verb == "reject" else "a")
        # The next record is there at once: no answer of the server is waited for.
        assert shown(page) != key
    heard(page)
    assert decided(address) == expected
    assert len(expected) == 20

    last = list(expected)[-1]
    page.keyboard.press("u")
    assert shown(page) == last
    heard(page)
    assert decided(address) == {key: verb for key, verb in expected.items() if key != last}

    page.keyboard.press("e")
    page.locator(".desk-form input[name=name]").fill("淀浦河滨水公共空间")
    page.keyboard.press("Enter")
    heard(page)
    corrected = open_store(address).journal.as_of()
    [entry] = [entry for entry in corrected.standing(SubjectKind.RECORD) if entry.subject.key == last]
    assert entry.new["decision"] == "correct"
    assert entry.new["set"] == {"name": "淀浦河滨水公共空间"}
    page.reload()
    page.locator(".desk-record").wait_for(timeout=60_000)
    assert "已认可 16　已更正 1　已驳回 3" in page.locator(".desk-queue").inner_text()


def test_what_was_lost_on_its_way_is_said_again(visit, serve):
    start, address = serve
    page = sit_down(visit(start()), "王工")
    key = shown(page)
    page.evaluate(
        """() => {
          const { desk } = document.querySelector('.desk'), { tell } = desk;
          desk.tell = () => { desk.tell = tell; };
        }"""
    )
    page.keyboard.press("a")
    heard(page)
    assert decided(address) == {key: "accept"}


def test_words_of_the_text_become_a_record_that_was_missed(visit, serve):
    start, address = serve
    page = sit_down(visit(start()), "王工")
    words = page.evaluate(
        """() => {
          const piece = [...document.querySelectorAll('.desk-text span')].find((one) => one.textContent.trim().length > 12);
          const from = piece.textContent.search(/[\\u4e00-\\u9fff]/), node = piece.firstChild;
          document.getSelection().setBaseAndExtent(node, from, node, from + 4);
          return piece.textContent.slice(from, from + 4);
        }"""
    )
    page.keyboard.press("n")
    assert page.locator(".desk-form input[name=name]").input_value() == words
    page.locator(".desk-form select[name=stage]").select_option("building")
    page.locator(".desk-form input[name=name]").press("Enter")
    heard(page)
    [entry] = open_store(address).journal.as_of().standing(SubjectKind.RECORD)
    assert entry.new["decision"] == "add"
    assert words in entry.new["quote"]
    assert (entry.new["name"], entry.new["set"]["stage"]) == (words, "building")


def test_the_second_to_decide_sees_both_versions_and_chooses(visit, serve):
    start, address = serve
    url = start()
    one, other = sit_down(visit(url), "王工"), sit_down(visit(url), "李工")
    key = shown(one)
    assert shown(other) == key
    one.keyboard.press("a")
    heard(one)
    # The other goes on undisturbed, and hears that something changed.
    other.get_by_text("载入").wait_for()
    assert shown(other) == key
    # He decides on what he saw when he sat down, whatever a late run of his page may have brought since.
    other.evaluate("document.querySelector('.desk').desk.data.seen = 0")
    other.keyboard.press("r")
    other.locator(".desk-clash").wait_for()
    assert "王工" in other.locator(".desk-clash").inner_text()
    assert decided(address) == {key: "accept"}
    other.keyboard.press("2")
    heard(other)
    assert decided(address) == {key: "reject"}


def test_who_may_only_look_decides_nothing_even_past_the_page(visit, serve):
    start, address = serve
    page = sit_down(visit(start(MAPAPP_PROXY_USER_HEADER="X-Nobody", STREAMLIT_SERVER_ADDRESS="0.0.0.0")), "")
    page.keyboard.press("a")
    page.get_by_text("您现在只能浏览").first.wait_for()
    page.evaluate(
        """() => { const { desk } = document.querySelector('.desk'); desk.data.may = true; desk.data.signer = '某人'; }"""
    )
    page.keyboard.press("a")
    heard(page)
    page.locator(".desk-refused").wait_for()
    assert decided(address) == {}
