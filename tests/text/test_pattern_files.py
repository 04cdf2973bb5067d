"""Every pattern of every room catches its words and leaves the others, and each is used."""

from __future__ import annotations

import re

import pytest

from mapapp.text.lexicon_files import read_entries, read_patterns
from tests import PROJECT_DIR

FILES = sorted((PROJECT_DIR / "mapapp").rglob("*_patterns.toml"))
CODE = {path: path.read_text("utf-8") for path in (PROJECT_DIR / "mapapp").rglob("*.py")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_pattern_catches_and_leaves(path):
    patterns = read_patterns(path)
    wrong = []
    for entry in read_entries(path, "pattern"):
        reads = getattr(patterns[entry["id"]], entry.get("how", "search"))
        if not reads(entry["catches"]):
            wrong.append((entry["id"], "does not catch", entry["catches"]))
        if reads(entry["leaves"]):
            wrong.append((entry["id"], "does not leave", entry["leaves"]))
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_pattern_is_asked_for_and_every_one_asked_for_is_there(path):
    giving = re.compile(rf'^(\w+) = patterns_of\(.*"{path.name}"\)$', re.MULTILINE)
    [name] = [match[1] for text in CODE.values() for match in giving.finditer(text)]
    asking = re.compile(rf"""(?<!\w){name}\(\s*["']([^"']+)["']\s*\)""")
    asked = {ident for text in CODE.values() for ident in asking.findall(text)}
    assert asked == {entry["id"] for entry in read_entries(path, "pattern")}
