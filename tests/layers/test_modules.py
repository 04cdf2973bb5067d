"""Our modules import each other by relative paths; inside one page an import map names them all."""

from __future__ import annotations

import base64
import json
import re

import pytest

from mapapp.errors import MapAppError
from mapapp.layers import modules
from mapapp.layers.modules import MAP_FOLDER, MAP_START, bare_name, import_map, read_modules
from mapapp.settings import PACKAGE_DIR

FOLDERS = (MAP_FOLDER, "reports/web", "ui/components")


def content(address: str) -> str:
    """Return the text of a data: address."""
    kind, _, data = address.partition(",")
    assert kind == "data:text/javascript;base64"
    return base64.b64decode(data).decode()


def code(text: str) -> str:
    """Return a script without its comments, where types are imported."""
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def test_modules_keep_their_paths_below_the_package():
    found = read_modules(MAP_FOLDER)
    assert MAP_START in found
    assert all((PACKAGE_DIR / name).read_bytes() == text for name, text in found.items())
    assert {name.rsplit(".", 1)[1] for name in found} == {"js", "css"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_import_of_our_modules_leads_to_a_file(folder):
    generated = {"ui/words/words.js"}
    for name, text in read_modules(folder).items():
        for target in re.findall(r'(?:from|import\() ?"([^"]+)"', code(text.decode())) if name.endswith(".js") else ():
            path = ((PACKAGE_DIR / name).parent / target).resolve()
            assert path.is_file() or str(path.relative_to(PACKAGE_DIR)) in generated, (name, target)


def test_a_page_that_stands_alone_finds_every_module_by_name():
    imports = json.loads(import_map(MAP_FOLDER, "reports/web"))["imports"]
    assert set(imports) == {bare_name(name) for name in read_modules(MAP_FOLDER, "reports/web") if name.endswith(".js")}
    for name, address in imports.items():
        text = code(content(address))
        asked = re.findall(r'\bfrom "([^"]+)"', text)
        assert set(asked) <= set(imports), name
        assert re.findall(r'\bfrom "\.|\bimport "', text) == [], name
        # Drawing tools are fetched when a page around the map asks for drawing; one that stands alone has none.
        assert ("import(" in text) == (name == bare_name("layers/map/editing.js")), name


def test_only_names_of_modules_differ_from_what_is_served():
    imports = json.loads(import_map(MAP_FOLDER, "reports/web"))["imports"]
    name = "reports/web/view.js"
    served = read_modules("reports/web")[name].decode().splitlines()
    alone = content(imports[bare_name(name)]).splitlines()
    changed = [(one, two) for one, two in zip(served, alone, strict=True) if one != two]
    assert changed
    assert all(" from " in one and " from " in two for one, two in changed)


def test_a_module_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr(modules, "read_modules", lambda *_: {"a/x.js": b'import { y } from "../b/y.js";\n'})
    with pytest.raises(MapAppError, match=r"a/x\.js.*\.\./b/y\.js"):
        import_map("a")
