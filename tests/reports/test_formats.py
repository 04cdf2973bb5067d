"""The command line writes what the page writes, and refuses in one sentence what cannot be."""

from __future__ import annotations

import json

import pytest

from mapapp.commands.cli import main
from mapapp.reports import player_html, ready_decks
from mapapp.reports.decks import write_deck

# Builds everything, some of it several times: part of `make test`, not of the quick round.
pytestmark = pytest.mark.slow


def test_html_of_a_ready_deck(atlas, tmp_path):
    out = tmp_path / "deck.html"
    assert main(["export", "--format", "html", "--deck", "大零号湾", "--out", str(out)]) == 0
    assert out.read_bytes().decode("utf-8") == player_html(atlas, ready_decks(atlas)[2])


def test_html_of_a_deck_file_says_what_was_left_out(atlas, tmp_path, capsys):
    deck = json.loads(write_deck(ready_decks(atlas)[2]))
    deck["scenes"][0]["held"] = ["火星"]
    (tmp_path / "mine.json").write_text(json.dumps(deck), encoding="utf-8")
    call = ["export", "--format", "html", "--deck", str(tmp_path / "mine.json"), "--out", str(tmp_path / "a.html")]
    assert main(call) == 0
    assert "火星" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--format", "html", "--deck", "没有这套"], "一城两翼总览"),
        (["--format", "html", "--table", "events"], "--table"),
        (["--format", "png", "--deck", "大零号湾"], "--deck"),
        (["--format", "csv", "--deck", "大零号湾"], "--deck"),
        (["--format", "html", "--zone", "青南"], "青南"),
    ],
)
def test_a_call_that_cannot_be_gets_a_sentence_and_two(arguments, word, tmp_path, capsys):
    assert main(["export", *arguments, "--out", str(tmp_path / "out")]) == 2
    assert word in capsys.readouterr().err.splitlines()[-1]
    assert not (tmp_path / "out").exists()


def test_nothing_is_overwritten(tmp_path, capsys):
    out = tmp_path / "deck.html"
    out.write_text("mine", encoding="utf-8")
    assert main(["export", "--format", "html", "--out", str(out)]) == 2
    assert "--force" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "mine"
