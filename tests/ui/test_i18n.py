"""One table of words: whole in both languages, used from end to end, and nothing said past it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from mapapp.contracts import Clock, Precision, Stage, Verdict
from mapapp.settings import PACKAGE_DIR
from mapapp.ui import i18n as words
from mapapp.ui.cache import remember
from mapapp.ui.i18n import WordsError, load_table, load_terms, set_language, t, table_files, term_of

UI = PACKAGE_DIR / "ui"
MAP = PACKAGE_DIR / "layers" / "map"
DRAWING = PACKAGE_DIR / "layers" / "drawing"
PYTHON = tuple(sorted(UI.rglob("*.py")))
SCRIPTS = (*sorted(UI.rglob("*.js")), *sorted(MAP.glob("*.js")), *sorted(DRAWING.glob("*.js")))

# Chinese characters, their punctuation, and full-width forms.
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# Words looked for in the documents and never shown; and what stays Chinese in English, because it goes into a Chinese
# file or cites a Chinese document, or because it names the language the switch leads to.
LOOKED_FOR = {"boards.py": {"出让", "开工", "竣工", "投产", "四个一批"}}
CHINESE_IN_ENGLISH = {
    "cards.citation",
    "cards.citation_page",
    "cards.citation_recognised",
    "present.untitled",
    "topbar.other",
    "topbar.other_hint",
}


@pytest.fixture
def english() -> Iterator[None]:
    """Speak English for one test."""
    set_language("en")
    yield
    set_language("zh")


def entries() -> dict[str, tuple[object, object]]:
    """Return every entry of the table with both languages."""
    table = load_table(table_files())
    return {key: (table["zh"][key], table["en"][key]) for key in table["zh"]}


def spoken_literals(source: str) -> list[str]:
    """List the strings of a Python file that hold Chinese, docstrings aside."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and CHINESE.search(node.value)
    ]


def without_comments(source: str) -> str:
    """Return a script without its comments; slashes inside strings are no comments."""
    token = re.compile(
        r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(/\*.*?\*/|//[^\n]*)""", re.DOTALL
    )
    return token.sub(lambda match: match[1] or "", source)


def test_every_entry_speaks_both_languages():
    table = entries()
    assert len(table) > 300
    assert [key for key, (_, english) in table.items() if CHINESE.search(str(english))] == sorted(
        CHINESE_IN_ENGLISH, key=list(table).index
    )
    # Numbers, a switch and format templates apart, Chinese entries are Chinese.
    plain = [key for key, (chinese, _) in table.items() if not CHINESE.search(str(chinese))]
    assert all(len(re.sub(r"\{.*?\}|[^\w]", "", str(table[key][0]))) < 18 for key in plain), plain


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('a = { zh = "甲" }', "needs exactly"),
        ('a = { zh = "甲", en = "A", fr = "A" }', "needs exactly"),
        ('a = "甲"', "needs exactly"),
        ('a = { zh = "{n} 个", en = "some" }', "different fields"),
        ('a = { zh = "{m} 个", en = ["{n} thing", "{n} things"] }', "different fields"),
        ('a = { zh = "{n.real} 个", en = "{n.real}" }', "plain name"),
        ('a = { zh = "{0} 个", en = "{0}" }', "plain name"),
        ('a = { zh = "{n!r} 个", en = "{n!r}" }', "plain name"),
        ('a = { zh = "甲", en = ["a", "b", "c"] }', "a text, or two"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(tmp_path, entry, fault):
    path = tmp_path / "page.toml"
    path.write_text(entry, encoding="utf-8")
    with pytest.raises(WordsError, match=fault):
        load_table({"page": path})


def test_every_term_has_english_and_none_is_left_over(tmp_path):
    whole = (UI / "words" / "terms.toml").read_text(encoding="utf-8")
    path = tmp_path / "terms.toml"
    path.write_text(whole.replace('topped_out = "Topped out"\n', ""), encoding="utf-8")
    with pytest.raises(WordsError, match="stage: topped_out"):
        load_terms(path)
    path.write_text(whole.replace("[clock]", '[clock]\nguessed = "Guessed"'), encoding="utf-8")
    with pytest.raises(WordsError, match="clock: guessed"):
        load_terms(path)


def test_terms_keep_their_chinese_and_gain_english(english):
    assert [term_of(item) for item in (Stage.TOPPED_OUT, Verdict.UNVERIFIED, Clock.PROMISED, Precision.STREET)] == [
        "Topped out",
        "To be verified",
        "As promised then",
        "Road section",
    ]
    # Two vocabularies may share a value.
    assert term_of(Stage.PLANNED) == "Planned"
    set_language("zh")
    assert [term_of(item) for item in Stage] == [item.term for item in Stage]


def test_values_are_put_in_as_they_are(english):
    assert t("cards.state", year=2024, term="{year} **x** {0}") == "2024: {year} **x** {0}"
    assert t("cards.overview", n=1, documents=5) == "1 project, 5 documents"
    assert t("cards.overview", n=0, documents=5) == "0 projects, 5 documents"
    with pytest.raises(KeyError):
        t("cards.state", year=2024)


def test_an_unknown_language_is_chinese():
    set_language("xx")
    assert words.language() == "zh"


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.name)
def test_no_page_speaks_past_the_table(path):
    found = set(spoken_literals(path.read_text(encoding="utf-8")))
    assert found - LOOKED_FOR.get(path.name, set()) == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_speaks_past_the_table(path):
    assert CHINESE.findall(without_comments(path.read_text(encoding="utf-8"))) == []


def test_words_said_past_the_table_would_be_found():
    """Negative control: literals are found in calls, f-strings and scripts, while comments and docstrings are not."""
    assert set(spoken_literals('"""文档。"""\nst.write("台账")\nx = f"共{n}"  # 注')) == {"台账", "共"}
    script = 'a = "http://x"; // 注\nb = `共 ${n}`; /* 说明\n 再说 */ c = "项";'
    assert CHINESE.findall(without_comments(script)) == ["共", "项"]


def used_keys() -> tuple[set[str], set[str]]:
    """Return the keys the pages and scripts name, and the beginnings of those they put together."""
    keys, starts = set(), set()
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in ("t", "in_chinese") or not node.args:
                continue
            match node.args[0]:
                case ast.Constant(value=str(key)):
                    keys.add(key)
                case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
                    starts.add(start)
    for path in SCRIPTS:
        page = "map" if path.parent in (MAP, DRAWING) else path.stem.partition("_")[0]
        source = without_comments(path.read_text(encoding="utf-8"))
        keys |= {f"{page}.{key}" for key in re.findall(r"(?:\bt|(?<!\.)\badd)\(\s*\"(\w+)\"", source)}
        starts |= {f"{page}.{start}" for start in re.findall(r"\bt\(`(\w+)\$\{", source)}
    return keys, starts


def test_every_key_that_is_asked_for_exists_and_every_entry_is_asked_for():
    table = set(entries())
    keys, starts = used_keys()
    # The map's words also travel by name to the legend row of a project without a stage.
    keys |= {"map.no_stage"}
    assert keys - table == set()
    assert {start for start in starts if not any(key.startswith(start) for key in table)} == set()
    # A start alone must not keep a whole page alive.
    loose = {start for start in starts if start.endswith(".")}
    assert loose == {"indicators.", "topbar."}
    unused = {key for key in table - keys if not any(key.startswith(start) for start in starts - loose)}
    joined = {f"topbar.{field}" for field in ("zones", "towns", "stages", "verdicts", "kinds", "docs")}
    joined |= {"topbar.evidence", "topbar.reviewed", "topbar.within"}
    joined |= {f"indicators.{word}" for word in ("met", "unmet", "incomparable", "no_year", "no_actual")}
    joined |= {f"indicators.{word}" for word in ("target", "actual", "step_land", "step_start")}
    joined |= {f"indicators.{word}" for word in ("step_finish", "step_produce")}
    assert unused - joined == set()


def test_what_was_remembered_in_one_language_is_not_said_in_the_other():
    asked = []

    @remember(4)
    def card(name: str) -> str:
        asked.append(name)
        return f"{name} {t('cards.all_zones')}"

    assert card("a") == "a 全部片区"
    set_language("en")
    assert card("a") == "a All zones"
    set_language("zh")
    assert card("a") == "a 全部片区"
    assert asked == ["a", "a"]
