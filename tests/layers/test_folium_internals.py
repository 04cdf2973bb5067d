"""What we use of folium without a promise: an upgrade that takes it away fails here."""

from __future__ import annotations

import folium
import pytest

from mapapp.layers.folium_internals import ModuleCall, inline_files, load_only, render_page


@pytest.fixture
def small_map():
    """Return a map that asks for one script and one style and calls a module."""
    made = folium.Map(location=[31.1, 121.1], tiles=None)
    load_only(made, {"one": "files/one.js"}, {"two": "files/two.css"})
    ModuleCall("./files/start.js", {"text": "</script><b>"}).add_to(made)
    return made


def test_a_page_asks_for_our_files_and_no_other(small_map):
    page = render_page(small_map)
    assert "files/one.js" in page
    assert "files/two.css" in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_module_is_called_with_the_map_and_data_that_cannot_end_the_script(small_map):
    page = render_page(small_map)
    call = next(line for line in page.splitlines() if "part.start(" in line)
    assert 'import("./files/start.js").then((part) => part.start(map_1, {"text":' in call
    assert "</script><b>" not in page


def test_the_same_map_gives_the_same_text():
    def draw() -> str:
        made = folium.Map(location=[31.1, 121.1], tiles=None)
        ModuleCall("./start.js", {}).add_to(made)
        return render_page(made)

    assert draw() == draw()


def test_head_language_and_body_are_ours(small_map):
    page = render_page(small_map, head="<title>题</title>", lang="en", body='<body data-mode="x">')
    assert page.index('<html lang="en">') < page.index("<head><title>题</title>") < page.index('<body data-mode="x">')


def test_files_are_put_in_place_and_a_missing_one_is_named(small_map):
    page = inline_files(render_page(small_map), {"files/one.js": "a('</script>')", "files/two.css": "b {}"})
    assert "<script>a('<\\/script>')</script>" in page
    assert "<style>b {}</style>" in page
    with pytest.raises(KeyError, match=r"files/one\.js"):
        inline_files(render_page(small_map), {})
