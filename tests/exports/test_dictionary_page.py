"""The data dictionary as a page: a section a table, a line a field."""

from __future__ import annotations

from mapapp.exports.dictionary import data_dictionary, dictionary_rows
from mapapp.exports.dictionary_page import dictionary_markdown
from tests import PROJECT_DIR


def test_every_table_has_a_section_and_every_field_a_line():
    page = dictionary_markdown()
    for table in data_dictionary().values():
        _, _, section = page.partition(f"## {table.name} · {table.title}\n")
        lines = [line for line in section.split("\n## ")[0].splitlines() if line.startswith("| `")]
        assert len(lines) == len(dictionary_rows(table.name)) > 0
        assert all(line.count(" | ") >= 5 for line in lines)


def test_the_page_of_the_documentation_is_this_text():
    assert (PROJECT_DIR / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary_markdown()
