"""What the how-to pages tell people to type does what they say."""

from __future__ import annotations

import re
import shlex

import pytest

from mapapp.commands import cli
from mapapp.store import close_databases
from tests import PROJECT_DIR

DOCS = PROJECT_DIR / "docs"
PAGES = sorted(path for path in (DOCS / "howto").glob("*.md"))
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


def steps(page):
    """Return the commands of a page's shell blocks."""
    blocks = re.findall(r"^```sh\n((?:.*\n)*?)```$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [shlex.split(line) for block in blocks for line in block.splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_of_a_page_runs_one_after_the_other(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAPAPP_STORE", f"sqlite:///{tmp_path}/store.sqlite")
    asked = steps(page)
    if not asked:
        pytest.skip("this page tells what to write into a file")
    for words in asked:
        assert words[:3] == ["python", "-m", "mapapp"]
        assert cli.main(words[3:]) == 0, words
        if "--out" in words:
            assert (tmp_path / words[words.index("--out") + 1]).stat().st_size > 0
    close_databases()


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.stem)
def test_no_page_is_left_out_of_the_site_or_points_nowhere(page):
    text = page.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        assert (page.parent / target).exists(), target
    if page.name != "index.md":
        lists = [other.read_text(encoding="utf-8") for other in DOCS.rglob("index.md")]
        name = page.relative_to(DOCS).with_suffix("").as_posix()
        assert any(re.search(rf"^{name}$", other, re.MULTILINE) for other in lists) or page.parent.name == "decisions"
